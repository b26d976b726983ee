"""What a downloaded file is called."""

from urllib.parse import quote


def disposition(name: str) -> str:
    """RFC 6266 with the extended form of RFC 8187, and a plain fallback for old readers."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-_.") else "-" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
