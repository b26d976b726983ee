"""The decisions made on an edition, and how they are printed in the section where decisions stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.i18n import N_, translate
from app.rendering import tree


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRecord:
    """What one body decided, every field as it is to be read in the Document's language."""

    body: str
    date: str
    paragraph: str
    outcome: str
    register_number: str = ""
    preparer: str = ""
    presenter: str = ""
    proposal: str = ""
    decision: str = ""
    earlier_handling: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """The edition that was decided on, and the decisions in order."""

    edition_number: int
    edition_sha256: str
    decisions: tuple[DecisionRecord, ...]


COLUMNS = (N_("Body"), N_("Date"), N_("Paragraph (§)"), N_("Decision"))
WIDTHS = (0.3, 0.16, 0.12, 0.42)

DETAILS = {
    "register_number": N_("Register number"),
    "preparer": N_("Prepared by"),
    "presenter": N_("Presented by"),
    "proposal": N_("Proposal"),
    "decision": N_("Decision text"),
    "earlier_handling": N_("Earlier handling"),
}


def with_approval(document: tree.Document, approval: Approval) -> tree.Document:
    """The Document with the decisions in its approval section, no longer a draft, and the edition's hash to print."""
    parts = tuple(
        replace(part, sections=tuple(_approved(section, approval, document.language) for section in part.sections))
        for part in document.parts
    )
    return replace(
        document,
        parts=parts,
        draft=False,
        edition_number=approval.edition_number,
        edition_sha256=approval.edition_sha256,
    )


def _approved(section: tree.Section, approval: Approval, language: str) -> tree.Section:
    if section.role != "approval":
        return section
    return replace(section, blocks=(*section.blocks, *_blocks(section, approval, language)))


def _blocks(section: tree.Section, approval: Approval, language: str) -> Iterable[tree.Block]:
    tables = 1 + sum(isinstance(block, tree.Table) for block in section.blocks)
    number = f"{section.number}.{tables}" if section.number else str(tables)
    yield _summary(approval, section.anchor, number, language)
    for index, decision in enumerate(approval.decisions, start=1):
        details = _details(decision, f"{section.anchor}-decision-{index}", language)
        if details.rows:
            yield details


def _summary(approval: Approval, anchor: str, number: str, language: str) -> tree.Table:
    labels = [translate(language, column) for column in COLUMNS]  # type: ignore[arg-type]
    return tree.Table(
        anchor=f"{anchor}-decisions",
        number=number,
        caption=_text(translate(language, N_("Steps of handling"))),  # type: ignore[arg-type]
        head=(tuple(tree.Cell(lines=plain_lines(label), scope="col") for label in labels),),
        rows=tuple(_row(decision, labels) for decision in approval.decisions),
        widths=WIDTHS,
        style="decisions",
    )


def _row(decision: DecisionRecord, labels: list[str]) -> tuple[tree.Cell, ...]:
    texts = (decision.date, f"§ {decision.paragraph}" if decision.paragraph else "–", decision.outcome)
    cells = (tree.Cell(lines=plain_lines(text), label=label) for text, label in zip(texts, labels[1:], strict=True))
    return (tree.Cell(lines=plain_lines(decision.body), scope="row"), *cells)


def _details(decision: DecisionRecord, anchor: str, language: str) -> tree.Table:
    """One decision's remaining fields, each row with its own header; empty ones are left out."""
    heading = ", ".join(
        part for part in (f"{decision.body} {decision.date}", decision.paragraph and f"§ {decision.paragraph}") if part
    )
    return tree.Table(
        anchor=anchor,
        number="",
        caption=_text(heading),
        head=(),
        rows=tuple(
            (
                tree.Cell(lines=plain_lines(translate(language, label)), scope="row"),  # type: ignore[arg-type]
                tree.Cell(lines=plain_lines(*getattr(decision, name).splitlines())),
            )
            for name, label in DETAILS.items()
            if getattr(decision, name)
        ),
        widths=(0.25, 0.75),
        style="decisions",
    )


def _text(text: str) -> tuple[tree.Inline, ...]:
    return (tree.Text(text=text),)


def plain_lines(*texts: str) -> tuple[tree.Line, ...]:
    """A cell's lines in plain words."""
    return tuple(tree.Line(inlines=_text(text)) for text in texts)
