"""Where in the service the reader is: the organisation that the layout names."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as the top bar shows it. `is_example`: made by the demo, and every page says so.

    `arms`: the address of its arms; empty when it has none.
    """

    name: str
    home: str
    is_example: bool
    arms: str = ""


def set_place(connection: HTTPConnection, place: Place) -> None:
    """Told by whoever finds the organisation that the address names."""
    connection.state.place = place


def place_of(connection: HTTPConnection) -> Place | None:
    """The organisation this request is about, if it is about one."""
    place: Place | None = getattr(connection.state, "place", None)
    return place
