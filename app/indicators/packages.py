"""Indicator packages: the YAML files of /report_templates/packages."""

from functools import cache
from pathlib import Path

from pydantic import Field

from app.indicators.catalogue import catalogue
from app.indicators.content import IndicatorKey, Strict, Titles, read_yaml
from app.indicators.errors import ContentInvalid, UnknownPackage

PACKAGES_DIR = Path(__file__).resolve().parents[2] / "report_templates" / "packages"


class Package(Strict):
    """Indicators that belong together in a report, in row order.

    `unresolved` are titles that belong here but whose id nobody has confirmed: shown as such, never guessed.
    """

    key: str = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)
    titles: Titles
    valid_from: int
    valid_to: int | None = None
    indicators: tuple[IndicatorKey, ...] = Field(min_length=1)
    unresolved: tuple[str, ...] = ()


@cache
def load_packages(folder: Path = PACKAGES_DIR) -> dict[str, Package]:
    """All packages by key. Raises ContentInvalid, naming file, place and reason."""
    packages = {}
    for path in sorted(folder.glob("*.yaml")):
        found = read_yaml(path, Package)
        _check(path, found)
        packages[found.key] = found
    return packages


def package(key: str) -> Package:
    """The package of this key. Raises UnknownPackage."""
    packages = load_packages()
    if key not in packages:
        raise UnknownPackage(key=key)
    return packages[key]


def _check(path: Path, found: Package) -> None:
    if found.key != path.stem:
        raise ContentInvalid(file=path.name, place="key", reason=f"the file is called {path.stem}, the key {found.key}")
    known = catalogue().indicators
    for position, key in enumerate(found.indicators):
        place = f"indicators.{position}"
        if key not in known:
            raise ContentInvalid(file=path.name, place=place, reason=f"{key} is not in the catalogue")
        if key in found.indicators[:position]:
            raise ContentInvalid(file=path.name, place=place, reason=f"{key} is named twice")
