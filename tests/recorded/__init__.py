"""The recorded answers of the statistics services, beside the checkout; tests that need them skip without."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "../shared/data"

needs_recordings = pytest.mark.skipif(not RECORDED.exists(), reason="no recorded answers at ../shared/data")
