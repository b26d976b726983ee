"""A card as the text of a report would be: data blocks with their settings. Pure."""

from typing import Any

from app.cards.choosing import MOST_CHANGES, Chosen
from app.i18n import Language, translate_plural

Node = dict[str, Any]


def card_text(chosen: Chosen, package_title: str, language: Language) -> Node:
    """The text's nodes in reading order: key figures, the package's table, a chart, changes."""
    nodes = [_block("key_figure", f"key-{at}", indicator=key) for at, key in enumerate(chosen.key_figures, 1)]
    if chosen.rows:
        nodes.append(_block("indicator_table", "rows", indicators=list(chosen.rows), title=package_title))
        nodes += _left_over(chosen, language)
    if chosen.chart:
        nodes.append(_block("line_chart", "line", indicator=chosen.chart))
    if chosen.changes:
        nodes.append(_block("change_list", "changes", indicators=list(chosen.changes), most=MOST_CHANGES))
    return {"type": "doc", "content": nodes}


def _left_over(chosen: Chosen, language: Language) -> list[Node]:
    if not chosen.left_over:
        return []
    said = translate_plural(
        language,
        "%(num)s further indicator of the package has figures; there is no room for it on the card.",
        "%(num)s further indicators of the package have figures; there is no room for them on the card.",
        chosen.left_over,
    )
    return [{"type": "paragraph", "content": [{"type": "text", "text": said}]}]


def _block(kind: str, identity: str, **settings: Any) -> Node:
    return {"type": kind, "attrs": {"id": identity, **settings}}
