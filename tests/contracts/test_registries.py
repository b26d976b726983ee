"""Vocabularies of the house: each right has its refusal, each fact its status and words."""

import re
from collections.abc import Iterator

from app.blocks import BLOCK_TYPES
from app.errors import DomainError
from app.permissions import DENIALS, ROLE_PERMISSIONS, Permission, Role
from tests.contracts.test_templates import page_classes
from tests.contracts.test_words import messages_in_code

KIND = re.compile(r"^[a-z]+(_[a-z]+)*$")


def errors(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from errors(below)


def test_every_right_says_why_it_was_refused() -> None:
    assert set(DENIALS) == set(Permission)
    assert set(DENIALS.values()) <= messages_in_code()


def test_every_role_is_in_the_table_and_every_right_has_a_holder() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert frozenset().union(*ROLE_PERMISSIONS.values()) == set(Permission)


def test_rights_are_written_alike() -> None:
    assert [right for right in Permission if not re.fullmatch(r"[a-z_-]+:[a-z_-]+", right)] == []


def test_every_fact_has_a_status_and_words_that_can_be_translated() -> None:
    page_classes()  # imports everything
    facts = list(errors())
    assert len(facts) > 8
    assert [fact.__name__ for fact in facts if not (400 <= fact.status < 500 or fact.status == 503)] == []
    assert [fact.__name__ for fact in facts if fact.message not in messages_in_code()] == []


def test_kinds_of_blocks_are_distinct_words() -> None:
    kinds = [block.kind for block in BLOCK_TYPES]
    assert len(kinds) == len(set(kinds)) >= 1
    assert all(KIND.match(kind) for kind in kinds)
