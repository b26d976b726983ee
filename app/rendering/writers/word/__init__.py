"""The pieces of a Word file: markup, styles, tables, the package around them."""
