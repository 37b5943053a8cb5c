"""Two pieces of work at once are accounted apart."""

import asyncio

from coach.llm.meter import count, metered
from graphs.ports import Usage


async def work(tokens: int, calls: int) -> Usage:
    with metered() as meter:
        for _ in range(calls):
            await asyncio.sleep(0)
            count(Usage(calls=1, prompt_tokens=tokens))
        return meter.usage


async def test_work_that_runs_together_is_counted_apart() -> None:
    small, large = await asyncio.gather(work(1, 3), work(100, 2))
    assert (small.calls, small.prompt_tokens) == (3, 3)
    assert (large.calls, large.prompt_tokens) == (2, 200)


async def test_tasks_started_inside_count_for_the_work() -> None:
    with metered() as meter:
        await asyncio.create_task(work_without_meter())
    assert meter.usage.calls == 1


async def work_without_meter() -> None:
    count(Usage(calls=1))


def test_a_call_outside_any_work_is_nobody_s() -> None:
    count(Usage(calls=1))
    with metered() as meter:
        assert meter.usage == Usage()
