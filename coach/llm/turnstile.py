"""One embedded model, many askers: they take turns, and nobody's queue blocks another's.

Within one asker (a debrief, a question) calls are served in order; between askers the turn goes
round, so a debrief that queues thirty episodes delays somebody's question by one episode only.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

_ASKER: ContextVar[str] = ContextVar("asker", default="")
Waiter = asyncio.Future[None]


@contextmanager
def asking_for(asker: str) -> Iterator[None]:
    """Say on whose behalf model calls are made inside this block (a session or guide id)."""
    token = _ASKER.set(asker)
    try:
        yield
    finally:
        _ASKER.reset(token)


class Turnstile:
    """Lets one call through at a time, going round between askers; one event loop only."""

    def __init__(self) -> None:
        self._taken = False
        self._queues: OrderedDict[str, deque[Waiter]] = OrderedDict()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for this asker's turn and hold it inside the block."""
        await self._enter(_ASKER.get())
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, asker: str) -> None:
        if not self._taken:
            self._taken = True
            return
        waiter: Waiter = asyncio.get_running_loop().create_future()
        self._queues.setdefault(asker, deque()).append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():  # the turn came as we were cancelled
                self._leave()
            raise

    def _leave(self) -> None:
        """Pass the turn on to the asker that has waited longest since its last turn."""
        while self._queues:
            asker, queue = self._queues.popitem(last=False)
            waiter = queue.popleft()
            if queue:
                self._queues[asker] = queue
            if not waiter.done():
                waiter.set_result(None)
                return
        self._taken = False
