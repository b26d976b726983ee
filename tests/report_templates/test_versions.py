"""A report keeps the template it was made from, whatever happens to the file."""

import pytest
from sqlmodel import select

from app.db import Database
from app.errors import NotFound
from app.report_templates.errors import VersionReused
from app.report_templates.loader import load_all
from app.report_templates.models import ReportTemplateVersion
from app.report_templates.queries import template_of
from app.report_templates.service import store_version


def test_the_same_content_is_stored_once(database: Database) -> None:
    with database.write() as session:
        first = store_version(session, load_all()["laaja"])
        again = store_version(session, load_all()["laaja"])
        assert first is again
    with database.read() as session:
        assert len(session.exec(select(ReportTemplateVersion)).all()) == 1


def test_what_was_stored_is_read_back_whole(database: Database) -> None:
    template = load_all()["vuosiraportti"]
    with database.write() as session:
        version_id = store_version(session, template).id
    assert version_id is not None
    with database.read() as session:
        assert template_of(session, version_id) == template


def test_changed_content_needs_a_new_version_number(database: Database) -> None:
    template = load_all()["laaja"]
    changed = template.model_copy(update={"sections": template.sections[:-1]})
    with database.write() as session:
        store_version(session, template)
    with (
        pytest.raises(VersionReused, match=r"laaja has changed but is still called version"),
        database.write() as session,
    ):
        store_version(session, changed)
    with database.write() as session:
        raised = store_version(session, changed.model_copy(update={"version": "99.0.0"}))
        assert raised.version == "99.0.0"


def test_an_unknown_version_is_not_found(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound):
        template_of(session, 4711)
