"""How often drafts may be read: each reading puts a whole report together."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from app.accounts.throttle import network_of
from app.api.errors import TooManyReadings

PER_TOKEN = RateLimitItemPerMinute(120, 1, "token")
WRONG_PER_ADDRESS = RateLimitItemPerMinute(30, 10, "wrong-token")  # 30 in 10 minutes


class Readings:
    """Counts readings by token, and wrong tokens by address. Kept in memory: a restart forgets."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def begin(self, address: str) -> None:
        """Somebody comes with a token. Raises TooManyReadings where too many wrong ones came from there."""
        if not self._limiter.test(WRONG_PER_ADDRESS, network_of(address)):
            raise TooManyReadings

    def wrong(self, address: str) -> None:
        """The token was not known."""
        self._limiter.hit(WRONG_PER_ADDRESS, network_of(address))

    def right(self, token_id: int) -> None:
        """The token was known. Raises TooManyReadings where it is used too often."""
        if not self._limiter.hit(PER_TOKEN, str(token_id)):
            raise TooManyReadings


def readings_of(connection: HTTPConnection) -> Readings:
    """Those of this application."""
    readings: Readings = connection.app.state.readings
    return readings
