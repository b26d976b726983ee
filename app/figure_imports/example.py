"""The own shape as a file that can be filled: a row a figure."""

from collections.abc import Sequence

from app.clock import today
from app.datafiles.collecting import NamedGrid
from app.datafiles.writing import About, write_grid_csv
from app.i18n import current_language, gettext


def example_file(indicators: Sequence[str], region_code: str) -> bytes:
    """A row of last year for each indicator, without figures: nobody can take an example for a figure."""
    head = tuple(gettext(name) for name in ("Indicator", "Area code", "Period", "Population group", "Value", "Note"))
    year = str(today().year - 1)
    rows = [(name, region_code, year, gettext("all"), "", "") for name in indicators or [gettext("Indicator's name")]]
    content = write_grid_csv(NamedGrid("", "", "", (head, *rows)), About("", "", current_language.get()))
    return b"\xef\xbb\xbf" + content
