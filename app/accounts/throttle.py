"""Slows down guessing without letting anybody lock another person out.

Kept in the memory of the process: a restart forgets, which costs an attacker nothing worth having.
"""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated

from fastapi import Depends
from limits import RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from app.errors import TooManyAttempts

PER_ACCOUNT_AND_ADDRESS = RateLimitItemPerMinute(10, 10, "pair")  # 10 in 10 minutes
PER_ADDRESS = RateLimitItemPerMinute(100, 10, "address")  # a whole town hall may share one
PER_ACCOUNT = RateLimitItemPerHour(100, 1, "account")  # from anywhere but the person's own addresses
REMEMBERED = RateLimitItemPerDay(1, 30, "known")  # an address that this account has signed in from


class Attempts:
    """Counts attempts to sign in, by account and address; failures also by each alone."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def begin(self, account: str, address: str) -> None:
        """Count one attempt; TooManyAttempts when there have been too many."""
        network = network_of(address)
        is_known = not self._limiter.test(REMEMBERED, account, network)
        if not (
            self._limiter.test(PER_ADDRESS, network)
            and (is_known or self._limiter.test(PER_ACCOUNT, account))
            and self._limiter.hit(PER_ACCOUNT_AND_ADDRESS, account, network)
        ):
            raise TooManyAttempts

    def failed(self, account: str, address: str) -> None:
        """The attempt that was begun was wrong."""
        self._limiter.hit(PER_ADDRESS, network_of(address))
        self._limiter.hit(PER_ACCOUNT, account)

    def succeeded(self, account: str, address: str) -> None:
        """The attempt was right: earlier mistakes from here are forgiven."""
        network = network_of(address)
        self._limiter.clear(PER_ACCOUNT_AND_ADDRESS, account, network)
        self._limiter.hit(REMEMBERED, account, network)


def network_of(address: str) -> str:
    """The address, or for IPv6 the network that one customer gets."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network(f"{parsed}/64", strict=False))
    return address


def get_attempts(connection: HTTPConnection) -> Attempts:
    attempts: Attempts = connection.app.state.attempts
    return attempts


AttemptsDep = Annotated[Attempts, Depends(get_attempts)]
