"""One own indicator and one survey of the demo's municipality: made up, and called an example wherever they are shown.

They count the users of a service that does not exist; no number here says anything about anybody.
"""

from sqlmodel import Session

from app.organisations.models import Organisation
from app.own_figures.forms import IndicatorForm, SurveyForm
from app.own_figures.queries import next_number
from app.own_figures.saving import FigureRow, save_figures
from app.own_figures.service import create_indicator, create_survey

COUNTED = IndicatorForm(
    title_fi="Esimerkki: esimerkkipalvelun käyttäjät",
    title_sv="Exempel: exempeltjänstens användare",
    title_en="Example: users of an example service",
    unit_fi="henkilöä",
    unit_sv="personer",
    unit_en="persons",
    definition_fi="Keksittyjä lukuja, jotka näyttävät, miten omat luvut toimivat. Palvelua ei ole.",
    definition_sv="Påhittade siffror som visar hur egna siffror fungerar. Tjänsten finns inte.",
    collector="Esimerkkipalvelu",
    comparability="Ei vertailukelpoinen minkään kanssa: luvut on keksitty.",
    masks_small=True,
)
USERS = {2023: (10, 4, 6), 2024: (20, 2, 18), 2025: (30, 12, 18)}  # all, male, female
SURVEY = SurveyForm(
    name="Esimerkkikysely",
    kind="other",
    maker="Esimerkkipalvelu",
    year="2025",
    respondents="keksityt vastaajat",
    asked="200",
    answered="100",
)
ASKED = IndicatorForm(
    title_fi="Esimerkki: esimerkkipalvelun kouluarvosana",
    title_sv="Exempel: exempeltjänstens skolvitsord",
    title_en="Example: school mark of an example service",
    decimals="1",
    definition_fi="Keksittyjä vastauksia kysymykseen, jota ei ole esitetty kenellekään.",
    definition_sv="Påhittade svar på en fråga som inte har ställts till någon.",
    collector="Esimerkkipalvelu",
    direction="higher",
    threshold="0,2",
    question="Minkä kouluarvosanan annat esimerkkipalvelulle?",
    scale="4–10",
)


def load_own_figures(session: Session, actor_id: int, organisation: Organisation) -> None:
    """Make the example, where the organisation has no own indicator yet."""
    assert organisation.id is not None
    if next_number(session, organisation.id) > 1:
        return
    counted = create_indicator(session, actor_id, organisation, COUNTED)
    survey = create_survey(session, actor_id, organisation, SURVEY)
    asked = create_indicator(session, actor_id, organisation, ASKED, survey)
    place = organisation.region_code
    rows = [
        FigureRow(counted.key, place, str(year), value, group)
        for year, values in USERS.items()
        for group, value in zip(("total", "male", "female"), values, strict=True)
    ]
    rows += [
        FigureRow(asked.key, place, "2023", 8.0, answers=90),
        FigureRow(asked.key, place, "2025", 8.5, answers=100),
    ]
    assert not save_figures(session, actor_id, organisation, rows).errors
