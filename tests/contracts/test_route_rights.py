"""Every route states one right, and every kind of person meets the answer that this right gives them.

The routes are walked as the application has them, so that a new route is judged without being listed here.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import Mount
from starlette.websockets import WebSocketDisconnect

from app.accounts.guards import OnOrganisation, Requires, SignedIn
from app.accounts.models import User
from app.admin.deps import RequiresSomewhere
from app.api.deps import ReadsDrafts
from app.db import Database
from app.main import create_app
from app.organisations.queries import organisation_of_region
from app.organisations.service import create_organisation, load_regions
from app.permissions import Permission, Role
from app.web.guards import Guard, Public
from tests.factories.people import carrying_token, keep_sign_in, make_person, signed_in, signed_out
from tests.factories.reports import make_report
from tests.support.browse import SAME_ORIGIN
from tests.support.databases import as_new, put_in_place

pytestmark = pytest.mark.slow

_P = Permission
STAFF = {"author", "expert", "approver", "coordinator"}
WHO_MAY: dict[Permission, set[str]] = {
    _P.ORGANISATION_READ: {*STAFF, "reviewer", "reader", "regional-coordinator", "organisation-admin", "system-admin"},
    _P.ORGANISATION_BRAND: {"coordinator", "organisation-admin", "system-admin"},
    _P.REPORT_READ: {*STAFF, "regional-coordinator"},
    _P.REPORT_CREATE: {"coordinator"},
    _P.REPORT_MANAGE: {"coordinator"},
    _P.SECTION_COMMENT: {*STAFF, "regional-coordinator"},
    _P.SECTION_SUGGEST: {"author", "expert", "coordinator"},
    _P.SECTION_WRITE: {"author", "coordinator"},
    _P.SECTION_ACCEPT: {"coordinator"},
    _P.DRAFT_EXPORT: STAFF,
    _P.EDITION_READ: {*STAFF, "reviewer", "reader", "regional-coordinator"},
    _P.EDITION_SEND: {"coordinator"},
    _P.EDITION_PUBLISH: {"coordinator"},
    _P.DECISION_RECORD: {"approver", "coordinator"},
    _P.INDICATORS_REFRESH: {"coordinator", "organisation-admin", "system-admin"},
    _P.FIGURES_WRITE: {"author", "coordinator"},
    _P.FIGURES_CLEAR: {"coordinator"},
    _P.FIGURES_COLLECT: {"coordinator"},
    _P.PACKAGES_MANAGE: {"coordinator"},
    _P.TOKENS_MANAGE: {"coordinator", "organisation-admin"},
    _P.FEEDBACK_ANSWER: {"coordinator", "organisation-admin"},
    _P.PEOPLE_MANAGE: {"coordinator", "organisation-admin", "system-admin"},
    _P.SYSTEM_ADMINISTER: {"system-admin"},
}
NOBODY, STRANGER, FOREIGN = "nobody", "stranger", "kaustinen-coordinator"
PEOPLE = (NOBODY, STRANGER, FOREIGN, *(role.value for role in Role))

ADDRESS = {
    "organisation": "kokkola",
    "report": "laaja-2021-2025",
    "key": "background",
    "kind": "indicator_table",
    "language": "fi",
    "format_key": "pdf",
    "token": "t" * 43,
}


@dataclass(frozen=True)
class Place:
    """One method of one route, and its guard."""

    method: str  # WEBSOCKET for a channel
    path: str
    guard: Guard

    @property
    def address(self) -> str:
        """The route's address in Kokkola; things that are numbered are number 1."""
        filled = self.path
        for part in filled.split("{")[1:]:
            name = part.split("}")[0]
            filled = filled.replace(f"{{{name}}}", ADDRESS.get(name, "1"))
        return filled


def guards_of(dependant: Dependant) -> list[Guard]:
    """The guards that stand nearest to the route: what finds a thing may lean on a guard of its own."""
    level = list(dependant.dependencies)
    while level:
        if found := [item.call for item in level if isinstance(item.call, Guard)]:
            return found
        level = [below for item in level for below in item.dependencies]
    return []


APP = create_app(database=Database("sqlite:///never-opened.sqlite3"))


def places() -> list[tuple[str, str, list[Guard]]]:
    """Every method of every route; the static files alone are no route."""
    found = []
    for route in iter_route_contexts(APP.routes):
        if isinstance(route.route, Mount):
            assert route.route.path == "/static"
            continue
        for method in sorted(route.methods or {"WEBSOCKET"}):
            guards = guards_of(route.dependant)
            found.append((method, route.path, guards))
    return found


ROUTES = places()
PLACES = [Place(method, path, guards[0]) for method, path, guards in ROUTES if len(guards) == 1]


def test_the_walk_finds_the_routes() -> None:
    """FastAPI nests routers: a naive walk over `app.routes` finds nothing and passes emptily."""
    assert len(ROUTES) >= 60
    assert {"/sign-in", "/{organisation}/people", "/{organisation}/{report}"} <= {path for _, path, _ in ROUTES}


@pytest.mark.parametrize(("method", "path", "guards"), ROUTES, ids=[f"{m} {p}" for m, p, _ in ROUTES])
def test_every_route_states_exactly_one_right(method: str, path: str, guards: list[Guard]) -> None:
    assert len(guards) == 1, f"{method} {path}: {guards}"


def test_every_route_stands_once() -> None:
    """The second of two routes at one address would never be reached."""
    keys = [(method, path) for method, path, _ in ROUTES]
    assert sorted(keys) == sorted(set(keys))


