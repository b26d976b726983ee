"""The history of a text: revisions, comparing any two, authorship, restoring."""
