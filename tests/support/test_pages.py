"""The page checker finds planted faults; a checker that finds nothing would pass everything."""

import pytest

from app.db import Database
from tests.support.browse import Browser
from tests.support.pages import faults_of

PAGE = (
    "<!doctype html><html lang=fi><head><title>{title}</title></head>"
    "<body><main><h1>Etusivu</h1>{more}</main></body></html>"
)


def page(more: str = "", title: str = "Etusivu – Hyvinvointikertomus") -> str:
    return PAGE.format(more=more, title=title)


def test_a_right_page_has_no_faults() -> None:
    assert faults_of(page("<label for=n>Nimi</label><input id=n><a href=/x>Eteen</a>")) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<h1>Toinen</h1>", "2 h1 elements"),
        ("<p id=a></p><p id=a></p>", "occurs 2 times"),
        ("<input name=n>", "without a label"),
        ("<button><svg></svg></button>", "without a name"),
        ("<p style='color: red'></p>", "<p style=…>"),
        ("<p onclick='x()'></p>", "<p onclick=…>"),
        ("<script>x()</script>", "inline <script>"),
        ("<img src=/x.png>", "without alt"),
        ("<a>Tyhjä</a>", "leads nowhere"),
        ("<p aria-describedby=missing></p>", "points at nothing"),
        ("<h3>Hyppy</h3>", "an h3 follows an h1"),
        ("<p><div></div></p>", "unexpected"),
        ("<table><tbody><tr><td role=cell>1</td></tr></tbody></table>", "<td role='cell'>"),
        ("<time>16.10.2013 § 84</time>", "no program can read"),
    ],
)
def test_a_planted_fault_is_found(more: str, expected: str) -> None:
    assert any(expected in fault for fault in faults_of(page(more)))


def test_the_title_must_begin_with_the_heading() -> None:
    assert faults_of(page(title="Muu")) == ["the title 'Muu' does not begin with the h1 'Etusivu'"]


def test_fragments_are_parsed_where_they_belong() -> None:
    assert faults_of("<tr id='row-1'><td>1</td></tr>") == []


def test_browse_gives_the_parsed_page(browse: Browser) -> None:
    opened = browse("/nothing/here/at-all/x")
    assert opened.status == 404
    assert opened.heading


def test_both_databases_are_used(any_database: Database) -> None:
    with any_database.read() as session:
        assert session.connection().dialect.name in ("sqlite", "postgresql")
