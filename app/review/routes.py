"""Sending to decision, decisions, approval, publication."""

from fastapi import APIRouter

router = APIRouter()
