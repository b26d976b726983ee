"""What the routes of accounts take from a request."""

from typing import Annotated

from fastapi import Depends, Path, Request

from app.accounts.guards import TOKEN_COOKIE


def client_address(request: Request) -> str:
    """The network address that the request came from, as the server (behind a proxy: the proxy's header) says."""
    return request.client.host if request.client else ""


def browser_token(request: Request) -> str:
    """The sign-in token that the browser holds; empty when it holds none."""
    return request.cookies.get(TOKEN_COOKIE, "")


def browser_agent(request: Request) -> str:
    """How the browser names itself."""
    return request.headers.get("user-agent", "")


AddressDep = Annotated[str, Depends(client_address)]
TokenDep = Annotated[str, Depends(browser_token)]
AgentDep = Annotated[str, Depends(browser_agent)]
LinkTokenInPath = Annotated[str, Path(min_length=20, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
