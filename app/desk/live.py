"""The live channel of a text: takes the editor's steps, tells it everybody's. Messages: live_protocol.

The one asynchronous part of the product; everything that touches the database runs in threads.
"""

import json
from collections.abc import Sequence
from typing import Any

import anyio
import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.desk.live_access import Standing, TextVisit, Visit
from app.desk.live_protocol import MAX_MISSING, Batch, Close, Ended, Hello, parse
from app.desk.marks import state_mark
from app.document.schema import SCHEMA_SHA256
from app.i18n import gettext
from app.live.topics import Listener, hub
from app.permissions import DENIALS, Permission
from app.reports.service import save_section_steps
from app.sections.announcements import PanelChanged, SectionChanged, StepsSaved, report_topic, text_topic
from app.sections.errors import SectionFrozen, StaleVersion, StepsRejected
from app.sections.queries import step_message, steps_since

log = structlog.get_logger()
router = APIRouter()

HELLO_SECONDS = 30
LOOK_SECONDS = 60
OPEN_SECONDS = 10 * 3600

Answer = dict[str, Any]


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

    async def hold(self) -> Close | None:
        """Talk until the end. The code to close with; None when the editor has left already."""
        code: Close | None = Close.TIME_OVER
        try:
            with anyio.move_on_after(OPEN_SECONDS):
                await self._talk()
        except* WebSocketDisconnect:
            code = None
        except* Ended as ended:
            code = next(error.code for error in ended.exceptions if isinstance(error, Ended))
        except* Exception as group:
            log.error("live channel failed", text=self.visit.text_id, exc_info=group)
            code = Close.FAILED
        return code

    async def _talk(self) -> None:
        with hub.listen(text_topic(self.visit.text_id), report_topic(self.visit.report_id)) as listener:
            await self._welcome()
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._listen, listener)
                tasks.start_soon(self._look)
                tasks.start_soon(self._take)

    async def _receive(self) -> Hello | Batch:
        message = await self.websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        return parse(message.get("text"))

    async def _welcome(self) -> None:
        with anyio.move_on_after(HELLO_SECONDS):
            hello = await self._receive()
            if not isinstance(hello, Hello):
                raise Ended(Close.UNREADABLE)
            self.client = hello.client
            standing, missing = await run_sync(_catch_up, self.visit, hello.version)
            if hello.schema_ != SCHEMA_SHA256 or hello.version > standing.version or len(missing) > MAX_MISSING:
                raise Ended(Close.OUTDATED)
            self.version = hello.version + len(missing)
            welcome = {"type": "welcome", "version": self.version, "steps": missing}
            await self._send({**welcome, "writable": standing.writable, "message": standing.message})
            return
        raise Ended(Close.UNREADABLE)

    async def _take(self) -> None:
        while True:
            message = await self._receive()
            if not isinstance(message, Batch):
                raise Ended(Close.UNREADABLE)
            await self._send(await run_sync(_save, self.visit, self.client, message))

    async def _listen(self, listener: Listener) -> None:
        while True:
            message = await listener.next()
            if isinstance(message, StepsSaved):
                await self._tell_steps(message)
            elif isinstance(message, PanelChanged):
                await self._send({"type": "panel", "what": message.what})
            elif isinstance(message, SectionChanged) and message.section_id in (None, self.visit.section_id):
                await self._tell_standing()

    async def _tell_steps(self, saved: StepsSaved) -> None:
        """What the announcement says when it follows what was said before; else what the database says."""
        if saved.version <= self.version:
            return
        steps: Sequence[Answer] = saved.steps
        if saved.after != self.version:
            steps = await run_sync(_missing, self.visit, self.version)
        self.version += len(steps)
        await self._send({"type": "steps", "version": self.version, "steps": list(steps)})

    async def _look(self) -> None:
        while True:
            await anyio.sleep(LOOK_SECONDS)
            await self._tell_standing()

    async def _tell_standing(self) -> None:
        standing = await run_sync(self.visit.standing)
        mark = state_mark(standing.section_state)
        section = {"mark": mark.name, "word": mark.word}
        state = {"type": "state", "writable": standing.writable, "message": standing.message, "section": section}
        await self._send(state)

    async def _send(self, answer: Answer) -> None:
        await self.websocket.send_text(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))


def _catch_up(visit: Visit, version: int) -> tuple[Standing, list[Answer]]:
    return visit.standing(), _missing(visit, version)


def _missing(visit: Visit, version: int) -> list[Answer]:
    with visit.database.read() as session:
        return [step_message(step) for step in steps_since(session, visit.text_id, version, MAX_MISSING + 1)]


def _save(visit: Visit, client: str, batch: Batch) -> Answer:
    """Save a batch and say how it went. Rights are asked anew; freezing and version by the service."""
    refused = {"type": "refused", "batch": batch.batch, "version": batch.version}
    person_id = visit.writer()
    if person_id is None:
        return {**refused, "why": "forbidden", "message": gettext(DENIALS[Permission.SECTION_WRITE])}
    try:
        with visit.database.write() as session:
            saved = save_section_steps(
                session,
                person_id,
                visit.text_id,
                version=batch.version,
                batch=batch.batch,
                client=client,
                steps=batch.steps,
                organisation_id=visit.scope.organisation_id,
            )
    except StaleVersion as error:
        return {**refused, "why": "stale", "version": error.version, "message": gettext(error.message)}
    except (SectionFrozen, StepsRejected) as error:
        return {**refused, "why": _WHY[type(error)], "message": gettext(error.message)}
    return {"type": "accepted", "batch": batch.batch, "version": saved.version}


_WHY: dict[type[Exception], str] = {SectionFrozen: "frozen", StepsRejected: "unfit"}
