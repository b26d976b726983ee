"""Every file can be read at one sitting."""

from statistics import quantiles

from tests.contracts.tree import TEMPLATES, functions, place, python_files, template_names, tracked_files

MAX_FUNCTION, MAX_FILE, MAX_TEMPLATE = 40, 300, 120
OWN_FRONTEND = {".ts", ".mjs", ".css"}
DATA_FILES = frozenset({"tokens.css"})


def test_functions_are_short() -> None:
    lengths = {
        f"{place(path, node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python_files()
        for node in functions(path)
        if "migrations/versions" not in path.as_posix()
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION} == {}
    assert quantiles(lengths.values(), n=20)[-1] <= 25, "most functions are shorter still"


def test_files_are_short() -> None:
    ours = [
        path
        for path in tracked_files()
        if path.suffix in OWN_FRONTEND | {".py"}
        and "vendor" not in path.parts
        and path.name not in DATA_FILES
        and "versions" not in path.parts
    ]
    assert len(ours) > 50
    long = {place(path): lines for path in ours if (lines := len(path.read_text().splitlines())) > MAX_FILE}
    assert long == {}


def test_templates_are_short() -> None:
    lines = {name: len((TEMPLATES / name).read_text().splitlines()) for name in template_names()}
    assert {name: count for name, count in lines.items() if count > MAX_TEMPLATE} == {}
