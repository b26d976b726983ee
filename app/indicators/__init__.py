"""Indicators, their observations and packages: fetched in batches, validated whole, swapped in one transaction."""
