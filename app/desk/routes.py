"""The writing desk: fixed paths first, since `/{organisation}` catches what is left."""

from fastapi import APIRouter

from app.desk import (
    blocks,
    dashboard,
    find_in_report,
    front,
    live,
    my_sections,
    new_report,
    plain_form,
    reports,
    section,
    section_verbs,
    settings,
    side_by_side,
    targets,
    whereabouts,
)

router = APIRouter()
for page in (
    front,
    my_sections,
    reports,
    new_report,
    settings,
    blocks,
    live,
    side_by_side,
    plain_form,
    targets,
    find_in_report,
    whereabouts,
    section_verbs,
    section,
    dashboard,
):
    router.include_router(page.router)
