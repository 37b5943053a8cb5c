"""Progress and time of one stage, streamed to whoever watches."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from langgraph.runtime import Runtime

from graphs.debrief.ports import DebriefContext
from graphs.ports import Progress


@dataclass(slots=True)
class Watch:
    """``seconds`` maps the stage to the wall-clock time it took, once it is over."""

    seconds: dict[str, float] = field(default_factory=dict)


@contextmanager
def stage(
    name: str, message: str, runtime: Runtime[DebriefContext], done: int = 0, total: int = 0
) -> Iterator[Watch]:
    """Announce a stage and time it."""
    runtime.stream_writer(Progress(name, message, done, total))
    watch, began = Watch(), time.perf_counter()
    yield watch
    watch.seconds[name] = time.perf_counter() - began
