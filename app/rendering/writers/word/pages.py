"""Sections of a Word file in Word's own sense: where pages turn, and where footnotes count anew."""

from dataclasses import dataclass

from app.rendering.writers.word.markup import paragraph

_PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1531" w:right="1134" w:bottom="1361" w:left="1247" w:header="680" w:footer="567" w:gutter="0"/>'
)
_LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1361" w:right="1049" w:bottom="1247" w:left="1049" w:header="624" w:footer="567" w:gutter="0"/>'
)
_NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


@dataclass
class Pages:
    """Word describes a section at its end: `close` ends the one being written and says how the next begins.

    `references` are the first section's heads and feet, by type ("default", "first"); the others inherit them.
    """

    references: str
    is_first: bool = True
    on_new_page: bool = True
    is_turned: bool = False
    restarts_notes: bool = True

    def close(self, *, next_on_new_page: bool, turned: bool = False, restart: bool = True) -> str:
        """A paragraph that ends the section being written."""
        ending = paragraph("Normal", "", _NO_HEIGHT + self.last())
        self.is_first, self.on_new_page, self.is_turned = False, next_on_new_page, turned
        self.restarts_notes = restart and not turned
        return ending

    def turn_back(self) -> str:
        """End a landscape section; the report's own section goes on upright, its notes counting on."""
        return self.close(next_on_new_page=True, restart=False)

    def last(self) -> str:
        """The properties of the section being written: alone, those of the whole file's end."""
        restart = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>' if self.restarts_notes else ""
        kind = f'<w:type w:val="{"nextPage" if self.on_new_page else "continuous"}"/>'
        size = _LANDSCAPE if self.is_turned else _PORTRAIT
        references, cover = (self.references, "<w:titlePg/>") if self.is_first else ("", "")
        return f"<w:sectPr>{references}{restart}{kind}{size}{cover}</w:sectPr>"
