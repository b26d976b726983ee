"""Suggested changes to a text: proposed by one, decided by another."""
