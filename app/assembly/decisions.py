"""Decisions made so far as a table of the Document. Pure."""

from collections.abc import Sequence

from app.i18n import N_, Language, translate
from app.i18n.formats import date_text
from app.rendering import tree
from app.rendering.approval import plain_lines
from app.reports.models import Decision, Outcome

OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.APPROVED: N_("approved"),
    Outcome.APPROVED_AS_AMENDED: N_("approved as amended"),
    Outcome.NOTED: N_("noted for information"),
    Outcome.REFERRED_BACK: N_("referred back for preparation"),
}

COLUMNS = (N_("Body"), N_("Meeting"), N_("Register number"), N_("Preparer and presenter"), N_("Decision"))
WIDTHS = (0.2, 0.16, 0.16, 0.2, 0.28)


def decisions_table(
    decisions: Sequence[Decision], names: dict[str, str], number: str, language: Language
) -> tree.Table:
    """The decisions in order; `names` are the bodies' names in this language, by key."""
    labels = [translate(language, column) for column in COLUMNS]
    return tree.Table(
        anchor="decisions-so-far",
        number=number,
        caption=(tree.Text(text=translate(language, N_("Handling so far"))),),
        head=(tuple(tree.Cell(lines=plain_lines(label), scope="col") for label in labels),),
        rows=tuple(_row(decision, names, labels, language) for decision in decisions),
        widths=WIDTHS,
        style="decisions",
    )


def _row(decision: Decision, names: dict[str, str], labels: Sequence[str], language: Language) -> tuple[tree.Cell, ...]:
    outcome = translate(language, OUTCOME_NAMES[Outcome(decision.outcome)])
    columns = (
        (date_text(decision.meeting_on, language), f"§ {decision.paragraph}"),
        (decision.register_number or "–",),
        tuple(text for text in (decision.preparer, decision.presenter) if text) or ("–",),
        (outcome, decision.decision_text) if decision.decision_text else (outcome,),
    )
    body = names[decision.body_key]
    cells = (
        tree.Cell(lines=plain_lines(*texts), label=label) for texts, label in zip(columns, labels[1:], strict=True)
    )
    return (tree.Cell(lines=plain_lines(body), scope="row", label=labels[0]), *cells)
