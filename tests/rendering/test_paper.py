"""What only paper needs: whole periods, figures side by side, widths of columns."""

from dataclasses import replace

import pytest

from app.rendering import tree
from app.rendering.tree import Text
from app.rendering.writers.paper import headline, tint, unbroken
from app.rendering.writers.spread import LONGEST_FINDING, Group, groups
from app.rendering.writers.widths import paper_view, shares
from tests.factories.typeset import cell, heading, items, key_figure, text


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("kaudella 2021–2025 oli", "2021–2025"),
        ("osuus 9,5 % väestöstä", "9,5 %"),
        ("15–64-vuotiaat", "15–64"),
        ("saaneet 18 - 64-vuotiaat", "18 - 64"),
        ("nettomuutto / 1 000 asukasta", "/ 1 000"),
    ],
)
def test_periods_and_percentages_stay_on_one_line(words: str, whole: str) -> None:
    assert f'<span class="period">{whole}</span>' in unbroken(words)


def test_what_a_person_wrote_is_escaped() -> None:
    assert unbroken("<b>2021–2025") == '&lt;b&gt;<span class="period">2021–2025</span>'
    assert headline("Vahvuudet <i> opit") == 'Vahvuudet <span class="period">&lt;i&gt; opit</span>'


def test_a_title_does_not_end_in_a_short_line() -> None:
    assert headline("Keskeiset vahvuudet ja opit") == 'Keskeiset vahvuudet <span class="period">ja opit</span>'
    assert headline("Työikäiset") == "Työikäiset"


def test_a_tint_is_the_colour_thinned_with_white() -> None:
    assert tint("#1f4e79", 100) == "#1f4e79"
    assert tint("#000000", 10) == "#e6e6e6"


def section(*blocks: tree.Block, role: str = "text") -> tree.Section:
    return tree.Section(key="osio", number="", title="Osio", blocks=blocks, role=role)  # type: ignore[arg-type]


def kinds(section: tree.Section) -> list[str]:
    return [group.kind for group in groups(section)]


def test_key_figures_that_follow_each_other_stand_in_a_row() -> None:
    row = section(text("alku"), key_figure("a"), key_figure("b"), text("väli"), key_figure("c"))
    assert kinds(row) == ["flow", "figures", "flow", "flow"]


@pytest.mark.parametrize(("count", "expected"), [(2, 2), (3, 3), (4, 4), (5, 3), (6, 3), (7, 4), (8, 4), (9, 3)])
def test_no_row_has_a_single_figure_when_it_can_be_helped(count: int, expected: int) -> None:
    figures = tuple((key_figure(f"luku{index}"),) for index in range(count))
    assert Group("figures", figures).in_a_row == expected


def test_rows_of_long_labels_leave_room_for_them() -> None:
    short, long = (key_figure("a"),), (key_figure("b", "sana " * 12),)
    assert "figures--labelled" not in Group("figures", (short, short, short, short)).css
    assert "figures--labelled" in Group("figures", (short, short, short, long)).css


def test_only_a_summary_sets_its_lists_beside_each_other() -> None:
    blocks = (heading("v", "Vahvuudet"), items("yksi"), heading("h", "Huolet"), items("kaksi"), text("loppu"))
    assert kinds(section(*blocks, role="summary")) == ["findings", "flow"]
    assert set(kinds(section(*blocks))) == {"flow"}


def test_long_lists_and_those_with_footnotes_stay_below_each_other() -> None:
    called = tree.Paragraph(inlines=(Text(text="x"), tree.FootnoteCall(number=1)))
    noted = tree.ItemList(items=(tree.ListItem(blocks=(called,)),))
    for second in (items("sana " * LONGEST_FINDING), noted):
        blocks = (heading("v", "Vahvuudet"), items("yksi"), heading("h", "Huolet"), second)
        assert set(kinds(section(*blocks, role="summary"))) == {"flow"}


def test_groups_keep_every_block_in_its_order() -> None:
    blocks = (text("a"), key_figure("a"), key_figure("b"), heading("h", "Huolet"), items("yksi"), text("b"))
    found = [
        block for group in groups(section(*blocks, role="summary")) for column in group.columns for block in column
    ]
    assert found == list(blocks)


def table(*rows: tuple[tree.Cell, ...]) -> tree.Table:
    return tree.Table(anchor="t", number="1", caption=(Text(text="Taulukko"),), head=(), rows=rows)


def test_long_texts_get_more_room_and_all_widths_make_a_whole() -> None:
    found = shares(table((cell("pitkähkö selitys siitä mitä tehdään ja miksi " * 3), cell("2026"), cell("12,5"))))
    assert found[0] > 3 * found[1]
    assert sum(found) == pytest.approx(1)


def test_the_longest_word_of_a_column_fits() -> None:
    found = shares(table((cell("a " * 80), cell("kouluterveyskysely"))))
    assert found[1] * 104 >= len("kouluterveyskysely")


def test_figures_among_words_are_set_from_the_left() -> None:
    rows = [(cell(f"rivi {index}"), cell("–", numeric=True) if index == 1 else cell("alle 8")) for index in range(4)]
    assert all(row[1].css == "" for row in paper_view(table(*rows)).rows)


def test_a_row_higher_than_a_page_may_break() -> None:
    high = cell(*("sana " * 60 for _ in range(20)))
    assert paper_view(table((cell("a"), cell("b")), (cell("a"), high))).looks == {1: "tall"}


def test_many_columns_are_set_smaller_unless_the_page_is_wide() -> None:
    many = table(tuple(cell("1,0", numeric=True) for _ in range(12)))
    assert paper_view(many).css.endswith(" many")
    assert not paper_view(table((cell("a"),))).css.endswith(" many")


def test_the_actions_of_a_goal_stay_with_it() -> None:
    goal = tree.Cell(lines=cell("tavoite").lines, rowspan=2)
    assert paper_view(table((goal, cell("yksi")), (cell("kaksi"),), (cell("b"), cell("kolme")))).looks == {1: "kept"}


def test_a_figure_with_its_word_takes_the_room_of_both() -> None:
    found = shares(table((cell("selitys " * 30), cell("alle 420", numeric=True))))
    assert found[1] * 104 >= len("alle 420")


def test_widths_that_would_pile_up_the_head_are_not_kept() -> None:
    head = (cell("otsikko " * 70, scope="col"), cell("lyhyt", scope="col"))
    narrow = replace(table((cell("a"), cell("b"))), head=(head,), widths=(0.1, 0.9))
    assert paper_view(narrow).columns != ("w-10", "w-90")


def test_a_word_of_the_head_gets_its_room_from_the_widest_column() -> None:
    names = ("Mittari", "Keski-Pohjanmaa", "Porvoo")
    given = replace(
        table((cell("Työttömät"), cell("7,8"), cell("7,7"))),
        head=(tuple(cell(name, scope="col") for name in names),),
        widths=(0.9, 0.05, 0.05),
    )
    assert paper_view(given).columns == ("w-84", "w-9", "w-7")
    assert paper_view(replace(given, widths=(0.5, 0.3, 0.2))).columns == ("w-50", "w-30", "w-20")
