"""The formats a Document can be made into; a new one is a writer and a line here."""

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class Format:
    """`writer` is a module of app.rendering.writers. `label` is its name on a button.

    `takes_template`: the organisation's own Word file shapes it. `carries_data`: the figures travel inside it.
    """

    key: str
    writer: str
    media_type: str
    extension: str
    label: str
    takes_template: bool = False
    carries_data: bool = False


FORMATS: dict[str, Format] = {
    form.key: form
    for form in (
        Format("pdf", "pdf", "application/pdf", "pdf", N_("PDF"), carries_data=True),
        Format(
            "docx",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            N_("Word (DOCX)"),
            takes_template=True,
        ),
        Format("html", "html", "text/html; charset=utf-8", "html", N_("Web page (HTML)")),
        Format("json", "canonical", "application/json", "json", N_("Data (JSON)")),
    )
}
