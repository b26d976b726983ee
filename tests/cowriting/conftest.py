"""The server and the browser of the editor's tests."""

from tests.editor.conftest import browser, site

__all__ = ["browser", "site"]
