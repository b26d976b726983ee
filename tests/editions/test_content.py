"""Canonical content: the same values give the same bytes, and the bytes give the same Documents."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

from app.editions.content import canonical, documents_in, edition_content, sha256_of
from app.rendering import tree

MOMENT = datetime(2026, 11, 16, 12, 5, tzinfo=UTC)


def document(language: str = "fi") -> tree.Document:
    paragraph = tree.Paragraph(inlines=(tree.Text(text="Väestö kasvoi 1,5 % – ä ö å “lainaus”."),))
    section = tree.Section(key="summary", number="", title="Tiivistelmä", blocks=(paragraph,), role="summary")
    return tree.Document(
        language=language,
        organisation="Kokkola",
        title="Laaja hyvinvointikertomus 2021–2025",
        subtitle="",
        facts=(),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=False,
        status="päätösehdotus, versio 1",
    )


def content(moment: datetime = MOMENT, **documents: tree.Document) -> str:
    return edition_content(
        organisation="kokkola",
        report="laaja-2021-2025",
        number=1,
        previous="",
        frozen_at=moment,
        documents=documents or {"fi": document(), "sv": document("sv")},
    )


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": 1.0, "a": ["ä"]}) == '{"a":["ä"],"b":1}'


def test_the_bytes_do_not_depend_on_order_or_time_zone() -> None:
    helsinki = MOMENT.astimezone(timezone(timedelta(hours=2)))
    assert content() == content(helsinki, sv=document("sv"), fi=document())


def test_the_hash_is_of_exactly_the_stored_bytes() -> None:
    assert sha256_of(content()) == hashlib.sha256(content().encode()).hexdigest()
    assert json.loads(content())["format"] == "hvk-edition/1"


def test_the_documents_come_back_as_they_were() -> None:
    assert documents_in(content()) == {"fi": document(), "sv": document("sv")}
