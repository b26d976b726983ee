"""`make bench`: how fast the product is on this machine, measured on a real server with the demo's data."""
