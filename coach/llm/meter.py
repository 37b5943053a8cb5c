"""What one piece of work spends, even while others ask the same model.

The meter travels with the task (a context variable), so calls of two debriefs never mix.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from graphs.ports import Usage


class Meter:
    """Adds up the calls made inside one ``metered`` block."""

    def __init__(self) -> None:
        self.usage = Usage()


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def metered() -> Iterator[Meter]:
    """Count every call made inside this block, also by the tasks it starts."""
    meter = Meter()
    token = _METER.set(meter)
    try:
        yield meter
    finally:
        _METER.reset(token)


def count(usage: Usage) -> None:
    """Add a call to the meter of the work that made it."""
    meter = _METER.get()
    if meter is not None:
        meter.usage = meter.usage.plus(usage)
