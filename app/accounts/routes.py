"""Sign-in, sign-out, the first run."""

from fastapi import APIRouter

router = APIRouter()
