"""The text of a section: the one schema that browser and server share, its checks, steps, plain text. Pure."""
