"""Whole roads through the product, walked in a real browser."""
