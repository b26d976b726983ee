"""Rules on how code is written, each with the reason it exists."""

import ast
import re

import pytest

from tests.contracts.tree import APP, ROOT, calls, functions, parsed, place, python_files

HTTP_METHODS = ("get", "post", "put", "patch", "delete", "websocket")


def _route_functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, list[str]]]:
    found = []
    for path in python_files("app"):
        for node in functions(path):
            methods = [
                item.func.attr
                for item in node.decorator_list
                if isinstance(item, ast.Call)
                and isinstance(item.func, ast.Attribute)
                and item.func.attr in HTTP_METHODS
            ]
            if methods:
                found.append((f"{place(path, node)} {node.name}", node, methods))
    return found


def test_only_the_database_module_commits() -> None:
    """One request is one transaction, committed before the answer leaves."""
    allowed = {APP / "db.py", APP / "cli.py", APP / "schema.py"}
    found = [
        place(path, call)
        for path in python_files("app")
        for call in calls(parsed(path), "commit")
        if path not in allowed
    ]
    assert found == []


def test_queries_stand_in_queries() -> None:
    """Routes, pages and guards ask; they do not know tables' columns."""
    stems = ("routes", "pages", "deps", "guards")
    found = [
        place(path, call)
        for path in python_files("app")
        if path.stem in stems
        for call in calls(parsed(path), "select")
    ]
    assert found == []


def test_routes_name_their_dependencies() -> None:
    """`Depends(` in a signature hides a guard; Annotated names in deps.py and guards.py show it."""
    routes = _route_functions()
    assert len(routes) > 20
    assert [name for name, node, _ in routes if list(calls(node.args, "Depends"))] == []


def test_routes_are_synchronous() -> None:
    """Sessions are synchronous: an async route would block everybody. Only the live channel is async."""
    found = [
        name
        for name, node, methods in _route_functions()
        if isinstance(node, ast.AsyncFunctionDef) and methods != ["websocket"]
    ]
    assert found == []


def test_routes_are_thin() -> None:
    """Parse, one call, render."""
    long = {
        name: lines for name, node, _ in _route_functions() if (lines := (node.end_lineno or 0) - node.lineno + 1) > 25
    }
    assert long == {}


def test_time_comes_from_the_clock() -> None:
    """So that tests can set it, and stored moments are UTC."""
    names = {"now", "utcnow", "today"}
    found = [
        place(path, call)
        for path in python_files("app")
        if path != APP / "clock.py"
        for call in calls(parsed(path), *names)
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) in ("datetime", "date", "datetime.datetime")
    ]
    assert found == []


def test_settings_come_from_the_settings() -> None:
    """One class holds every setting, with its default and its description."""
    found = [
        place(path)
        for path in python_files("app")
        if path != APP / "config.py" and re.search(r"os\.(environ|getenv)", path.read_text())
    ]
    assert found == []


def test_kinds_are_registries() -> None:
    """A new kind is a new file and one line, never a search for comparisons."""
    pattern = re.compile(r"""\.kind (==|!=) (["']|[A-Z]\w+\.)""")
    found = [
        f"{place(path)} {line.strip()}"
        for path in python_files("app")
        if path.parent.name != "document"  # there a kind is a node of the editor's schema
        for line in path.read_text().splitlines()
        if pattern.search(line)
    ]
    assert found == []


def test_only_one_module_knows_htmx_headers() -> None:
    pattern = re.compile(r"""["']hx-(request|redirect|trigger|target|reswap|retarget|location|push)""", re.IGNORECASE)
    found = [
        place(path)
        for path in python_files("app")
        if path != APP / "web" / "htmx.py" and pattern.search(path.read_text())
    ]
    assert found == []


def test_relationships_survive() -> None:
    """SQLModel cannot read postponed annotations."""
    assert [
        place(path) for path in python_files("app") if path.name == "models.py" and "__future__" in path.read_text()
    ] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "HACK"])
def test_nothing_is_left_for_later(word: str) -> None:
    files = [path for path in python_files() if path != ROOT / "tests/contracts/test_code.py"]
    assert [place(path) for path in files if re.search(rf"\b{word}\b", path.read_text())] == []
