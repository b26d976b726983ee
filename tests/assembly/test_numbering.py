"""No two tables of a report have one number."""

from app.assembly.numbering import counted_through
from app.rendering import tree


def table(number: str) -> tree.Table:
    return tree.Table(anchor=f"t-{number}", number=number, caption=(), head=(), rows=())


def figure(number: str) -> tree.Figure:
    return tree.Figure(
        anchor=f"f-{number}", number=number, caption=(), asset="a", media_type="image/png", width=1, height=1, alt=""
    )


def section(key: str, number: str, *blocks: tree.Block) -> tree.Section:
    return tree.Section(key=key, number=number, title=key, blocks=blocks)


def test_sections_without_a_number_share_one_count() -> None:
    sections = (
        section("facts", "", table("1"), figure("1"), table("2")),
        section("one", "1", table("1.1"), figure("1.1")),
        section("appendix", "", table("1"), figure("1"), table("")),
    )
    document = tree.Document(
        language="fi",
        organisation="Kokkola",
        title="Kertomus",
        subtitle="",
        facts=(),
        parts=(tree.Part(title="", sections=sections[:2]), tree.Part(title="Liitteet", sections=sections[2:])),
        draft=False,
        status="",
    )
    numbers = [
        (block.kind, block.number)
        for section in counted_through(document).sections()
        for block in section.blocks
        if isinstance(block, tree.Table | tree.Figure)
    ]
    assert [number for kind, number in numbers if kind == "table"] == ["1", "2", "1.1", "3", ""]
    assert [number for kind, number in numbers if kind == "figure"] == ["1", "1.1", "2"]
