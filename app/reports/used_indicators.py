"""Which indicators the texts of reports use: those that their blocks show and those that their sentences cite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, or_, select

from app.blocks import BLOCK_TYPES
from app.blocks.base import BlockContext, PackageContent
from app.indicators.models import OwnPackage
from app.indicators.packages import load_packages
from app.permissions import Holding, Permission
from app.rendering.series import RegionName
from app.reports.models import Report
from app.reports.queries import seen_by
from app.sections.models import Section, SectionText

TOKEN = "figure_token"  # noqa: S105 (a figure in a sentence)
_KINDS = {block.kind: block for block in BLOCK_TYPES}
_NOWHERE = RegionName("", "", "")


def indicators_in(document: Mapping[str, Any], packages: Mapping[str, PackageContent]) -> frozenset[str]:
    """The keys of the indicators that this text shows in a block or cites in a sentence. Pure.

    A block that shows a whole package uses all its indicators.
    """
    context = BlockContext(language="fi", own=_NOWHERE, comparison=(), plan_start=0, packages=packages)
    return frozenset(_keys(document, context))


def _keys(node: Mapping[str, Any], context: BlockContext) -> Iterator[str]:
    kind, attrs = str(node.get("type")), node.get("attrs") or {}
    if kind in _KINDS:
        yield from _KINDS[kind].needs(attrs, context).indicators
    elif kind == TOKEN and attrs.get("indicator"):
        yield str(attrs["indicator"])
    for child in node.get("content", ()):
        yield from _keys(child, context)


def used_in_report(
    session: Session, report_id: int, packages: Mapping[str, PackageContent]
) -> dict[str, tuple[str, ...]]:
    """Indicator → keys of the sections whose texts use it, in the report's order, whatever the language. One query."""
    statement = (
        select(Section.key, SectionText.document)
        .join(SectionText, col(SectionText.section_id) == col(Section.id))
        .where(Section.report_id == report_id)
        .order_by(col(Section.position))
    )
    found: dict[str, dict[str, None]] = {}
    for section_key, document in session.exec(statement):
        for key in indicators_in(document, packages):
            found.setdefault(key, {})[section_key] = None
    return {key: tuple(sections) for key, sections in found.items()}


@dataclass(frozen=True, slots=True)
class ReportUse:
    """A report whose texts use something, with the keys of the sections where they do."""

    report_id: int
    organisation_id: int
    slug: str
    template_version_id: int
    assessed_from: int
    assessed_to: int
    sections: tuple[str, ...]


def reports_using(session: Session, holdings: Sequence[Holding], indicator_key: str) -> list[ReportUse]:
    """Every report that these roles may read and whose texts use the indicator, newest period first. Two queries."""
    packages = _packages_with(session, indicator_key)
    rows = _texts_naming(session, [indicator_key, *packages], seen_by(holdings, Permission.REPORT_READ))
    return _uses(row for row in rows if indicator_key in indicators_in(row[-1], packages))


def reports_naming(session: Session, package_key: str) -> list[ReportUse]:
    """Every report, whoever may read it, with a text that names the package. One query."""
    return _uses(_texts_naming(session, [package_key]))


def _packages_with(session: Session, indicator_key: str) -> dict[str, PackageContent]:
    """All packages with this indicator. No two organisations' packages have the same key."""
    ours = {key: item.indicators for key, item in load_packages().items() if indicator_key in item.indicators}
    quoted = cast(col(OwnPackage.indicators), String).contains(f'"{indicator_key}"', autoescape=True)
    own = session.exec(select(OwnPackage.key, OwnPackage.indicators).where(quoted))
    return {key: PackageContent("", tuple(keys)) for key, keys in [*ours.items(), *own]}


def _texts_naming(session: Session, words: Sequence[str], *among: Any) -> Iterator[Any]:
    """The texts in which one of these words stands as a value somewhere."""
    text = cast(col(SectionText.document), String)
    columns: Any = (
        Report.id,
        Report.organisation_id,
        Report.slug,
        Report.template_version_id,
        Report.assessed_from,
        Report.assessed_to,
        Section.key,
        SectionText.document,
    )
    statement = (
        select(*columns)
        .join(Section, col(Section.report_id) == col(Report.id))
        .join(SectionText, col(SectionText.section_id) == col(Section.id))
        .where(or_(*(text.contains(f'"{word}"', autoescape=True) for word in words)), *among)
        .order_by(col(Report.assessed_to).desc(), col(Report.id), col(Section.position))
    )
    yield from session.exec(statement)


def _uses(rows: Iterator[Any]) -> list[ReportUse]:
    sections: dict[ReportUse, dict[str, None]] = {}
    for row in rows:
        sections.setdefault(ReportUse(*(*row[:6], ())), {})[row[6]] = None
    return [replace(use, sections=tuple(keys)) for use, keys in sections.items()]
