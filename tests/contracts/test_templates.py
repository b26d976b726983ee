"""Templates: typed, escaped, free of inline code, and each in use."""

import re
import tomllib
from dataclasses import fields
from importlib import import_module
from pkgutil import walk_packages

import pytest
from jinja2 import Environment, meta, nodes

import app
from app.web.templating import Page, environment
from tests.contracts.tree import ROOT, TEMPLATES, python_files, template_names

PARSER = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
PARSER.filters |= environment.filters
NAMES = template_names()
GIVEN = frozenset(environment.globals) | {"person", "path", "query", "place", "loop", "caller", "varargs", "kwargs"}
STANDALONE = frozenset(
    {"document/page.html", "document/print/_page.html", "document/print/whole.html"}
)  # files that need nothing beside them
SHARED_FOLDERS = ("layouts", "components", "errors", "blocks", "document")


def source(name: str) -> str:
    return (TEMPLATES / name).read_text()


def tree_of(name: str) -> nodes.Template:
    return PARSER.parse(source(name))


def closure(name: str) -> set[str]:
    """The template and everything whose text becomes part of it: parents and included parts."""
    found, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += _joined(tree_of(current))
    return found


def _joined(tree: nodes.Template) -> list[str]:
    joined = tree.find_all((nodes.Extends, nodes.Include))
    return [item.template.value for item in joined if isinstance(item.template, nodes.Const)]


def page_classes() -> list[type[Page]]:
    """Every page of the product, once all its modules are imported."""
    for module in walk_packages(app.__path__, "app."):
        if not module.name.startswith("app.static") and not module.name.endswith("__main__"):
            import_module(module.name)
    found, waiting = [], [Page]
    while waiting:
        current = waiting.pop()
        waiting += current.__subclasses__()
        if hasattr(current, "template"):
            found.append(current)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_template_parses_and_names_only_what_exists(name: str) -> None:
    referenced = set(meta.find_referenced_templates(tree_of(name)))
    assert None not in referenced, "which template is used must be readable"
    assert referenced <= set(NAMES)


def test_every_template_is_used() -> None:
    used = {name for template in NAMES for name in meta.find_referenced_templates(tree_of(template))}
    code = "\n".join(path.read_text() for path in python_files("app"))
    assert [name for name in NAMES if name not in used and f'"{name}"' not in code] == []


def test_parts_are_called_parts() -> None:
    """What another template includes begins with an underscore, a page does not."""
    included = {name for template in NAMES for name in _joined(tree_of(template)) if not name.startswith("layouts/")}
    assert [name for name in included if not name.split("/")[-1].startswith("_")] == []


def test_templates_use_only_their_pages_fields() -> None:
    pages = page_classes()
    assert len(pages) > 20
    unknown = {page.__name__: names for page in pages if (names := _unknown_names(page))}
    assert unknown == {}


def _unknown_names(page: type[Page]) -> set[str]:
    wanted: set[str] = set()
    assigned: set[str] = set()
    for name in closure(page.template):
        tree = tree_of(name)
        wanted |= meta.find_undeclared_variables(tree)
        assigned |= {item.name for item in tree.find_all(nodes.Name) if item.ctx in ("store", "param")}
        assigned |= {item.target for item in tree.find_all(nodes.Import)}
        assigned |= {str(name) for item in tree.find_all(nodes.FromImport) for name in item.names}
    return wanted - assigned - GIVEN - {field.name for field in fields(page)}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_code_and_trusts_nothing(name: str) -> None:
    text = source(name)
    assert not re.search(r"\|\s*safe\b", text), "our own writers return Markup; nothing a person typed is safe"
    assert name in STANDALONE or "<style" not in text, "the security policy refuses inline styles"
    assert not re.search(r"\sstyle\s*=", text), "the security policy refuses inline styles"
    assert not re.search(r"\son[a-z]+\s*=|hx-on|[\"']js:", text), "the security policy refuses inline code"
    assert not re.search(r"<script(?![^>]*\b(src|type=\"application/(ld\+)?json\"))", text)
    assert not re.search(r"https?://(?!www\.w3\.org)", re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)), (
        "pages load nothing from elsewhere"
    )


def test_templates_obey_the_import_graph() -> None:
    """A template may use its own folder, packages below, and the shared folders."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rank = {package.strip(): index for index, line in enumerate(layers) for package in line.split("|")}
    upward = []
    for name in NAMES:
        own = name.split("/")[0]
        for other in meta.find_referenced_templates(tree_of(name)):
            folder = str(other).split("/")[0]
            if folder not in (own, *SHARED_FOLDERS) and (own in SHARED_FOLDERS or rank[folder] <= rank[own]):
                upward.append(f"{name} uses {other}")
    assert upward == []
