"""Sheets of paper, and sections of a Word file in Word's own sense: where pages turn, where footnotes count anew."""

from dataclasses import dataclass

from app.rendering.writers.word.markup import paragraph


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size and margins, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0

    @property
    def line(self) -> int:
        """How long a line is."""
        return self.width - self.left - self.right - self.gutter

    @property
    def depth(self) -> int:
        """How much stands on a page, from top to foot."""
        return self.height - abs(self.top) - abs(self.bottom)

    def xml(self) -> str:
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{turned}/><w:pgMar w:top="{self.top}" '
            f'w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" w:header="{self.header}" '
            f'w:footer="{self.footer}" w:gutter="{self.gutter}"/>'
        )


_START = "<w:p><w:pPr>"
UPRIGHT = Sheet(11906, 16838, 1531, 1134, 1361, 1247, 680, 567)
TURNED = Sheet(16838, 11906, 1361, 1049, 1247, 1049, 624, 567)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What the pages of a file are like. `references` are its heads and feet; the cover may have its own."""

    upright: Sheet = UPRIGHT
    turned: Sheet = TURNED
    references: str = ""
    own_first: bool = True


@dataclass
class Pages:
    """Word describes a section at its end: `close` ends the one being written and says how the next begins.

    The first section has the heads and feet; the others inherit them.
    """

    setup: PageSetup
    is_first: bool = True
    on_new_page: bool = True
    is_turned: bool = False
    restarts_notes: bool = True

    def close(self, parts: list[str], *, next_on_new_page: bool, turned: bool = False, restart: bool = True) -> None:
        """End the section being written with the last of these paragraphs; if it cannot, with an empty one."""
        before, _, last = parts[-1].rpartition(_START) if parts else ("", "", "")
        if not last.endswith("</w:p>") or "<w:sectPr>" in last:
            parts.append(paragraph("SectionEnd", ""))
            before, _, last = parts[-1].rpartition(_START)
        parts[-1] = before + _START + last.replace("</w:pPr>", f"{self.last()}</w:pPr>", 1)
        self.is_first, self.on_new_page, self.is_turned = False, next_on_new_page, turned
        self.restarts_notes = restart and not turned

    def turn_back(self, parts: list[str]) -> None:
        """End a landscape section; the report's own section goes on upright, its notes counting on."""
        self.close(parts, next_on_new_page=True, restart=False)

    def last(self) -> str:
        """The properties of the section being written: alone, those of the whole file's end."""
        restart = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>' if self.restarts_notes else ""
        kind = f'<w:type w:val="{"nextPage" if self.on_new_page else "continuous"}"/>'
        sheet = self.setup.turned if self.is_turned else self.setup.upright
        references = self.setup.references if self.is_first else ""
        first = "<w:titlePg/>" if self.is_first and self.setup.own_first else ""
        return f"<w:sectPr>{references}{restart}{kind}{sheet.xml()}{first}</w:sectPr>"
