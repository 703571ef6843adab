"""How far the tests go: on every change as far as one may wait for, and with THOROUGH=1, once a night, further."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("THOROUGH"))
SEEDS = range(12 if THOROUGH else 2)  # each is a test of its own, so that they spread over all cores
EXAMPLES = 500 if THOROUGH else 100  # of what Hypothesis makes
