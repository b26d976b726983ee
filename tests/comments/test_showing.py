"""A draft that is to have its comments: words with what is said of them, and nothing anywhere else."""

from typing import Any

from app.assembly.service import assemble
from app.comments import service
from app.comments.showing import Conversation, with_remarks
from app.rendering import tree
from app.rendering.prose_inlines import plain_text
from tests.comments.conftest import Talk


def text(words: str, *threads: str) -> dict[str, Any]:
    marks = [{"type": "comment", "attrs": {"thread": thread}} for thread in threads]
    return {"type": "text", "text": words, **({"marks": marks} if marks else {})}


def said(key: str, block_id: str = "") -> Conversation:
    return Conversation(key, block_id, ({"author": "Liisa", "on": "2026-08-03", "text": key, "resolved": False},))


def shown(*nodes: dict[str, Any], of: tuple[Conversation, ...]) -> Any:
    """The words of a paragraph with the conversations on them, as nested tuples."""
    paragraph = {"type": "paragraph", "attrs": {"id": "p1"}, "content": list(nodes)}
    return _told(with_remarks({"type": "doc", "content": [paragraph]}, of)["content"][0]["content"])


def _told(nodes: list[dict[str, Any]]) -> Any:
    return [
        (node["attrs"]["remarks"][0]["text"], _told(node["content"])) if node["type"] == "remarked" else node["text"]
        for node in nodes
    ]


def test_neighbours_under_one_conversation_are_one_and_overlapping_ones_stand_inside() -> None:
    nodes = (text("ennen "), text("yksi ", "a"), text("kaksi ", "a", "b"), text("kolme", "b"))
    assert shown(*nodes, of=(said("a"), said("b"))) == ["ennen ", ("a", ["yksi ", ("b", ["kaksi "])]), "kolme"]


def test_one_about_a_block_stands_at_its_words_and_one_whose_place_is_gone_nowhere() -> None:
    assert shown(text("sanat"), of=(said("a", "p1"), said("b", "poistettu"), said("c"))) == [("a", ["sanat"])]


def test_a_draft_has_its_comments_only_when_it_is_asked_to(talk: Talk) -> None:
    thread = talk.start(talk.jukka, "Milloin?")
    talk.say(talk.jukka, service.reply, thread.key, "Vuonna 2024.")
    with talk.database.read() as session:
        plain = assemble(session, talk.text.report, "fi", draft=True)
        document = assemble(session, talk.text.report, "fi", draft=True, comments=True)
        edition = assemble(session, talk.text.report, "fi", draft=False, comments=True)
    assert remarked(plain) == remarked(edition) == []
    (found,) = remarked(document)
    assert plain_text((found,)) == "kasvoi"
    assert [remark.text for remark in found.remarks] == ["Milloin?", "Vuonna 2024."]


def remarked(document: tree.Document) -> list[tree.Remarked]:
    return [
        inline
        for section in document.sections()
        for block in section.blocks
        if isinstance(block, tree.Paragraph)
        for inline in block.inlines
        if isinstance(inline, tree.Remarked)
    ]
