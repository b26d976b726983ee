"""The public site: published editions, read and downloaded without signing in."""
