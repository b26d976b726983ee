"""Marks texts for the catalogues where they are written down but not yet shown."""


def N_(message: str) -> str:  # noqa: N802 (gettext's customary name)
    """The message as it is; its translation is looked up when somebody's language is known."""
    return message
