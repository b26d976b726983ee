"""A text as plain HTML, for reading it where the editor cannot run. Data blocks appear by their settings' title."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from prosemirror.model import DOMSerializer, Node

from app.document.checking import parse_document
from app.document.schema import SCHEMA_JSON, Document


def to_html(document: Document) -> str:
    """Safe HTML: text is escaped and links were checked. Raises DocumentInvalid."""
    fragment = parse_document(document).content
    return str(_SERIALIZER.serialize_fragment(fragment))


def html_attributes(spec: Mapping[str, Any], attrs: Mapping[str, Any]) -> dict[str, str]:
    """The HTML attributes that `x` asks for; defaults and nothing are left out."""
    written = {"class": spec["x"]["class"]} if "class" in spec["x"] else {}
    for name, html_name in spec["x"].get("attrs", {}).items():
        value = attrs[name]
        if value is not None and value != spec["attrs"][name].get("default"):
            written[html_name] = value if isinstance(value, str) else json.dumps(value)
    return written


def _tag(spec: Mapping[str, Any], attrs: Mapping[str, Any]) -> str:
    tag = spec["x"]["tag"]
    return tag if isinstance(tag, str) else str(tag[str(attrs[tag["by"]])])


def _writer(spec: Mapping[str, Any], *, is_leaf: bool) -> Callable[..., list[Any]]:
    def write(item: Any, *_inline: Any) -> list[Any]:
        opening = [_tag(spec, item.attrs), html_attributes(spec, item.attrs)]
        if is_leaf:
            return [*opening, *_leaf_text(item.attrs)]
        return [*opening, [spec["x"]["within"], 0]] if "within" in spec["x"] else [*opening, 0]

    return write


def _leaf_text(attrs: Mapping[str, Any]) -> list[str]:
    return [text for text in (attrs.get("text") or attrs.get("title"),) if text]


def _text(node: Node) -> str:
    return str(getattr(node, "text", ""))


_SERIALIZER = DOMSerializer(
    {"text": _text}
    | {
        name: _writer(spec, is_leaf="content" not in spec) for name, spec in SCHEMA_JSON["nodes"].items() if "x" in spec
    },
    {name: _writer(spec, is_leaf=False) for name, spec in SCHEMA_JSON["marks"].items()},
)
