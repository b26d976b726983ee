"""The people of the demo. They are named by their role: nobody real is meant, and nothing is invented about anybody."""

from dataclasses import dataclass

from app.permissions import Role

PASSWORD = "esimerkki-2026"  # noqa: S105 - printed at the start of the demo, for its example people alone

KOKKOLA, KAUSTINEN, COUNTY = "KU272", "KU236", "HVA18"
ORGANISATIONS = (COUNTY, KOKKOLA, KAUSTINEN)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody with one role. `region_code` names the organisation of the role; None: the whole system."""

    key: str
    name: str
    email: str
    role: Role
    region_code: str | None


PEOPLE = (
    DemoPerson("coordinator", "Hyvinvointikoordinaattori", "koordinaattori@kokkola.example", Role.COORDINATOR, KOKKOLA),
    DemoPerson("education", "Sivistystoimen kirjoittaja", "sivistys@kokkola.example", Role.AUTHOR, KOKKOLA),
    DemoPerson("youth", "Nuorisopalvelujen kirjoittaja", "nuoriso@kokkola.example", Role.AUTHOR, KOKKOLA),
    DemoPerson("technical", "Teknisen toimen kirjoittaja", "tekninen@kokkola.example", Role.AUTHOR, KOKKOLA),
    DemoPerson("expert", "Terveyden edistämisen asiantuntija", "asiantuntija@kokkola.example", Role.EXPERT, KOKKOLA),
    DemoPerson("councillor", "Valtuutettu", "valtuutettu@kokkola.example", Role.READER, KOKKOLA),
    DemoPerson("secretary", "Kaupunginhallituksen sihteeri", "sihteeri@kokkola.example", Role.APPROVER, KOKKOLA),
    DemoPerson(
        "kaustinen",
        "Kaustisen hyvinvointikoordinaattori",
        "koordinaattori@kaustinen.example",
        Role.COORDINATOR,
        KAUSTINEN,
    ),
    DemoPerson(
        "regional",
        "Alueellinen hyvinvointikoordinaattori",
        "koordinaattori@hyvinvointialue.example",
        Role.REGIONAL_COORDINATOR,
        COUNTY,
    ),
    DemoPerson("administrator", "Pääkäyttäjä", "paakayttaja@palvelu.example", Role.SYSTEM_ADMIN, None),
)
