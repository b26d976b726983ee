"""The municipal card: one page about one municipality, made of the same blocks as a report."""
