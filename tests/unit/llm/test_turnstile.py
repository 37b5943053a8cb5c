import asyncio

import pytest

from coach.llm.turnstile import Turnstile, asking_for


async def served(turnstile: Turnstile, log: list[str], asker: str) -> None:
    with asking_for(asker):
        async with turnstile.turn():
            log.append(asker)
            await asyncio.sleep(0)


async def test_one_question_does_not_wait_for_a_whole_debrief() -> None:
    turnstile, log = Turnstile(), []
    askers = ["debrief"] * 6 + ["question"]
    await asyncio.gather(*(served(turnstile, log, asker) for asker in askers))
    assert sorted(log) == sorted(askers)
    assert log.index("question") <= 2


async def test_two_debriefs_take_turns() -> None:
    turnstile, log = Turnstile(), []
    await asyncio.gather(*(served(turnstile, log, asker) for asker in ["a"] * 4 + ["b"] * 4))
    assert log == ["a", "a", "b", "a", "b", "a", "b", "b"]


async def test_only_one_is_inside() -> None:
    turnstile, inside, most = Turnstile(), 0, 0

    async def enter() -> None:
        nonlocal inside, most
        async with turnstile.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    await asyncio.gather(*(enter() for _ in range(10)))
    assert most == 1


async def test_a_waiter_who_leaves_does_not_take_the_turn_along() -> None:
    turnstile, log = Turnstile(), []
    async with turnstile.turn():
        leaving = asyncio.create_task(served(turnstile, log, "leaving"))
        staying = asyncio.create_task(served(turnstile, log, "staying"))
        await asyncio.sleep(0)
        leaving.cancel()
    await asyncio.wait_for(staying, 1)
    assert log == ["staying"]
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_a_failure_inside_frees_the_turn() -> None:
    turnstile, log = Turnstile(), []
    with pytest.raises(ValueError, match="broken"):
        async with turnstile.turn():
            raise ValueError("broken")
    await asyncio.wait_for(served(turnstile, log, "next"), 1)
    assert log == ["next"]
