"""What can be looked at beside a text. Each is a page of its own; on the desk its `#panel` is fetched into the side.

A feature adds its own line here: its permission, what it is called, and its page below the section's address.
"""

from dataclasses import dataclass

from app.i18n import N_, Language, gettext
from app.permissions import Permission
from app.reports.section_deps import SectionAccess


@dataclass(frozen=True, slots=True)
class PanelKind:
    """`path` stands below the section's address; `label` is a message."""

    name: str
    label: str
    path: str
    permission: Permission = Permission.REPORT_READ


@dataclass(frozen=True, slots=True)
class PanelLink:
    """A tab of the side: template desk/_panels.html."""

    name: str
    label: str
    href: str


PANELS: tuple[PanelKind, ...] = (
    PanelKind("comments", N_("Comments"), "comments", Permission.SECTION_COMMENT),
    PanelKind("suggestions", N_("Suggestions"), "suggestions"),
    PanelKind("figures", N_("Figures"), "figures"),
    PanelKind("history", N_("Changes"), "history"),
    PanelKind("find", N_("Find"), "find"),
)


def panel_links(access: SectionAccess, language: Language) -> tuple[PanelLink, ...]:
    """The panels that this person may open, of the text in this language."""
    return tuple(
        PanelLink(kind.name, gettext(kind.label), f"{access.path}/{kind.path}?language={language}")
        for kind in PANELS
        if access.may(kind.permission)
    )
