"""Words of the accessibility statement: how far the demands are met, what is known to fall short, who watches over it.

The law is 306/2019 (digipalvelulaki), which asks for EN 301 549, in practice WCAG 2.1 AA; the feedback is to be
answered within 14 days. The supervision moved from the regional state agency to Traficom on 1.1.2025.
"""

from app.i18n import N_

ANSWER_DAYS = 14
AUTHORITY_SITE = "https://www.saavutettavuusvaatimukset.fi"

CONFORMANCES: dict[str, str] = {
    "full": N_("meet the demands of accessibility"),
    "partial": N_("meet the demands of accessibility in part"),
    "none": N_("do not meet the demands of accessibility"),
}

UNSTATED = "partial"  # how far the service itself says that its pages go

# Said until the organisation says it itself: what those who make the service know of its pages and files.
KNOWN_SHORTCOMINGS: tuple[str, ...] = (
    N_(
        "Charts and maps are drawings. Each has its message in words and its figures in a table, but a drawing itself"
        " cannot be explored with a screen reader (WCAG 1.1.1)."
    ),
    N_(
        "Images and tables that the writers have brought from elsewhere may lack a good description, since their"
        " descriptions are written by people and not all of them have been checked (WCAG 1.1.1, 1.3.1)."
    ),
    N_(
        "Where a part of a report has not been translated, it is shown in the language it was written in; the"
        " language is marked for assistive technology."
    ),
)
