"""Frozen Documents: canonical JSON, hash chain, the approval bound to it, the files made from it."""
