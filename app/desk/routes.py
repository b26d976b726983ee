"""The writing desk: fixed paths first, since `/{organisation}` catches what is left."""

from fastapi import APIRouter

from app.desk import dashboard, front, live, my_sections, new_report, reports, section_verbs, settings

router = APIRouter()
for page in (front, my_sections, reports, new_report, settings, live, section_verbs, dashboard):
    router.include_router(page.router)
