"""The catalogue's pages, by what they are about."""

from fastapi import APIRouter

from app.catalogue import fetching, indicator, left_out, packages, search

router = APIRouter()

for part in (search, packages, left_out, fetching, indicator):
    router.include_router(part.router)
