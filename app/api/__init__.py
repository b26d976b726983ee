"""The JSON interface: published editions for everybody, drafts for holders of a read token."""
