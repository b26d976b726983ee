"""Reads a file with the reader of its format and compares it with the Document."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from app.i18n import N_
from app.proofs import html_file, html_rules, json_file, pdf_file, pdf_rules, word_file, word_rules
from app.proofs.certificate import Certificate, Fault
from app.proofs.compare import Comparison, compared
from app.proofs.expected import Expected, expected
from app.proofs.faults import MOST_FAULTS, fault, faults_of
from app.proofs.items import Item
from app.proofs.pdf_tree import PdfFile
from app.proofs.plain import eased
from app.proofs.views import PDF, WEB, WHOLE, WORD
from app.proofs.word_parts import WordParts
from app.rendering import tree
from app.rendering.attachments import Attachment

Findings = tuple[list[Comparison], list[Fault]]


def read_back(
    document: tree.Document,
    file_format: str,
    content: bytes,
    plain: Iterable[tuple[str, str]],
    attachments: Iterable[Attachment],
) -> Certificate:
    """As `app.proofs.prove` says."""
    comparisons, faults = _READERS[file_format](document, content, tuple(attachments))
    counts = Counter(str(one.kind) for comparison in comparisons for one in comparison.same)
    counts["language"] = sum("language" in dict(one.facts) for each in comparisons for one in each.same)
    told = tuple(plain)
    eased_ones = (eased(comparison, [place for place, _ in told]) if told else comparison for comparison in comparisons)
    found = (one for comparison in eased_ones for one in faults_of(comparison, document.language))
    return Certificate(
        file_sha256=hashlib.sha256(content).hexdigest(),
        file_format=file_format,
        compared={kind: count for kind, count in sorted(counts.items()) if count},
        faults=tuple(islice((*faults, *found), MOST_FAULTS)),
        plain=tuple(Fault(place=place, fault=reason) for place, reason in told),
    )


def _json(document: tree.Document, content: bytes, _attachments: tuple[Attachment, ...]) -> Findings:
    read = json_file.read(content)
    if read is None:
        return [], [fault(document.language, (), N_("The file is not a report that can be read."))]
    comparisons = _compare(expected(document, WHOLE), expected(read, WHOLE))
    faults = []
    if read != document and all(_agrees(one) for one in comparisons):
        faults.append(fault(document.language, (), N_("Something beside the text differs from the report.")))
    if not json_file.is_canonical(content):
        faults.append(fault(document.language, (), N_("The file is not in its canonical form.")))
    return comparisons, faults


def _agrees(comparison: Comparison) -> bool:
    return not (comparison.missing or comparison.changed or comparison.moved or comparison.added)


def _compare(wanted: Expected, found: Expected) -> list[Comparison]:
    """The cover's lines in any order, contents and text in theirs."""
    return [
        compared(_sorted(wanted.cover), _sorted(found.cover)),
        compared(wanted.contents, found.contents),
        compared(wanted.body, found.body),
    ]


def _sorted(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: (one.kind, one.text))


def _html(document: tree.Document, content: bytes, _attachments: tuple[Attachment, ...]) -> Findings:
    root = html_file.parse(content)
    return _compare(expected(document, WEB), html_file.read(root)), list(html_rules.faults(root, document))


def _docx(document: tree.Document, content: bytes, _attachments: tuple[Attachment, ...]) -> Findings:
    parts = WordParts(content)
    comparisons = _compare(expected(document, WORD), word_file.read(parts, document.assets()))
    return comparisons, list(word_rules.faults(parts, document))


def _pdf(document: tree.Document, content: bytes, attachments: tuple[Attachment, ...]) -> Findings:
    file = PdfFile(content)
    reading = pdf_file.read(file)
    comparisons = _compare(expected(document, PDF), reading.expected)
    return comparisons, list(pdf_rules.faults(file, reading, document, attachments))


_READERS = {"json": _json, "html": _html, "docx": _docx, "pdf": _pdf}
