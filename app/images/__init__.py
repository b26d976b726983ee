"""Images of reports: checked, re-encoded, stored by content hash."""
