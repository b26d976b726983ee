"""The project's own files, as the rules look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
TEMPLATES = APP / "templates"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Everything that is in the repository, or would be with the next `git add`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(path for name in sorted(set(names)) if (path := ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Our Python files under these folders; by default all."""
    roots = [ROOT / folder for folder in folders] or [ROOT]
    return [path for path in tracked_files() if path.suffix == ".py" and any(path.is_relative_to(r) for r in roots)]


def template_names() -> list[str]:
    """Names of all Jinja templates, as the code calls them."""
    return [path.relative_to(TEMPLATES).as_posix() for path in tracked_files() if path.is_relative_to(TEMPLATES)]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where it is, so that an editor can jump there."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of functions or methods of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
            if name in names:
                yield node
