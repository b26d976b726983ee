"""All routes of the interface, and the desk's page of read tokens."""

from fastapi import APIRouter

from app.api import interface_routes, token_routes

router = APIRouter()
router.include_router(interface_routes.described)
router.include_router(interface_routes.router)
router.include_router(token_routes.router)
