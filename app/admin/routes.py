"""People and system upkeep."""

from fastapi import APIRouter

router = APIRouter()
