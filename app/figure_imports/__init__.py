"""Figures from files that people upload: preview, mapping of columns, errors by row, then all of it or nothing."""
