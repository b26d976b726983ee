"""Data blocks of a text: one file per kind, one registry. Pure."""
