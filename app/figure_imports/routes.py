"""Figures from files over HTTP: an organisation's own, and statistics."""

import re

from fastapi import APIRouter

from app.datafiles.opening import LARGEST_FILE
from app.figure_imports import own_routes, statistics_routes

FORM_AROUND_FILE = 64 * 1024  # bytes
LARGE_BODIES = {
    re.compile(r"/[^/]+/own-figures/import"): LARGEST_FILE + FORM_AROUND_FILE,
    re.compile(r"/admin/indicators/import"): LARGEST_FILE + FORM_AROUND_FILE,
}

router = APIRouter()
for part in (own_routes, statistics_routes):
    router.include_router(part.router)
