"""How often feedback may be sent: enough for a class of pupils at one address, too little for a program."""

from typing import Annotated

from fastapi import Depends
from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from app.accounts.throttle import network_of
from app.errors import TooManyAttempts

PER_ADDRESS = RateLimitItemPerMinute(20, 10, "feedback-address")  # 20 in 10 minutes
PER_ORGANISATION = RateLimitItemPerDay(500, 1, "feedback-organisation")


class Senders:
    """Counts messages by address and by organisation. Kept in memory: a restart forgets."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def begin(self, address: str, organisation: str) -> None:
        """Somebody sends a message. Raises TooManyAttempts."""
        may = self._limiter.hit(PER_ADDRESS, network_of(address))
        if not (may and self._limiter.hit(PER_ORGANISATION, organisation)):
            raise TooManyAttempts


def senders_of(connection: HTTPConnection) -> Senders:
    """Those of this application."""
    senders: Senders = connection.app.state.senders
    return senders


SendersDep = Annotated[Senders, Depends(senders_of)]
