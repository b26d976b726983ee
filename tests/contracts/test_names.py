"""Where a thing lives can be told from the tree alone."""

import ast
import re

from tests.contracts.tree import APP, parsed, place, python_files

FORBIDDEN = re.compile(r"^(utils?|helpers?|common|misc|managers?|stuff|tools)$")
ONE_WAY = ("models", "queries", "service", "pages", "deps", "routes")  # a file imports only what stands before it


def test_no_module_is_named_for_nothing() -> None:
    words = {place(path): part for path in python_files("app") for part in path.with_suffix("").parts}
    assert {where for where, part in words.items() if FORBIDDEN.match(part)} == set()


def test_every_module_says_what_it_is() -> None:
    silent = [place(path) for path in python_files("app", "bench", "tests") if _says_nothing(parsed(path))]
    assert silent == []


def _says_nothing(module: ast.Module) -> bool:
    return bool(module.body) and ast.get_docstring(module) is None


def test_every_package_says_what_it_is() -> None:
    silent = [
        place(path) for path in python_files("app") if path.name == "__init__.py" and not path.read_text().strip()
    ]
    assert silent == []


def test_every_service_verb_says_what_it_does() -> None:
    silent = [
        f"{place(path, node)} {node.name}"
        for path in python_files("app")
        if path.stem in ("service", "queries")
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node) is None
    ]
    assert silent == []


def test_inside_a_package_imports_go_one_way() -> None:
    upward = []
    for path in python_files("app"):
        if path.stem not in ONE_WAY or path.parent == APP:
            continue
        above = ONE_WAY[ONE_WAY.index(path.stem) + 1 :]
        package = ".".join(path.parent.relative_to(APP.parent).parts)
        upward += [
            f"{place(path, node)} imports {name}"
            for node, name in _imports(parsed(path))
            if name in {f"{package}.{stem}" for stem in above}
        ]
    assert upward == []


def _imports(module: ast.Module) -> list[tuple[ast.ImportFrom, str]]:
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append((node, node.module))
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return found
