"""A section's text becomes tree nodes; what cannot be read is named and loses nothing else."""

from typing import Any

from app.rendering import drawings, tree
from app.rendering.prose import Image, section_blocks
from app.rendering.prose_inlines import plain_text


def node(kind: str, *content: dict[str, Any], **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "attrs": attrs, "content": list(content)}


def words(text: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": text, "marks": list(marks)}


def mark(kind: str, **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "attrs": attrs}


def no_data(kind: str, *_: Any) -> tuple[tree.Block, ...]:
    raise LookupError(kind)


def converted(*nodes: dict[str, Any], **more: Any) -> tuple[tuple[tree.Block, ...], tuple[tree.Footnote, ...]]:
    settings = {"section_number": "4", "section_key": "working_age", "language": "fi", "references": {}} | more
    return section_blocks({"type": "doc", "content": list(nodes)}, **{"data_block": no_data} | settings)


def test_neighbouring_runs_of_one_look_become_one() -> None:
    strong, comment = mark("strong"), mark("comment", thread="a")
    (paragraph,), _ = converted(
        node("paragraph", words("Yksi "), words("kaksi", comment), words(" kolme", strong), words("!", strong))
    )
    assert isinstance(paragraph, tree.Paragraph)
    assert paragraph.inlines == (tree.Text(text="Yksi kaksi"), tree.Text(text=" kolme!", strong=True))


def test_only_web_and_mail_links_are_kept() -> None:
    (paragraph,), _ = converted(
        node(
            "paragraph",
            words("a", mark("link", href="https://thl.fi/")),
            words("b", mark("link", href="javascript:alert(1)")),
            words("c", mark("link", href="file:///etc/passwd")),
        )
    )
    assert isinstance(paragraph, tree.Paragraph)
    assert [getattr(run, "link", None) for run in paragraph.inlines] == ["https://thl.fi/", None]


def test_headings_get_anchors_of_their_section_and_bounded_depth() -> None:
    blocks, _ = converted(
        node("heading", words("A"), level=2, id="x_1"), node("heading", words("B"), level=99), node("heading", level=1)
    )
    assert blocks == (
        tree.Heading(anchor="working-age-x-1", depth=2, inlines=(tree.Text(text="A"),)),
        tree.Heading(anchor="working-age-n1", depth=3, inlines=(tree.Text(text="B"),)),
    )


def test_footnotes_are_numbered_and_stand_apart() -> None:
    blocks, notes = converted(
        node(
            "paragraph",
            words("Yksi"),
            node("footnote", words("Huom. ")),
            words(" kaksi"),
            node("footnote", words("Toinen")),
        )
    )
    assert isinstance(blocks[0], tree.Paragraph)
    assert [run.number for run in blocks[0].inlines if isinstance(run, tree.FootnoteCall)] == [1, 2]
    assert [(note.number, plain_text(note.inlines)) for note in notes] == [(1, "Huom. "), (2, "Toinen")]


def test_lists_nest_and_numbered_ones_keep_their_start() -> None:
    inner = node("bullet_list", node("list_item", node("paragraph", words("b"))))
    (block,), _ = converted(node("ordered_list", node("list_item", node("paragraph", words("a")), inner), start=3))
    assert isinstance(block, tree.ItemList)
    assert (block.ordered, block.start) == (True, 3)
    assert isinstance(block.items[0].blocks[1], tree.ItemList)


def cell(text: str, kind: str = "table_cell", **attrs: Any) -> dict[str, Any]:
    return node(kind, node("paragraph", words(text)), **attrs)


def table(*rows: dict[str, Any], **attrs: Any) -> dict[str, Any]:
    return node("table_figure", node("table_caption", words("Väestö")), node("table", *rows), **attrs)


def test_tables_get_numbers_scopes_labels_and_widths() -> None:
    head = node(
        "table_row", cell("Ryhmä", "table_header", colwidth=[300]), cell("2024", "table_header", colwidth=[100])
    )
    row = node("table_row", cell("Lapset", "table_header"), cell("1 234,5"))
    blocks, _ = converted(table(head, row, id="t"), table(head, row))
    first, second = (block for block in blocks if isinstance(block, tree.Table))
    assert (first.anchor, first.number, second.number) == ("working-age-t", "4.1", "4.2")
    assert [item.scope for item in first.head[0]] == ["col", "col"]
    assert first.rows[0][0].scope == "row"
    assert (first.rows[0][1].label, first.rows[0][1].numeric) == ("2024", True)
    assert first.widths == (0.75, 0.25)


def test_names_of_columns_follow_cells_under_a_spanning_one() -> None:
    head = node("table_row", *(cell(name, "table_header") for name in ("Ryhmä", "Kuvaus", "Määrä")))
    first = node("table_row", cell("Lapset", "table_header", rowspan=2), cell("alle 7"), cell("1"))
    (block,), _ = converted(table(head, first, node("table_row", cell("7–12"), cell("2"))))
    assert isinstance(block, tree.Table)
    assert [[item.label for item in row] for row in block.rows] == [["", "Kuvaus", "Määrä"], ["Kuvaus", "Määrä"]]
    assert block.rows[0][0].scope == "rowgroup"


def test_a_table_without_headers_takes_its_first_row_as_one() -> None:
    rows = (node("table_row", cell("A"), cell("B")), node("table_row", cell("1"), cell("2")))
    (block,), _ = converted(table(*rows))
    assert isinstance(block, tree.Table)
    assert [item.scope for item in block.head[0]] == ["col", "col"]
    assert len(block.rows) == 1


def test_a_table_of_headers_alone_is_still_a_table() -> None:
    (block,), _ = converted(table(node("table_row", cell("A", "table_header"))))
    assert isinstance(block, tree.Table)
    assert (len(block.head), len(block.rows)) == (1, 0)


def test_data_blocks_are_asked_for_and_numbered_as_tables_and_figures() -> None:
    asked: list[tuple[Any, ...]] = []

    def data(kind: str, attrs: dict[str, Any], anchor: str) -> tuple[tree.Block, ...]:
        asked.append((kind, attrs["package"], anchor))
        made = tree.Table(anchor=anchor, number="", caption=(), head=(), rows=())
        bars = drawings.Bars(bars=(), reference=None, unit="%", decimals=1)
        chart = tree.Chart(anchor=f"{anchor}-c", number="", caption=(), drawing=bars, alt="", table=made)
        return (made, chart)

    blocks, _ = converted(node("indicator_table", id="i", package="families"), table(), data_block=data)
    assert asked == [("indicator_table", "families", "working-age-i")]
    assert [block.number for block in blocks if isinstance(block, tree.Table | tree.Chart)] == ["4.1", "4.1"]
    blocks = (blocks[0], blocks[2])
    assert isinstance(blocks[1], tree.Notice)  # a table without rows cannot be read
    assert "table_figure" in blocks[1].text


def test_what_cannot_be_read_is_named_and_the_rest_stays() -> None:
    blocks, _ = converted(
        node("paragraph", words("Ennen")), node("hologram"), {"type": "heading"}, node("paragraph", words("Jälkeen"))
    )
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Notice", "Paragraph"]
    assert isinstance(blocks[1], tree.Notice)
    assert "hologram" in blocks[1].text


def test_figures_need_their_image_and_a_decorative_one_has_no_alternative() -> None:
    image = Image("image/png", 10, 20)
    caption = node("figure_caption", words("Kuva"))
    figure = node("figure", caption, asset="a1", alt="Ranta", decorative=True, id="k")
    (shown,), _ = converted(figure, images={"a1": image})
    assert isinstance(shown, tree.Figure)
    assert (shown.number, shown.alt, shown.height) == ("4.1", "", 20)
    (missing,), _ = converted(figure)
    assert isinstance(missing, tree.Notice)


def test_a_figure_without_alternative_text_has_its_captions_words() -> None:
    figure = node("figure", node("figure_caption", words("Kokkolan ranta")), asset="a1", alt="", decorative=False)
    (shown,), _ = converted(figure, images={"a1": Image("image/png", 10, 20)})
    assert isinstance(shown, tree.Figure)
    assert shown.alt == "Kokkolan ranta"


def test_a_figure_whose_image_is_still_being_sent_is_left_out() -> None:
    assert converted(node("figure", node("figure_caption"), asset="", alt="", decorative=False)) == ((), ())


def test_a_figure_in_prose_is_its_text() -> None:
    (block,), _ = converted(node("paragraph", words("Luku on "), node("figure_token", text="11,9"), words(" %.")))
    assert isinstance(block, tree.Paragraph)
    assert plain_text(block.inlines) == "Luku on 11,9 %."
