"""Reading a Word file into the sections of a report: preview, apply, undo."""
