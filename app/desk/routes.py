"""The writing desk."""

from fastapi import APIRouter

router = APIRouter()
