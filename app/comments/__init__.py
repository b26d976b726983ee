"""Comments on a range or a block of a text: threads, mentions, resolving."""
