"""Reads /report_templates: every file checked, and everything wrong with all of them told at once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from app.report_templates.checks import Place, Problem, problems_of
from app.report_templates.errors import ReportTemplateInvalid
from app.report_templates.schema import ReportTemplate

FOLDER = Path(__file__).parents[2] / "report_templates"


@cache
def load_all() -> dict[str, ReportTemplate]:
    """The product's report templates by key. Read once a process; raises ReportTemplateInvalid."""
    return read_templates(FOLDER)


def read_templates(folder: Path) -> dict[str, ReportTemplate]:
    """The report templates in `folder` by key; the indicator packages they may use lie in its `packages`."""
    packages = frozenset(path.stem for path in (folder / "packages").glob("*.yaml"))
    templates: dict[str, ReportTemplate] = {}
    complaints: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        template, found = _read_file(path, packages)
        complaints += found
        if template is not None:
            templates[template.key] = template
    if not templates and not complaints:
        complaints.append(f"{folder}: no report template here")
    if complaints:
        raise ReportTemplateInvalid(complaints)
    return templates


def _read_file(path: Path, packages: frozenset[str]) -> tuple[ReportTemplate | None, list[str]]:
    """The template of one file, or None, and the complaints about it."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [f"{path.name}: not readable as YAML: {' '.join(str(error).split())}"]
    template, problems = _checked(values, packages, path.stem)
    return template, [
        *(f"{path.name}:{line}: the key {key!r} stands twice in the same mapping" for line, key in _repeated(root)),
        *(_complaint(path, root, problem) for problem in problems),
    ]


def _checked(values: Any, packages: frozenset[str], stem: str) -> tuple[ReportTemplate | None, list[Problem]]:
    try:
        template = ReportTemplate.model_validate(values)
    except ValidationError as error:
        return None, [Problem(found["loc"], found["msg"]) for found in error.errors(include_url=False)]
    problems = problems_of(template, packages)
    if template.key != stem:
        problems.append(Problem(("key",), f"the key {template.key!r} must be the file's name without .yaml"))
    return template, problems


def _complaint(path: Path, root: yaml.Node | None, problem: Problem) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem.place)
    return f"{path.name}:{_line(root, problem.place)}: {place or 'the whole file'}: {problem.reason}"


def _line(node: yaml.Node | None, place: Place) -> int:
    """The line (from 1) of the value at `place`, or of the nearest value around it that is in the file."""
    line = 1 if node is None else node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode) and (value := _value(node, part)) is not None:
            node = value
        else:
            continue  # pydantic also names the kind of a union here, which is no step in the file
        line = node.start_mark.line + 1
    return line


def _value(mapping: yaml.MappingNode, key: str | int) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _repeated(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Keys given twice in one mapping, of which YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if name.value in seen:
                yield name.start_mark.line + 1, name.value
            seen.add(name.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)
