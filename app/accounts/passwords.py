"""Passwords: what is accepted, and how they are stored and compared (argon2id).

One hash takes 64 MiB and a fifth of a second, so that only two run at once. Never call these
inside an open write transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from pwdlib import PasswordHash

from app.accounts.errors import Busy
from app.i18n import N_, gettext

MIN_LENGTH = 12
MAX_LENGTH = 200  # longer ones only cost time
PATIENCE_SECONDS = 8.0

_hasher = PasswordHash.recommended()
_turns = BoundedSemaphore(2)

# Compared with when there is no such person, so that the answer takes as long as for a real one.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$+E8/Flj7O5Rsudxy5L9MCw$ezxXH3qopP/5hNZmJfatSchWzPyNKBEyrR/2csg01Xc"

_COMMON = (
    "123456789012 1234567890123 12345678901234 1234567890qwerty qwertyuiop12 qwertyuiop123 qwertyuiop1234 "
    "passwordpassword password1234 password12345 password123456 salasanasalasana salasana1234 salasana12345 "
    "salasana123456 hyvinvointi123 hyvinvointi2025 hyvinvointi2026 hyvinvointikertomus welfarereport "
    "losenordlosenord iloveyou1234 letmeinletmein adminadminadmin administrator administrator1 "
    "vaihdaminut123 kesakuu20262026 suomi1234567 tervetuloa123 tervetuloa1234 kunta1234567"
)
COMMON_PASSWORDS = frozenset(_COMMON.split())


def weakness(password: str, *about: str) -> str | None:
    """Why this password is not accepted, in the reader's words; None when it is.

    `about`: facts that it must not contain, such as the person's name.
    """
    plain = password.casefold()
    if len(password) < MIN_LENGTH:
        return gettext(N_("A password has at least %(least)s characters."), least=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        return gettext(N_("A password has at most %(most)s characters."), most=MAX_LENGTH)
    if plain in COMMON_PASSWORDS or len(set(plain)) < 5:
        return gettext(N_("This password is among the first ones that anybody would guess."))
    if any(fact and fact.casefold() in plain for fact in about):
        return gettext(N_("A password must not contain your own name or address."))
    return None


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _turn():
        return _hasher.hash(password)


def verify(password: str, stored: str) -> tuple[bool, str | None]:
    """Is it the right one, and the new hash to store when the old one is outdated.

    Takes as long for nobody (`stored` is empty) as for somebody.
    """
    with _turn():
        right, renewed = _hasher.verify_and_update(password[:MAX_LENGTH], stored or _NOBODY)
    return (right, renewed) if stored else (False, None)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _turns.release()
