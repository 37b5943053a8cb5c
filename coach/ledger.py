"""Who asked the model for what, and what it cost: turns are fair, every result is accounted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.llm.meter import metered
from coach.llm.turnstile import asking_for
from coach.records.traces import Traces
from graphs.ports import ChatModel, Clock


class Ledger:
    """Wraps the work of one result; numbers and ids only, never words."""

    def __init__(self, traces: Traces, chat: Callable[[], ChatModel], clock: Clock) -> None:
        self._traces = traces
        self._chat = chat
        self._clock = clock

    @contextmanager
    def work(self, purpose: str, subject: str) -> Iterator[None]:
        """Do one piece of work on behalf of ``subject``; keep what it cost, if it asked at all."""
        with asking_for(subject), metered() as meter:
            try:
                yield
            finally:
                if meter.usage.calls:
                    self._traces.spent(
                        f"{purpose}:{subject}", self._chat().name, meter.usage, self._clock.now()
                    )
