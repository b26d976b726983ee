"""The small report and its files, made once for all tests of the proofs."""

import pytest

from app.rendering import tree
from tests.proofs.small_report import files_of, small_report


@pytest.fixture(scope="package")
def document() -> tree.Document:
    return small_report()


@pytest.fixture(scope="package")
def files(document: tree.Document) -> dict[str, bytes]:
    return files_of(document)
