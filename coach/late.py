"""Things made at their first use: a command that never needs a vendor never imports it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Late(Generic[Thing]):
    """Calls ``make`` once, at the first call, also under several threads."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._made: list[Thing] = []
        self._lock = threading.Lock()

    def __call__(self) -> Thing:
        """Return the thing, made now or before."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    @property
    def made(self) -> bool:
        """Whether anybody has asked yet."""
        return bool(self._made)


class LateAwaited(Generic[Thing]):
    """Awaits ``make`` once, at the first call; all callers share one event loop."""

    def __init__(self, make: Callable[[], Awaitable[Thing]]) -> None:
        self._make = make
        self._made: list[Thing] = []
        self._turn: asyncio.Lock | None = None

    async def __call__(self) -> Thing:
        """Return the thing, made now or before."""
        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            if not self._made:
                self._made.append(await self._make())
            return self._made[0]
