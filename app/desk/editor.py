"""What the section page's editor needs: the text, where to talk to, and all its words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from app.blocks import BLOCK_TYPES
from app.desk.editor_words import editor_words
from app.document.html import to_html
from app.document.schema import SCHEMA_JSON, SCHEMA_SHA256
from app.i18n import Language, current_language, gettext
from app.reports.section_deps import SectionAccess
from app.sections.models import SectionText
from app.web.templating import markup


@dataclass(frozen=True, slots=True)
class Editor:
    """The partial desk/_editor.html shows it as `editor`. `data` goes to the script as JSON.

    `html` is the text for reading, until the script takes over, or for good where there is none.
    """

    text_id: int
    user_id: int
    version: int
    language: str
    label: str
    live: str
    blocks: str
    section: str
    editable: bool
    saved_at: str
    html: Markup
    data: Markup
    block_kinds: tuple[tuple[str, str], ...]


def editor_of(access: SectionAccess, text: SectionText, *, can_write: bool) -> Editor:
    """The editor of one text of the section, for the person of `access`."""
    assert text.id is not None
    kinds = tuple((block.kind, gettext(block.label)) for block in BLOCK_TYPES)
    return Editor(
        text_id=text.id,
        user_id=access.on_report.person.id,
        version=text.version,
        language=text.language,
        label=gettext("Text of the section"),
        live=f"{access.path}/live?language={text.language}",
        blocks=f"{access.on_report.path}/blocks",
        section=access.path,
        editable=can_write,
        saved_at=text.updated_at.isoformat() if text.version else "",
        html=markup(to_html(text.document)),
        data=markup(f'{{"document":{_script_json(text.document)},{_alike(current_language.get())}}}'),
        block_kinds=kinds,
    )


@cache
def _alike(language: Language) -> str:
    """What the script is told on every page in a language; it is the language of this request."""
    assert language == current_language.get()
    told = {"schema": SCHEMA_JSON, "schemaHash": SCHEMA_SHA256, "words": editor_words()}
    return _script_json(told)[1:-1]


def _script_json(data: Mapping[str, Any]) -> str:
    """JSON for a script element, in the order given: the order of the schema's nodes has a meaning."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
