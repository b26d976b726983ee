"""Random editors at once on the real saving code: nobody diverges, nothing accepted is lost or doubled."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from app.clock import now
from app.db import Database
from app.document import Document, apply_steps, check_document, empty_document
from app.sections.errors import StaleVersion, StepsRejected
from app.sections.models import Section, SectionText, Step
from app.sections.queries import steps_since
from app.sections.service import save_steps
from tests.factories.texts import OpenText, make_text

EDITORS = ("a", "b", "c")
POSITION = st.integers(0, 40)
WORD = st.sampled_from(["x", "yö", "🙂", "kaksi sanaa"])
HEADING = {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "otsikko"}]}
BLOCK = {"type": "indicator_table", "attrs": {"package": "youth"}}


def replacing(start: int, end: int, *content: Document, opened: int = 0) -> dict[str, Any]:
    piece = {"content": list(content), **({"openStart": opened, "openEnd": opened} if opened else {})}
    return {"stepType": "replace", "from": start, "to": end, **({"slice": piece} if content else {})}


PARAGRAPH: Document = {"type": "paragraph"}
STEP = st.one_of(
    st.builds(lambda at, word: replacing(at, at, {"type": "text", "text": word}), POSITION, WORD),
    st.builds(lambda at, size: replacing(at, at + size), POSITION, st.integers(1, 9)),
    st.builds(lambda at: replacing(at, at, PARAGRAPH, PARAGRAPH, opened=1), POSITION),
    st.builds(lambda at, node: replacing(at, at, node), POSITION, st.sampled_from([HEADING, BLOCK, PARAGRAPH])),
    st.builds(
        lambda at, size, kind: {"stepType": kind, "from": at, "to": at + size, "mark": {"type": "strong"}},
        POSITION,
        st.integers(1, 9),
        st.sampled_from(["addMark", "removeMark"]),
    ),
)


@dataclass
class Editor:
    """What one browser has: a document at a version, and the batches it was told are saved."""

    document: Document = field(default_factory=empty_document)
    version: int = 0
    accepted: dict[str, tuple[int, list[dict[str, Any]]]] = field(default_factory=dict)


class Writing(RuleBasedStateMachine):
    database: Database
    ground: OpenText
    numbers = count(1)

    @initialize()
    def open_text(self) -> None:
        number = next(self.numbers)
        with self.database.write() as session:
            section = Section(
                report_id=self.ground.section.report_id, key=f"s{number}", position=number, updated_at=now()
            )
            session.add(section)
            session.flush()
            assert section.id is not None
            text = SectionText(section_id=section.id, language="fi", document=empty_document(), updated_at=now())
            session.add(text)
            session.flush()
            assert text.id is not None
            self.text_id = text.id
        self.editors = {name: Editor() for name in EDITORS}

    def send(self, name: str, batch: str, version: int, steps: list[dict[str, Any]]) -> int:
        with self.database.write() as session:
            saved = save_steps(
                session,
                self.ground.author_id,
                self.text_id,
                version=version,
                batch=batch,
                client=name,
                steps=steps,
            )
        return saved.version

    @rule(name=st.sampled_from(EDITORS), steps=st.lists(STEP, min_size=1, max_size=4), answer_arrives=st.booleans())
    def write(self, name: str, steps: list[dict[str, Any]], answer_arrives: bool) -> None:  # noqa: FBT001
        editor = self.editors[name]
        batch = f"batch-{next(self.numbers)}"
        try:
            version = self.send(name, batch, editor.version, steps)
        except (StaleVersion, StepsRejected):
            return
        editor.accepted[batch] = (editor.version, steps)
        assert version == editor.version + len(steps)
        if answer_arrives:
            self.catch_up(name)

    @rule(name=st.sampled_from(EDITORS), data=st.data())
    def repeat(self, name: str, data: st.DataObject) -> None:
        editor = self.editors[name]
        if editor.accepted:
            batch = data.draw(st.sampled_from(sorted(editor.accepted)))
            version, steps = editor.accepted[batch]
            assert self.send(name, batch, version, steps) == version + len(steps)

    @rule(name=st.sampled_from(EDITORS))
    def catch_up(self, name: str) -> None:
        editor = self.editors[name]
        with self.database.read() as session:
            missing = [step.body for step in steps_since(session, self.text_id, editor.version)]
        if missing:
            editor.document = apply_steps(editor.document, missing)
            editor.version += len(missing)

    @invariant()
    def everybody_at_the_newest_version_has_the_stored_text(self) -> None:
        with self.database.read() as session:
            text = session.get_one(SectionText, self.text_id)
            batches = session.exec(select(Step.batch).where(Step.text_id == self.text_id)).all()
        check_document(text.document)
        assert all(one.document == text.document for one in self.editors.values() if one.version == text.version > 0)
        accepted = {batch: len(steps) for one in self.editors.values() for batch, (_, steps) in one.accepted.items()}
        assert {batch: batches.count(batch) for batch in set(batches)} == accepted
        assert len(batches) == text.version

    def teardown(self) -> None:
        if hasattr(self, "editors"):
            for name in EDITORS:
                self.catch_up(name)
            self.everybody_at_the_newest_version_has_the_stored_text()


@pytest.mark.slow
def test_random_editors_converge(database: Database, tmp_path: Path) -> None:
    Writing.database, Writing.ground = database, make_text(database)
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    tries = 15 if database.is_sqlite else 8
    run_state_machine_as_test(
        Writing,
        settings=settings(max_examples=tries, stateful_step_count=30, deadline=None, suppress_health_check=checks),
    )
