"""Who may be on a text's live channel: asked at the door, at every batch, and every minute."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query
from sqlmodel import Session
from starlette.requests import HTTPConnection

from app.accounts.guards import TOKEN_COOKIE, TOUCH_EVERY, CurrentPerson
from app.accounts.queries import current_sign_in, holdings_of
from app.accounts.sign_ins import touch
from app.clock import now
from app.db import Database, DatabaseDep
from app.desk.live_protocol import Close, Ended
from app.i18n import Language, gettext
from app.permissions import DENIALS, Permission, Scope, permissions_of
from app.reports.section_deps import find_section
from app.sections.errors import SectionFrozen
from app.sections.models import SectionState
from app.sections.queries import text_head, text_of
from app.web.guards import Guard
from app.web.params import KeyInPath, SlugInPath


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person may do now, and the version that the text has now."""

    person_id: int
    version: int
    may_write: bool  # the right, whether or not the section is frozen
    is_frozen: bool
    section_state: SectionState

    @property
    def writable(self) -> bool:
        return self.may_write and not self.is_frozen

    @property
    def message(self) -> str:
        """Why not, in the person's language; empty when they may."""
        if not self.may_write:
            return gettext(DENIALS[Permission.SECTION_WRITE])
        return gettext(SectionFrozen.message) if self.is_frozen else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at one text. Holds no session: the channel stays open for hours."""

    database: Database
    token: str
    name: str
    scope: Scope
    section_id: int
    section_key: str
    report_id: int
    text_id: int

    def standing(self) -> Standing:
        """Look again at the sign-in, the rights and the freezing. Raises Ended when the person may not stay."""
        with self.database.read() as session:
            person_id, held, _ = self._look(session)
            head = text_head(session, self.text_id)
        if head is None:
            raise Ended(Close.NOT_FOUND)
        return Standing(
            person_id, head.version, Permission.SECTION_WRITE in held, head.frozen_at is not None, head.state
        )

    def writer(self) -> int | None:
        """Who writes here; None when they may only read. Raises Ended. Writing counts as use of the sign-in."""
        with self.database.read() as session:
            person_id, held, last_seen_at = self._look(session)
        if last_seen_at < now() - TOUCH_EVERY:
            touch(self.database, self.token)
        return person_id if Permission.SECTION_WRITE in held else None

    def _look(self, session: Session) -> tuple[int, frozenset[Permission], datetime]:
        found = current_sign_in(session, self.token)
        if found is None:
            raise Ended(Close.SIGNED_OUT)
        holdings = holdings_of(session, found.user_id)
        held = permissions_of(holdings, self.scope) | permissions_of(holdings, replace(self.scope, section_id=None))
        if Permission.REPORT_READ not in held:
            raise Ended(Close.FORBIDDEN)
        return found.user_id, held, found.last_seen_at


class OpensText(Guard):
    """The right to read the report. Gives a close code instead of raising: only an open socket can tell it."""

    permission = Permission.REPORT_READ

    def __call__(
        self,
        connection: HTTPConnection,
        organisation: SlugInPath,
        report: SlugInPath,
        key: KeyInPath,
        person: CurrentPerson,
        database: DatabaseDep,
        language: Annotated[Language, Query()],
    ) -> Visit | Close:
        if person is None:
            return Close.SIGNED_OUT
        with database.read() as session:
            access = find_section(session, person, organisation, report, key)
            text = text_of(session, access.section_id, language) if access else None
        if access is None or text is None or text.id is None:
            return Close.NOT_FOUND
        if self.permission not in access.permissions:
            return Close.FORBIDDEN
        scope = replace(access.on_report.scope, section_id=access.section_id)
        token = connection.cookies[TOKEN_COOKIE]
        return Visit(database, token, person.name, scope, access.section_id, key, access.on_report.report_id, text.id)


TextVisit = Annotated[Visit | Close, Depends(OpensText())]
