"""Claim check: words of direction and comparison beside a cited figure, held against the figures. Pure."""

from app.claims.check import check
from app.claims.finding import Cited, Finding, Sentence, Verdict
from app.claims.sentences import sentences

__all__ = ["Cited", "Finding", "Sentence", "Verdict", "check", "sentences"]
