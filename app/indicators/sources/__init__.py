"""One file per statistics source, and the one registry of them."""
