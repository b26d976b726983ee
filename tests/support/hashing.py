"""Passwords hashed in a millisecond instead of a fifth of a second, by the product's own code in every test."""

from collections.abc import Iterator

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.accounts import passwords

CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
_REAL = {"_hasher": passwords._hasher, "_NOBODY": passwords._NOBODY}


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", CHEAP)
        patch.setattr(passwords, "_NOBODY", CHEAP.hash("nobody"))
        yield


@pytest.fixture
def real_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production, for tests of the hashing itself."""
    for name, value in _REAL.items():
        monkeypatch.setattr(passwords, name, value)
