"""Municipalities, wellbeing services counties, regions and the country: codes, names, membership by year; tenants."""
