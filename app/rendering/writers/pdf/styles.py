"""Style sheets for WeasyPrint, read once: it would read the long one for paper anew for every piece."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import weasyprint

from app.rendering.writers.html import print_css


@cache
def paper_style() -> Any:
    """The style sheet that all pieces share. It names no fonts, which each organisation's own one does."""
    return weasyprint.CSS(string=print_css())


def style_sheets(
    page: Any,
    _media: str,
    fetcher: Any,
    base_url: str | None,
    fonts: Any,
    _counters: Any,
    _profiles: Any,
    page_rules: list[Any],
    _layers: list[Any],
) -> Iterator[Any]:
    """In place of WeasyPrint's own function: the style sheets of a piece, in their order."""
    for element in page.etree_element.iter("style"):
        if element.text == print_css():
            page_rules.extend(paper_style().page_rules)
            yield paper_style()
        else:
            yield weasyprint.CSS(
                string=element.text, url_fetcher=fetcher, base_url=base_url, font_config=fonts, page_rules=page_rules
            )
