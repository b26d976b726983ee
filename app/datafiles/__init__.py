"""Tables of figures as files, both ways: CSV, XLSX and JSON-stat 2, with what the figures are and who made them."""
