"""Drafts and editions as files."""

from fastapi import APIRouter

router = APIRouter()
