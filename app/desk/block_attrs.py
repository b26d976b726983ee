"""A block's settings as the editor sends them along in an address."""

import json
from typing import Any

from app.errors import BadInput
from app.i18n import gettext


def read_attrs(text: str) -> dict[str, Any]:
    """The settings. Raises BadInput when they are no JSON object."""
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise BadInput({"attrs": gettext("The block's settings cannot be read.")})
    return values
