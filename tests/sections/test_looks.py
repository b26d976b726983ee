"""What somebody last saw of a text is remembered when they leave, and only forwards."""

from app.db import Database
from app.sections.looks import last_look, remember_look
from tests.factories.texts import make_text


def seen(database: Database, user_id: int, text_id: int) -> int | None:
    with database.read() as session:
        look = last_look(session, user_id, text_id)
        return look.version if look else None


def leave(database: Database, user_id: int, text_id: int, version: int) -> None:
    with database.write() as session:
        remember_look(session, user_id, text_id, version)


def test_leaving_remembers_the_version_that_one_had(database: Database):
    text = make_text(database)
    assert seen(database, text.author_id, text.text_id) is None
    leave(database, text.author_id, text.text_id, 3)
    leave(database, text.author_id, text.text_id, 7)
    assert seen(database, text.author_id, text.text_id) == 7


def test_a_tab_that_fell_behind_takes_nothing_back(database: Database):
    text = make_text(database)
    leave(database, text.author_id, text.text_id, 7)
    leave(database, text.author_id, text.text_id, 5)
    assert seen(database, text.author_id, text.text_id) == 7
