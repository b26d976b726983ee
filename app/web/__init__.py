"""What every page needs and no noun of the field: templates, HTMX, errors, request limits, origin checks."""