def test_every_permission_is_in_the_matrix() -> None:
    assert set(WHO_MAY) == set(Permission)


@pytest.fixture(scope="module")
def inhabited(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, User]]:
    """Kokkola with a report and one person of each role, its county, Kaustinen with its coordinator."""
    path = tmp_path_factory.mktemp("rights") / "inhabited.sqlite3"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        load_regions(session)
        for code in ("KU272", "KU236", "HVA18"):
            create_organisation(session, None, code)
        kokkola, kaustinen, county = (organisation_of_region(session, code) for code in ("KU272", "KU236", "HVA18"))
    make_report(database, kokkola)
    people = {
        STRANGER: make_person(database, "Vieras Ihminen"),
        FOREIGN: make_person(database, "Kaustisen Koordinaattori", Role.COORDINATOR, organisation=kaustinen),
    }
    where = {Role.REGIONAL_COORDINATOR: county, Role.SYSTEM_ADMIN: None}
    for role in Role:
        people[role.value] = make_person(database, f"Henkilö {role.value}", role, organisation=where.get(role, kokkola))
    for person in people.values():
        keep_sign_in(database, person)
    database.close()
    return path, people


@pytest.fixture
def client(
    inhabited: tuple[Path, dict[str, User]], sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """The one application, on a copy of the inhabited database of this test's own."""
    database = as_new(sqlite_database)
    put_in_place(inhabited[0], database)
    APP.state.database = database
    monkeypatch.setattr("app.accounts.sign_ins.verify", lambda _password, _stored: (False, None))
    client = TestClient(APP, "http://127.0.0.1", headers=SAME_ORIGIN, raise_server_exceptions=False)
    with start_blocking_portal(**client.async_backend) as client.portal:  # else each request starts one
        yield client
    database.close()


def expected(place: Place, who: str) -> set[int]:
    """The only statuses that `who` may meet there; empty: anything but a refusal or a failure."""
    guard = place.guard
    if isinstance(guard, Public):
        return set()
    if isinstance(guard, ReadsDrafts):  # a sign-in opens nothing there
        return {401}
    if who == NOBODY:
        return {303} if place.method == "GET" else {401}
    if isinstance(guard, SignedIn):
        return set()
    assert guard.permission is not None
    may = who in WHO_MAY[guard.permission]
    if isinstance(guard, RequiresSomewhere) and who == FOREIGN:
        may = Role.COORDINATOR in WHO_MAY[guard.permission]
    if isinstance(guard, Requires):
        return set() if may else {403}
    in_sight = WHO_MAY[_P.ORGANISATION_READ]
    if not isinstance(guard, OnOrganisation):
        in_sight = WHO_MAY[_P.REPORT_READ] | WHO_MAY[_P.EDITION_READ]
    if who not in in_sight:
        return {404}
    return set() if may else {403}


def refused(status: int) -> bool:
    return status in (401, 403) or status >= 500


@pytest.mark.parametrize("place", [p for p in PLACES if p.method != "WEBSOCKET"], ids=lambda p: f"{p.method} {p.path}")
def test_everybody_meets_the_right_answer(
    place: Place, client: TestClient, inhabited: tuple[Path, dict[str, User]]
) -> None:
    people = inhabited[1]
    answers = {}
    for who in sorted(PEOPLE, key=lambda who: not expected(place, who)):  # the refused first: they change nothing
        signed_out(client)
        if who != NOBODY:
            carrying_token(client, people[who])
        answer = client.request(place.method, place.address, follow_redirects=False)
        wanted = expected(place, who)
        if wanted != {answer.status_code} and (wanted or refused(answer.status_code)):
            answers[who] = f"{answer.status_code} instead of {wanted or 'an answer'}"
        if wanted == {303}:
            assert answer.headers["location"].startswith("/sign-in?next=")
    assert not answers, f"{place.method} {place.address}: {answers}"


@pytest.mark.parametrize("place", [p for p in PLACES if p.method == "WEBSOCKET"], ids=lambda p: p.path)
@pytest.mark.parametrize("who", PEOPLE)
def test_channels_open_only_to_who_may(
    place: Place, who: str, client: TestClient, inhabited: tuple[Path, dict[str, User]]
) -> None:
    if who != NOBODY:
        signed_in(client, inhabited[1][who])
    address, headers = f"ws://127.0.0.1{place.address}?language=fi", {"origin": "http://127.0.0.1"}
    with client.websocket_connect(address, headers=headers) as channel:
        channel.send_text("no greeting")
        with pytest.raises(WebSocketDisconnect) as ended:
            channel.receive_json()
    assert ended.value.code == 4000 + _channel_status(who)


def _channel_status(who: str) -> int:
    """As over HTTP; 400 when the door is open and the nonsense was read."""
    if who == NOBODY:
        return 401
    if who in WHO_MAY[_P.REPORT_READ]:
        return 400
    return 403 if who in WHO_MAY[_P.EDITION_READ] else 404


def test_foreign_and_absent_look_the_same(client: TestClient, inhabited: tuple[Path, dict[str, User]]) -> None:
    """Else an address would tell what exists."""
    signed_in(client, inhabited[1][FOREIGN])
    for real, made_up in [
        ("/kokkola", "/nowhere"),
        ("/kokkola/laaja-2021-2025", "/kokkola/laaja-1999"),
        ("/kokkola/people", "/nowhere/people"),
    ]:
        one, other = client.get(real), client.get(made_up)
        assert one.status_code == other.status_code == 404
        assert one.text.replace(real, made_up) == other.text
