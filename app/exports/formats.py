"""The formats a Document can be made into; a new one is a writer and a line here."""

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class Format:
    """`writer` is a module of app.rendering.writers. `label` is its name on a button."""

    key: str
    writer: str
    media_type: str
    extension: str
    label: str


FORMATS: dict[str, Format] = {
    form.key: form
    for form in (
        Format("pdf", "pdf", "application/pdf", "pdf", N_("PDF")),
        Format(
            "docx",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            N_("Word (DOCX)"),
        ),
        Format("html", "html", "text/html; charset=utf-8", "html", N_("Web page (HTML)")),
        Format("json", "canonical", "application/json", "json", N_("Data (JSON)")),
    )
}
