"""A written text with experts who may suggest."""

import pytest

from app.db import Database
from tests.factories.suggestions import Desk, make_desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return make_desk(database)
