"""The application: routers, middleware, error handlers; nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.accounts import routes as accounts
from app.accounts.guards import identify
from app.accounts.throttle import Attempts
from app.admin import routes as admin
from app.api import routes as api
from app.api.throttle import Readings
from app.branding import routes as branding
from app.cards import routes as cards
from app.catalogue import routes as catalogue
from app.comments import routes as comments
from app.config import Settings, get_settings
from app.db import Database
from app.desk import routes as desk
from app.editions.cleaning import daily_cleaning
from app.exports import routes as exports
from app.exports.worker import Worker, press_of
from app.feedback import routes as feedback
from app.feedback.throttle import Senders
from app.figure_imports import routes as figure_imports
from app.figures import restated_routes as restated
from app.figures import routes as figures
from app.figures.watching import Watch
from app.history import routes as history
from app.images import routes as images
from app.imports import routes as imports
from app.indicators.schedule import Refresher
from app.live.presence import people
from app.live.relay import Relay
from app.live.topics import hub
from app.own_figures import routes as own_figures
from app.reading import routes as reading
from app.reading.middleware import PublicPages
from app.review import routes as review
from app.suggestions import routes as suggestions
from app.translation import routes as translation
from app.web import errors
from app.web import routes as web
from app.web.admission import Admission
from app.web.assets import Assets
from app.web.gate import Gate, refuse_control_characters
from app.web.language import PUBLIC_SITE
from app.web.logging import RequestLog
from app.web.middleware import Surroundings
from app.web.stored import PublicFiles
from app.web.templating import STATIC_DIR

ROUTERS = (
    web,
    api,
    accounts,
    admin,
    branding,
    own_figures,
    figure_imports,
    reading,
    feedback,
    exports,
    review,
    comments,
    history,
    images,
    imports,
    suggestions,
    translation,
    restated,
    figures,
    catalogue,
    cards,
    desk,
)  # desk last: /{organisation} catches what is left
LARGE_BODIES = {
    **images.LARGE_BODIES,
    **imports.LARGE_BODIES,
    **figure_imports.LARGE_BODIES,
    **branding.LARGE_BODIES,
}


def create_app(settings: Settings | None = None, database: Database | None = None) -> FastAPI:
    """One application on one database; tests pass their own."""
    settings = settings or get_settings()
    database = database or Database(settings.database_address)
    press = press_of(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(database, settings, press, daily_cleaning(database, settings))
        relay = Relay(database, hub, people)
        refresher = Refresher(database, settings, Watch(database).look)
        worker.start()
        relay.start()
        refresher.start()
        yield
        refresher.stop()
        relay.stop()
        worker.stop()
        database.close()

    app = FastAPI(
        title="Hyvinvointikertomus",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        dependencies=[Depends(refuse_control_characters), Depends(identify)],
    )
    app.state.database = database
    app.state.settings = settings
    app.state.press = press
    _remember(app)
    _surround(app, settings)
    errors.register(app)
    reading.register(app)
    for package in ROUTERS:
        app.include_router(package.router)
    app.mount("/static", Assets(directory=STATIC_DIR), name="static")
    return app


def _remember(app: FastAPI) -> None:
    """What one server keeps in memory, each within bounds of its own."""
    app.state.attempts = Attempts()
    app.state.senders = Senders()
    app.state.readings = Readings()


def _surround(app: FastAPI, settings: Settings) -> None:
    """What stands around every route; the last added is the outermost."""
    app.add_middleware(Admission)
    app.add_middleware(PublicPages)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings))
    app.add_middleware(Gate, larger=LARGE_BODIES)
    app.add_middleware(Surroundings)
    app.add_middleware(PublicFiles, site=PUBLIC_SITE)
    app.add_middleware(RequestLog)


def _hosts(settings: Settings) -> list[str]:
    return [urlsplit(settings.base_url).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
