"""What tells an output from others: what makes it, and from which inputs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Hashable
from typing import Any

from ..model import Part, Record
from ..site.output import File, Output, Page


def digest(output: Output) -> bytes:
    """Different for outputs that may differ though they read the same."""
    more = (output.template, output.record, output.listed) if isinstance(output, Page) else ()
    template = "" if isinstance(output, File | Page) else output.template
    text = repr(_plain((type(output).__name__, output.make.__qualname__, template, more, output.inputs)))
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _plain(value: Any) -> Hashable:
    """What tells an input from others: records by name, for what is read of them is traced.

    What is `ambient` (the catalogue, the site) is the same for all: what pages read of it is traced, or with another
    everything is made again.
    """
    if value is None or isinstance(value, str | int | bytes | dt.date):
        return value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Record):
        return type(value).__name__, value.id
    if getattr(value, "ambient", False):
        return ""
    if isinstance(value, Part) or hasattr(value, "__dataclass_fields__"):
        return repr(value)
    raise TypeError(f"{type(value).__name__} cannot be an input of a page")
