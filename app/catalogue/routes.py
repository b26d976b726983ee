"""The catalogue's pages, by what they are about."""

from fastapi import APIRouter

from app.catalogue import fetching, files, indicator, left_out, packages, search

router = APIRouter()

for part in (search, packages, left_out, fetching, files, indicator):
    router.include_router(part.router)
