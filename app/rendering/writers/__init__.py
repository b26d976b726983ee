"""One writer per output format, each a function of the Document alone."""
