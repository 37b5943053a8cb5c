"""Who watches a session being read: several pages at once, and one that comes late."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graphs.ports import Progress

OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Room:
    told: list[Progress] = field(default_factory=list)
    listeners: list[OnProgress] = field(default_factory=list)


class Audience:
    """Passes the steps of each session on to all who watch it; nothing outlives the last one.

    A page that was closed and opened again hears first what happened meanwhile.
    """

    def __init__(self) -> None:
        self._rooms: dict[str, _Room] = {}

    @contextmanager
    def listening(self, session_id: str, listener: OnProgress) -> Iterator[None]:
        """Hear every step of the session inside this block, the earlier ones at once."""
        room = self._rooms.setdefault(session_id, _Room())
        for step in room.told:
            listener(step)
        room.listeners.append(listener)
        try:
            yield
        finally:
            room.listeners.remove(listener)
            if not room.listeners:
                self._rooms.pop(session_id, None)

    def tell(self, session_id: str, step: Progress) -> None:
        """Pass a step on to everybody who watches this session now or later."""
        room = self._rooms.get(session_id)
        if room is not None:
            room.told.append(step)
            for listener in list(room.listeners):
                listener(step)
