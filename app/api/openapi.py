"""The OpenAPI document of the interface, put together when somebody asks for it: models and schemas cost memory."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from app.api import document_shapes, shapes
from app.rendering.tree import Block

EXAMPLES = Path(__file__).with_name("examples.json")
VERSION = "1.0"
MEDIA_TYPE = "application/json"
PROBLEM = "application/problem+json"
TITLE = "Welfare reports of Finnish municipalities and wellbeing services counties"
DESCRIPTION = (
    "Published welfare reports as data: editions, sections, tables, charts and the indicators behind them. "
    "Reading what is published needs no key. Drafts are read with a read token of the organisation. "
    "Every answer has an ETag; send it back in If-None-Match. Within version 1 fields are only added; "
    "the `format` of an answer changes its number when something in it is taken away or means something else."
)
ANSWERS: dict[str, type] = {
    "list_organisations": shapes.OrganisationList,
    "show_organisation": shapes.OneOrganisation,
    "list_reports": shapes.ReportList,
    "show_report": shapes.OneReport,
    "list_editions": shapes.EditionList,
    "show_edition": shapes.OneEdition,
    "list_drafts": shapes.DraftList,
    "show_draft": shapes.OneDraft,
    "list_sections": document_shapes.SectionList,
    "show_section": document_shapes.WholeSection,
    "list_tables": document_shapes.TableList,
    "show_table": document_shapes.WholeTable,
    "list_figures": document_shapes.FigureList,
    "show_figure": document_shapes.WholeFigure,
    "list_indicators": document_shapes.IndicatorList,
}
ADDRESSED = {
    "organisation": ("The organisation's slug.", "kokkola"),
    "report": ("The report's slug.", "laaja-2009-2012"),
    "number": ("The edition's number.", 1),
    "language": ("The text's language.", "fi"),
    "key": ("The section's key.", "youth"),
    "anchor": ("The anchor of a table, chart, image or key figure.", "youth-m4"),
    "limit": ("At most so many items.", 50),
    "offset": ("So many items are passed over.", 0),
}
ELSEWHERE = {("/tables/", "anchor"): "structure-economy-m5", ("/drafts/", "report"): "laaja-2021-2025"}


@cache
def examples() -> dict[str, Any]:
    """Real answers by the name of the operation, cut short."""
    values: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return values


def document(router: APIRouter, site: str) -> dict[str, Any]:
    """OpenAPI 3.1 of the routes of `router`, with an example of every answer and schema."""
    made = get_openapi(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        routes=router.routes,
        servers=[{"url": site}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    schemas = _schemas()
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    made["components"] = {
        "schemas": schemas,
        "securitySchemes": {
            "readToken": {"type": "http", "scheme": "bearer", "description": "A read token: hvk_ and 43 characters."}
        },
    }
    return made


def _complete(path: str, operation: dict[str, Any]) -> None:
    """What is answered, with which errors, and what the parameters mean."""
    name = operation.pop("operationId").split("_api_")[0]
    is_draft = "/drafts" in path
    operation["operationId"] = f"{name}_of_draft" if is_draft and "{language}" in path else name
    operation["tags"] = ["Drafts" if is_draft else "Published"]
    for parameter in operation.get("parameters", ()):
        parameter["description"], parameter["example"] = ADDRESSED[parameter["name"]]
        for (part, parameter_name), example in ELSEWHERE.items():
            if part in path and parameter["name"] == parameter_name:
                parameter["example"] = example
    content = {"schema": _ref(ANSWERS[name]), "example": examples()[name]}
    operation["responses"] = {
        "200": {
            "description": "The answer.",
            "headers": {"ETag": {"description": "Of this answer.", "schema": {"type": "string"}}},
            "content": {MEDIA_TYPE: content},
        },
        "304": {"description": "You have it: If-None-Match named this answer's ETag."},
        **{status: _problem(status, words) for status, words in _errors(operation, is_draft).items()},
    }
    if is_draft:
        operation["security"] = [{"readToken": []}]


def _errors(operation: Mapping[str, Any], is_draft: bool) -> dict[str, str]:  # noqa: FBT001
    parameters = {parameter["name"] for parameter in operation.get("parameters", ())}
    found = {"404": "There is nothing at this address, or nothing that may be seen."}
    if "limit" in parameters:
        found["422"] = "A parameter is out of its bounds."
    if is_draft:
        found |= {"401": "The token is missing, not known, or has ended.", "429": "Too many requests."}
    return found


def _problem(status: str, words: str) -> dict[str, Any]:
    example = examples()["problems"][status]
    return {"description": words, "content": {PROBLEM: {"schema": _ref(shapes.Problem), "example": example}}}


def _ref(shape: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _schemas() -> dict[str, Any]:
    """The schema of every shape, each with a real example where one of the answers holds it."""
    adapters: list[tuple[type, Literal["serialization"], TypeAdapter[Any]]] = [
        (shape, "serialization", TypeAdapter(shape)) for shape in (*ANSWERS.values(), shapes.Problem)
    ]
    _, made = TypeAdapter.json_schemas(adapters, ref_template="#/components/schemas/{model}")
    found: dict[str, Any] = made["$defs"]
    for shape, example in _instances():
        schema = found.get(shape)
        if schema is not None and "examples" not in schema:
            schema["examples"] = [example]
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer that was read from its example."""

    value: Any

    def walk(self) -> Iterator[Any]:
        waiting = [self.value]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, tuple | list):
                waiting += value
            elif is_dataclass(value):
                yield value
                waiting += [getattr(value, item.name) for item in fields(value)]


def _instances() -> Iterator[tuple[str, Any]]:
    """Every shape that occurs in the examples, by name, as JSON."""
    read: list[Any] = [TypeAdapter(shape).validate_python(examples()[name]) for name, shape in ANSWERS.items()]
    read += [TypeAdapter(shapes.Problem).validate_python(one) for one in examples()["problems"].values()]
    read.append(TypeAdapter(tuple[Block, ...]).validate_python(examples()["nodes"]))
    for answer in read:
        for value in _Read(answer).walk():
            adapter: TypeAdapter[Any] = TypeAdapter(type(value))
            yield type(value).__name__, adapter.dump_python(value, mode="json")
