"""One copy of each font: pieces name theirs after the glyphs in it."""

from typing import Any


def share_fonts(out: Any) -> None:
    """Pages of a piece, and drawings in it, share one list of fonts."""
    kept: dict[str, Any] = {}
    seen: set[tuple[int, int]] = set()
    for page in out.pages:
        fonts = page.obj.Resources.Font
        if fonts.objgen in seen:
            continue
        seen.add(fonts.objgen)
        for name in list(fonts.keys()):
            fonts[name] = kept.setdefault(str(fonts[name].BaseFont), fonts[name])
