"""Who is present: everybody in one list, in colours of their own, told apart from who has gone."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from re import findall, split
from typing import Any

import anyio
import pytest

from app.live.messages import PeopleChanged, Pointed
from app.live.presence import COLOURS, Alive, Left, People, Presence
from app.live.topics import BACKLOG, Hub, text_topic

CSS = Path(__file__).parents[2] / "app" / "static" / "css"


def someone(person: int, tab: str = "a", **changes: Any) -> Presence:
    described = {
        "id": f"{person}{tab}",
        "client": f"client-{person}{tab}",
        "person": person,
        "name": f"Nimi {person}",
        "initials": "N",
        "writes": True,
        "text_id": 7,
        "section": "youth",
        "report_id": 1,
    }
    return Presence(**(described | changes))


@pytest.fixture
def people() -> People:
    return People(Hub())


@pytest.fixture
def together(people: People) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def shown(people: People, text_id: int = 7) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(people.people_text(text_id))["people"]
    return listed


def test_the_present_are_listed_until_they_leave(people: People):
    with people.present(someone(1)), people.present(someone(2, text_id=8)):
        assert [one["name"] for one in shown(people)] == ["Nimi 1"]
    assert shown(people) == []


def test_one_person_has_one_colour_and_different_people_different_ones(people: People, together: ExitStack):
    for person in (1, 9, 17, 4, 5, 6, 7):
        together.enter_context(people.present(someone(person)))
    second_tab = together.enter_context(people.present(someone(9, "b")))
    colours = {one["person"]: one["colour"] for one in shown(people)}
    assert len(set(colours.values())) == 7
    assert colours[9] == second_tab.colour
    assert set(colours.values()) <= set(range(1, COLOURS + 1))


def test_more_people_than_colours_are_still_shown(people: People, together: ExitStack):
    for person in range(12):
        together.enter_context(people.present(someone(person)))
    assert len(shown(people)) == 12


def test_a_report_shows_everybody_once_a_section(people: People, together: ExitStack):
    for one in (
        someone(1, writes=False),
        someone(1, "b"),
        someone(2, section="older"),
        someone(3, report_id=2),
    ):
        together.enter_context(people.present(one))
    found = people.in_report(1)
    assert {section: [(one.person, one.writes) for one in there] for section, there in found.items()} == {
        "youth": [(1, True)],
        "older": [(2, True)],
    }


def test_another_process_tells_who_is_there_and_is_forgotten_when_it_is_silent(people: People):
    people.hear("other", someone(1, colour=3))
    people.hear("other", someone(2, colour=4))
    people.hear("other", Left("2a"))
    assert [one["person"] for one in shown(people)] == [1]
    people.hear("other", Alive())
    people.forget_silent(silence=60)
    assert [one["person"] for one in shown(people)] == [1]
    people.forget_silent(silence=0)
    assert shown(people) == []


def test_what_happens_here_is_told_to_the_other_processes(people: People):
    told: list[tuple[str, Any]] = []
    people.outbound = lambda topic, message: told.append((topic, message))
    with people.present(someone(1)) as presence:
        people.point(presence, {"version": 2, "anchor": 1, "head": 1})
    assert [type(message) for _, message in told] == [Presence, Pointed, Left]
    assert {topic for topic, _ in told} == {text_topic(7)}


def test_a_listener_that_falls_behind_is_told_to_look_again_and_misses_only_cursors():
    async def listen() -> list[str]:
        hub = Hub()
        with hub.listen("a") as listener:
            for _ in range(BACKLOG):
                hub.publish("a", PeopleChanged())
            hub.publish("a", Pointed("x", ""))
            hub.publish("b", PeopleChanged())
            await anyio.sleep(0)
            kept = [type(await listener.next()).__name__ for _ in range(BACKLOG)]
            for _ in range(BACKLOG + 1):
                hub.publish("a", PeopleChanged())
            await anyio.sleep(0)
            return [*sorted(set(kept)), type(await listener.next()).__name__]

    assert anyio.run(listen) == ["PeopleChanged", "LookAgain"]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read_in_light_and_dark():
    themes = split(r"\n +color-scheme:", (CSS / "tokens.css").read_text())[1:]
    assert len(themes) == 3
    for theme in themes:
        (paper,) = findall(r"--paper: (#\w+)", theme)
        colours = findall(r"--who-\d: (#\w+)", theme)
        assert len(set(colours)) == COLOURS
        assert min(contrast(colour, paper) for colour in colours) >= 4.5
