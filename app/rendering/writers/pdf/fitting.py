"""A chapter that runs over by a few lines is set a little tighter, so that no page is printed for them alone."""

from collections.abc import Callable
from typing import Any

MOST_PAGES = 6  # a longer chapter is not worth setting twice
LEAST_FILLED = 0.22  # of the height of its last page


def fitted(parse: Callable[[], Any], parse_tight: Callable[[], Any], render: Callable[[Any], Any]) -> Any:
    """The rendered piece: tighter if that saves its last page."""
    rendered = render(parse())
    if not 1 < len(rendered.pages) <= MOST_PAGES or filled(rendered.pages[-1]) >= LEAST_FILLED:
        return rendered
    tighter = render(parse_tight())
    return tighter if len(tighter.pages) < len(rendered.pages) else rendered


def tight(html: str) -> str:
    """The piece's HTML, marked for the stylesheet."""
    return html.replace("<html ", '<html class="tight" ', 1)


def filled(page: Any) -> float:
    """How much of the page's height its text takes."""
    box = page._page_box
    text = box.children[0].children[0]  # html, body
    share: float = text.height / box.height
    return share
