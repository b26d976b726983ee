"""The idea of a guard: every route has exactly one, and it says which right the route needs."""

from fastapi import Depends

from app.permissions import Permission


class Guard:
    """Base of all guards, a dependency. `permission` is None where signing in, or nothing, is enough."""

    permission: Permission | None = None


class Public(Guard):
    """Anybody may; stated, so that it is never forgotten."""

    def __call__(self) -> None:
        return None


PUBLIC = Depends(Public())
