"""Database to Document: the only reader for output."""
