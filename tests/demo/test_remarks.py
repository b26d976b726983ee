"""What people said of the demo's texts: conversations, suggestions and a named version in the draft of Kokkola."""

from itertools import pairwise

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import Notification, User
from app.accounts.queries import user_by_email
from app.comments.anchors import places_of
from app.comments.models import Comment, Thread
from app.db import Database
from app.demo.people import PEOPLE
from app.document import plain_text
from app.history.versions import text_at
from app.permissions import Role
from app.sections.models import Milestone, MilestoneKind, Section, SectionState, SectionText, Step
from app.sections.parsed import parsed_text
from app.suggestions.models import Suggestion, SuggestionState
from app.suggestions.places import Standing, find

pytestmark = pytest.mark.slow

EXPERT = next(person for person in PEOPLE if person.role is Role.EXPERT)


def text_with_remarks(session: Session) -> SectionText:
    return session.exec(select(SectionText).where(col(SectionText.id).in_(select(Thread.text_id)))).one()


def id_of(session: Session, email: str) -> int:
    user = user_by_email(session, email)
    assert user is not None
    assert user.id is not None
    return user.id


def test_they_are_about_a_text_that_is_being_written(demo: Database) -> None:
    with demo.read() as session:
        text = text_with_remarks(session)
        section = session.get_one(Section, text.section_id)
    assert (text.language, section.state) == ("fi", SectionState.WRITING)


def test_every_conversation_has_its_place_and_one_is_resolved(demo: Database) -> None:
    with demo.read() as session:
        places = places_of(text_with_remarks(session).document)
        threads = session.exec(select(Thread)).all()
    assert all(places.of(thread.key, thread.block_id) is not None for thread in threads)
    assert [thread.resolved_at is not None for thread in threads].count(True) == 1
    assert [thread.quote for thread in threads if thread.block_id] == ["Mittaritaulukko"]


def test_the_expert_calls_the_author_who_answers_and_is_told(demo: Database) -> None:
    with demo.read() as session:
        expert, author = id_of(session, EXPERT.email), id_of(session, "nuoriso@kokkola.example")
        called = session.exec(select(Comment).where(Comment.author_id == expert)).one()
        answer = session.exec(
            select(Comment).where(Comment.thread_id == called.thread_id, col(Comment.id) > called.id)
        ).one()
        told = session.exec(select(Notification.kind).where(Notification.user_id == author)).all()
    assert (called.mentions, answer.author_id) == ([author], author)
    assert "mention" in told


def test_the_experts_open_suggestions_still_fit_and_one_was_accepted(demo: Database) -> None:
    with demo.read() as session:
        text = text_with_remarks(session)
        document = parsed_text(session, text.id or 0, text.version)
        made = session.exec(select(Suggestion)).all()
        assert {session.get_one(User, one.author_id).email for one in made} == {EXPERT.email}
        waiting = [one for one in made if one.state == SuggestionState.OPEN]
        assert [find(document, one).standing for one in waiting] == [Standing.FITS, Standing.FITS]
        assert [one.state for one in made if one not in waiting] == [SuggestionState.ACCEPTED]


def test_a_version_is_named_from_which_the_text_has_changed(demo: Database) -> None:
    with demo.read() as session:
        named = session.exec(select(Milestone).where(Milestone.kind == MilestoneKind.NAMED)).one()
        text = session.get_one(SectionText, named.text_id)
        then = plain_text(text_at(session, named.text_id, named.version).to_json())
    assert named.name
    assert then != plain_text(text.document)


def test_every_text_was_written_in_the_order_of_time(demo: Database) -> None:
    with demo.read() as session:
        steps = session.exec(select(Step).order_by(col(Step.text_id), col(Step.version))).all()
    assert all(one.at <= next_.at for one, next_ in pairwise(steps) if one.text_id == next_.text_id)
