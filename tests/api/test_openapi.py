"""The interface describes itself rightly, to programs and to people."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.api import document_shapes, shapes
from app.api.openapi import ANSWERS, examples
from app.rendering.tree import Block
from tests.api.conftest import EDITION, bearing, token_of
from tests.factories.editions import Road

SHAPES = {
    item.__name__
    for module in (shapes, document_shapes)
    for item in vars(module).values()
    if isinstance(item, type) and item.__module__.startswith("app.api")
}


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return described


def test_examples_are_what_is_answered() -> None:
    """Read strictly: no field is missing, none is made up."""
    for name, shape in ANSWERS.items():
        adapter: TypeAdapter[Any] = TypeAdapter(shape)
        example = examples()[name]
        assert adapter.dump_python(adapter.validate_python(example), mode="json") == example, name
    for status, problem in examples()["problems"].items():
        assert TypeAdapter(shapes.Problem).validate_python(problem).status == int(status)
    nodes: TypeAdapter[Any] = TypeAdapter(tuple[Block, ...])
    assert nodes.dump_python(nodes.validate_python(examples()["nodes"]), mode="json") == examples()["nodes"]


def test_every_operation_and_schema_is_described_with_an_example(described: dict[str, Any]) -> None:
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]
    assert len(operations) == 22
    assert len({operation["operationId"] for operation in operations}) == 22
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert operation["responses"]["200"]["content"]["application/json"]["example"]
        assert all(item["description"] and "example" in item for item in operation.get("parameters", ()))
    schemas = described["components"]["schemas"]
    told = SHAPES & set(schemas)
    assert len(told) > 25
    assert [name for name in told if not schemas[name].get("description")] == []
    assert [name for name in told if not schemas[name].get("examples")] == []


def test_every_answer_names_its_format(described: dict[str, Any]) -> None:
    formats = [described["components"]["schemas"][shape.__name__]["properties"]["format"] for shape in ANSWERS.values()]
    named = [form["const"] for form in formats]
    assert len(set(named)) == len(named)
    assert all(name.startswith("hvk-") and name.endswith("/1") for name in named)


def test_references_lead_somewhere(described: dict[str, Any]) -> None:
    known, waiting = set(described["components"]["schemas"]), [described]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                assert value["$ref"].removeprefix("#/components/schemas/") in known
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


@pytest.mark.parametrize(("language", "said"), [("fi", "Kertomukset datana"), ("sv", "Berättelser"), ("en", "Reports")])
def test_the_page_explains_it_to_people(client: TestClient, language: str, said: str) -> None:
    page = client.get("/api/v1", headers={"Accept-Language": language})
    assert said in page.text
    assert page.text.count('class="operation"') == 22
    assert 'id="problem-404"' in page.text
    assert client.get("/docs", follow_redirects=False).status_code != 200


@pytest.mark.slow
def test_whatever_the_parameters_are_nothing_breaks(
    client: TestClient, published: Road, described: dict[str, Any]
) -> None:
    """Values inside and outside what the description allows, in every operation."""
    header = bearing(token_of(published))
    client.app.state.readings.right = lambda _token: None  # type: ignore[attr-defined]
    known = {"organisation": "kokkola", "report": "laaja-2021-2025", "number": "1", "language": "fi", "key": "summary"}
    odd = st.one_of(
        st.text(st.characters(exclude_characters="/?#", exclude_categories=("Cs", "Cc")), min_size=1, max_size=70),
        st.integers(-(2**70), 2**70).map(str),
        st.sampled_from(["%00", "..", "%2e%2e", "x" * 200, "1e9", "NaN", "'", '"', "İ", "𝔸", "fi ", "0", "-1"]),
    )

    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def ask(data: st.DataObject, path: str, parameters: list[dict[str, Any]]) -> None:
        query = {}
        for parameter in parameters:
            name = parameter["name"]
            usual = st.just(known[name]) if name in known else odd
            value = data.draw(st.one_of(usual, odd), name)
            if parameter["in"] == "path":
                path = path.replace(f"{{{name}}}", value.replace("%", "%25") if value.startswith("%") else value)
            else:
                query[name] = value
        answer = client.get(path, params=query, headers=header)
        assert answer.status_code in (200, 307, 404, 422), (path, query, answer.text)

    for path, methods in described["paths"].items():
        ask(path=path, parameters=methods["get"].get("parameters", []))
    assert client.get(EDITION).status_code == 200
