"""Long work with its steps on the page: what is done, what goes on, what is still to come."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graphs.ports import Progress
from ui.rendering import render

Result = TypeVar("Result")
Step = TypeVar("Step")


@dataclass(frozen=True, slots=True)
class Finished(Generic[Result]):
    """The work ended well."""

    result: Result


async def watched(
    work: Callable[[Callable[[Step], None]], Awaitable[Result]],
) -> AsyncIterator[Step | Finished[Result]]:
    """Start ``work(on_step)``, yield its steps as they come, then :class:`Finished`.

    Closing the page does not stop the work: a session once begun goes on to its review.
    ``on_step`` may be called from any thread. Errors of the work are raised here.
    """
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Step | None] = asyncio.Queue()

    def on_step(step: Step) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, step)

    async def to_the_end() -> Result:
        try:
            return await work(on_step)
        finally:
            loop.call_soon_threadsafe(steps.put_nowait, None)

    task = asyncio.ensure_future(to_the_end())
    while (step := await steps.get()) is not None:
        yield step
    yield Finished(await task)


class StepList:
    """The steps seen so far, as HTML with the last one under way."""

    def __init__(self) -> None:
        self._steps: dict[str, Progress] = {}
        self.html = ""

    def show(self, step: Progress) -> str:
        """Add a step and return the whole list."""
        self._steps.pop(step.stage, None)
        self._steps[step.stage] = step
        *done, current = self._steps.values()
        self.html = render("progress.html.j2", done=done, current=current)
        return self.html
