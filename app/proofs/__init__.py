"""Files read back: is everything in them that the Document says, in its order? Pure."""
