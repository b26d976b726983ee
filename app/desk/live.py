"""The live channel of a text: takes the editor's steps, tells it everybody's. Messages: live_protocol.

The one asynchronous part of the product; everything that touches the database runs in threads.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import anyio
import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from app.desk.live_access import Standing, TextVisit, Visit
from app.desk.live_protocol import MAX_MISSING, Batch, Close, Ended, Hello, Pace, Place, Said, parse
from app.desk.live_saving import Answer, missing_steps, turns_at
from app.desk.marks import initials, state_mark
from app.document.schema import SCHEMA_SHA256
from app.live.messages import (
    LookAgain,
    PanelChanged,
    PeopleChanged,
    Pointed,
    SectionChanged,
    StepsSaved,
    as_text,
    steps_text,
)
from app.live.presence import Presence, people
from app.live.topics import Listener, hub, report_topic, text_topic
from app.sections.looks import last_look, remember_look

log = structlog.get_logger()
router = APIRouter()

HELLO_SECONDS = 30
LOOK_SECONDS = 60
OPEN_SECONDS = 10 * 3600
MESSAGES_PER_SECOND, MESSAGES_AT_ONCE = 100.0, 2000.0  # a writer sends five a second, one who was offline some dozens
CHARACTERS_A_MESSAGE = 16_384  # a longer one counts as several
PLACES_PER_SECOND, PLACES_AT_ONCE = 20.0, 40.0  # further movements of the cursor are forgotten
PANELS = ("comments", "suggestions", "history", "translation")


@router.websocket("/{organisation}/{report}/sections/{key}/live")
async def live(websocket: WebSocket, visit: TextVisit) -> None:
    """One editor on one text, until it leaves, may no longer stay, or ten hours have passed."""
    await websocket.accept()
    code = visit if isinstance(visit, Close) else await Conversation(websocket, visit).hold()
    if code is not None:
        await websocket.close(code)


class Conversation:
    """What has been said to one editor: every step up to `version`."""

    def __init__(self, websocket: WebSocket, visit: Visit) -> None:
        self.websocket = websocket
        self.visit = visit
        self.client = ""
        self.version = 0
        self.standing: Standing | None = None
        self.people_told = ""
        self.turns = turns_at(visit)
        self.pace = new_pace()
        self.places = Pace(PLACES_PER_SECOND, PLACES_AT_ONCE)

    async def hold(self) -> Close | None:
        """Talk until the end. The code to close with; None when the editor has left already."""
        code, has_left = Close.TIME_OVER, False
        try:
            with anyio.move_on_after(OPEN_SECONDS):
                await self._talk()
        except* (WebSocketDisconnect, WebSocketDisconnected):  # heard, or met while telling it something
            has_left = True
        except* Ended as ended:
            code = next(error.code for error in ended.exceptions if isinstance(error, Ended))
        except* Exception as group:
            log.error("live channel failed", text=self.visit.text_id, exc_info=group)
            code = Close.FAILED
        return None if has_left else code

    async def _talk(self) -> None:
        with hub.listen(text_topic(self.visit.text_id), report_topic(self.visit.report_id)) as listener:
            standing = await self._welcome()
            try:
                with people.present(self._presence(standing)) as presence:
                    async with anyio.create_task_group() as tasks:
                        tasks.start_soon(self._listen, listener, presence)
                        tasks.start_soon(self._look)
                        tasks.start_soon(self._take, presence)
            finally:
                await self._remember_look(standing.person_id)

    def _presence(self, standing: Standing) -> Presence:
        return Presence(
            id=uuid4().hex[:16],
            client=self.client,
            person=standing.person_id,
            name=self.visit.name,
            initials=initials(self.visit.name),
            writes=standing.may_write,
            text_id=self.visit.text_id,
            section=self.visit.section_key,
            report_id=self.visit.report_id,
        )

    async def _remember_look(self, person_id: int) -> None:
        with anyio.CancelScope(shield=True):
            try:
                await run_sync(_remember_look, self.visit, person_id, self.version)
            except Exception as error:  # the person has left: there is nobody to tell
                log.warning("last look not remembered", text=self.visit.text_id, error=str(error))

    # Hearing the editor ──────────────────────────────────────────────────────────────────────────

    async def _receive(self) -> Said:
        message = await self.websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        text = message.get("text")
        if not self.pace.allows(1 + len(text or "") / CHARACTERS_A_MESSAGE):
            raise Ended(Close.FLOODING)
        return parse(text)

    async def _welcome(self) -> Standing:
        with anyio.move_on_after(HELLO_SECONDS):
            hello = await self._receive()
            if not isinstance(hello, Hello):
                raise Ended(Close.UNREADABLE)
            self.client = hello.client
            standing, missing = await run_sync(_catch_up, self.visit, hello.version)
            if hello.schema_ != SCHEMA_SHA256 or hello.version > standing.version or len(missing) > MAX_MISSING:
                raise Ended(Close.OUTDATED)
            if people.is_taken(hello.client, standing.person_id, self.visit.text_id):
                raise Ended(Close.UNREADABLE)  # an editor tells its own steps by its name
            self.version = hello.version + len(missing)
            self.standing = standing
            welcome = {"type": "welcome", "version": self.version, "steps": missing}
            await self._send({**welcome, "writable": standing.writable, "message": standing.message})
            return standing
        raise Ended(Close.UNREADABLE)

    async def _take(self, presence: Presence) -> None:
        while True:
            message = await self._receive()
            if isinstance(message, Batch):
                await self._send(await self.turns.save(self.visit, self.client, message))
            elif isinstance(message, Place):
                self._point(presence, message)
            else:
                raise Ended(Close.UNREADABLE)

    def _point(self, presence: Presence, place: Place) -> None:
        if self.standing and self.standing.may_write and self.places.allows():
            people.point(presence, place.model_dump(exclude={"type"}))

    # Telling the editor ──────────────────────────────────────────────────────────────────────────

    async def _listen(self, listener: Listener, presence: Presence) -> None:
        telling: Mapping[type, Callable[[Any], Any]] = {
            StepsSaved: self._tell_steps,
            SectionChanged: self._tell_section,
            PanelChanged: self._tell_panel,
            PeopleChanged: self._tell_people,
            LookAgain: self._tell_everything,
        }
        while True:
            message = await listener.next()
            if isinstance(message, Pointed):
                if message.by != presence.id:
                    await self.websocket.send_text(message.text)
            else:
                await telling[type(message)](message)

    async def _tell_steps(self, saved: StepsSaved) -> None:
        """What the announcement says when it follows what was said before; else what the database says."""
        if saved.version <= self.version:
            return
        if saved.after != self.version or not saved.text:
            await self._tell_missing()
            return
        self.version = saved.version
        await self.websocket.send_text(saved.text)

    async def _tell_missing(self) -> None:
        missing = await run_sync(missing_steps, self.visit, self.version)
        if missing:
            self.version += len(missing)
            await self.websocket.send_text(steps_text(self.version, missing))

    async def _tell_panel(self, changed: PanelChanged) -> None:
        await self._send({"type": "panel", "what": changed.what})

    async def _tell_people(self, _changed: PeopleChanged | None = None) -> None:
        text = people.people_text(self.visit.text_id)
        if text != self.people_told:
            self.people_told = text
            await self.websocket.send_text(text)

    async def _tell_section(self, changed: SectionChanged) -> None:
        if changed.section_id in (None, self.visit.section_id):
            await self._tell_standing()

    async def _tell_everything(self, _message: LookAgain) -> None:
        await self._tell_missing()
        await self._tell_standing()
        await self._tell_people()
        for panel in PANELS:
            await self._tell_panel(PanelChanged(panel))

    async def _look(self) -> None:
        while True:
            await anyio.sleep(LOOK_SECONDS)
            await self._tell_standing()

    async def _tell_standing(self) -> None:
        self.standing = standing = await run_sync(self.visit.standing)
        mark = state_mark(standing.section_state)
        section = {"mark": mark.name, "word": mark.word}
        state = {"type": "state", "writable": standing.writable, "message": standing.message, "section": section}
        await self._send(state)

    async def _send(self, answer: Answer) -> None:
        await self.websocket.send_text(as_text(answer))


def new_pace() -> Pace:
    """What one editor may say."""
    return Pace(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)


def _catch_up(visit: Visit, version: int) -> tuple[Standing, list[Answer]]:
    return visit.standing(), missing_steps(visit, version)


def _remember_look(visit: Visit, person_id: int, version: int) -> None:
    with visit.database.read() as session:
        look = last_look(session, person_id, visit.text_id)
    if look is None or look.version < version:
        with visit.database.write() as session:
            remember_look(session, person_id, visit.text_id, version)
