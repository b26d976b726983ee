"""What reading a file back showed: how much was compared, and what was lost, with its place."""

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

FORMAT = "hvk-certificate/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """`place` names the section and the node as its readers know them: "4.2 Nuoret, Taulukko 4.2.1, row 3"."""

    place: str
    fault: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """`compared` counts the nodes of each kind that were found as they are in the Document.

    `plain` names the blocks that could not be set as they should and stand in plain words instead;
    their text is whole, so they are no faults.
    """

    file_sha256: str
    file_format: str
    compared: dict[str, int]
    faults: tuple[Fault, ...] = ()
    plain: tuple[Fault, ...] = ()
    format: str = FORMAT

    @property
    def is_whole(self) -> bool:
        """Nothing is missing, changed or in another order."""
        return not self.faults


_ADAPTER = TypeAdapter(Certificate)


def to_json(certificate: Certificate) -> dict[str, Any]:
    """JSON values; `from_json` gives an equal certificate back."""
    values: dict[str, Any] = _ADAPTER.dump_python(certificate, mode="json")
    return values


def from_json(values: dict[str, Any]) -> Certificate:
    """Raises pydantic.ValidationError when `values` are no certificate."""
    return _ADAPTER.validate_python(values)
