"""Spaces at the ends of lines. WeasyPrint drops them: who reads the text alone would run two words together."""

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

Function = Callable[..., Any]


def ends_in_space(box: Any) -> bool:
    """Whether a space, or the end of a line that somebody typed, stood after the text of this box."""
    return getattr(box, "_space_dropped", False)


def starts_in_space(box: Any) -> bool:
    """Whether its text began with a space that is not drawn, for a line begins here."""
    return getattr(box, "_space_skipped", False)


def noting_splits(split: Function) -> Function:
    """WeasyPrint's function that takes as much from a text as a line has room for."""

    def noted(context: Any, box: Any, width: Any, skip: Any, **more: Any) -> Any:
        taken, resume, is_typed = split(context, box, width, skip, **more)
        if taken is not None:
            text = box.text.encode()
            taken._space_dropped = bool(resume) and text[:resume].endswith(b" ")
            taken._space_skipped = bool(skip) and text[:skip].isspace()
        return taken, resume, is_typed

    return noted


def noting_removals(remove: Function) -> Function:
    """WeasyPrint's function that takes the space from the end of a line."""

    def noted(context: Any, line: Any) -> None:
        before = [(box, getattr(box, "text", "")) for box in _ends(line)]
        remove(context, line)
        is_dropped = False
        for box, text in before:
            if getattr(box, "text", "").strip():
                box._space_dropped = ends_in_space(box) or is_dropped or box.text != text
                return
            is_dropped = True

    return noted


def _ends(box: Any) -> Iterator[Any]:
    """Texts and typed line ends of a line, the last first, until a text with words."""
    for child in reversed(box.children):
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from [child] if child.element_tag == "br" else _ends(child)
