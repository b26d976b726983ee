"""Style sheets and scripts stay in the browser as long as their content stays the same."""

from fastapi.testclient import TestClient

from app.web.templating import asset


def test_an_address_with_a_hash_is_kept_for_ever(client: TestClient) -> None:
    answer = client.get(asset("css/base.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_an_address_without_a_hash_is_asked_for_again(client: TestClient) -> None:
    first = client.get("/static/css/base.css")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/css/base.css", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
