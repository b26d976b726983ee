"""What keeps an edition from being approved: files that are not there, or not proved to be whole. In words."""

from collections.abc import Iterator

from sqlmodel import Session

from app.editions.queries import EditionFile, files_of
from app.i18n import N_, gettext
from app.proofs.certificate import Fault

MOST_PLACES = 3  # named of one file; its certificate names all
LANGUAGE_NAMES = {"fi": N_("in Finnish"), "sv": N_("in Swedish"), "en": N_("in English")}
STILL_MADE = N_("%(file)s is still being made. Wait until it is ready.")
NOT_MADE = N_("%(file)s could not be made.")
NOT_COMPARED = N_("%(file)s has not been compared with the report.")
NOT_WHOLE = N_("%(file)s is not whole: %(places)s.")
ADVICE = N_(
    "Choose “Make the missing and faulty files again” under the version. If that does not help, take the report back, "
    "mend the text at those places and send a new version."
)
IN_ALL = N_("%(num)s places in all")
NO_FILES = N_("No files have been made of the version. Take the report back and send it again.")


def obstacles(session: Session, edition_id: int) -> list[str]:
    """Why the edition cannot be approved yet; empty when every PDF and Word file of it is proved to be whole."""
    files = files_of(session, [edition_id])
    return list(_obstacles(files)) if files else [gettext(NO_FILES)]


def _obstacles(files: list[EditionFile]) -> Iterator[str]:
    """What to do comes last, once."""
    for file in files:
        named = f"{file.format.upper()} {gettext(LANGUAGE_NAMES[file.language])}"
        if file.is_failed:
            yield gettext(NOT_MADE, file=named)
        elif not file.is_ready:
            yield gettext(STILL_MADE, file=named)
        elif file.certificate is None:
            yield gettext(NOT_COMPARED, file=named)
        elif not file.certificate.is_whole:
            yield gettext(NOT_WHOLE, file=named, places=_places(file))
    if any(file.needs_making for file in files):
        yield gettext(ADVICE)


def _places(file: EditionFile) -> str:
    assert file.certificate is not None
    faults = file.certificate.faults
    told = "; ".join(_place(one) for one in faults[:MOST_PLACES])
    return f"{told}; {gettext(IN_ALL, num=len(faults))}" if len(faults) > MOST_PLACES else told


def _place(fault: Fault) -> str:
    said = fault.fault.removesuffix(".")
    return f"{fault.place} – {said}" if fault.place else said
