"""No raw word outside the vault: preparing and asking, to success, failure and interrupt."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from coach.users import OPERATOR
from graphs.prepare.guide import Guide
from guardrails.errors import GuardrailError
from guardrails.scrub import PresidioScrubber
from guardrails.text import RawText
from tests.canaries import BRIEF, NAMES, hits
from tests.fakes import RosterScrubber, ScriptedChat
from tests.integration.test_canary import folders, opened

__all__ = ["folders"]  # the fixture, for pytest

NAMED = BRIEF.replace(
    b"off_limits: [Which", b"off_limits: [What Zebedee Quillfeather told Kezia Thrupp, Which"
)
TYPED = ("what a stopped till costs", "works at the till every day")
"""Clean words of the brief: nothing of it is kept when preparing fails."""


@pytest.fixture(scope="module")
def scrubber() -> PresidioScrubber:
    return PresidioScrubber()


async def test_a_guide_is_prepared_from_a_brief_with_names(
    folders: list[Path], scrubber: PresidioScrubber
) -> None:
    async with opened(folders, scrubber=scrubber) as coach:
        record = await coach.preparing.prepare(OPERATOR, NAMED)

        assert record.guide.blocks
        assert any("[a colleague]" in line for line in record.guide.off_limits)


async def test_a_guide_whose_model_does_not_answer(
    folders: list[Path], scrubber: PresidioScrubber
) -> None:
    silent = ScriptedChat(unavailable=True)
    async with opened(folders, scrubber=scrubber, chat=silent) as coach:
        record = await coach.preparing.prepare(OPERATOR, NAMED)

        assert record.guide.blocks, "the bank carries the guide"


async def test_a_guide_whose_scrubber_fails(folders: list[Path]) -> None:
    async with opened(folders, scrubber=RosterScrubber(fails=True)) as coach:
        with pytest.raises(GuardrailError):
            await coach.preparing.prepare(OPERATOR, NAMED)
        assert hits(folders, TYPED) == []


async def test_a_guide_that_is_interrupted(folders: list[Path], scrubber: PresidioScrubber) -> None:
    async with opened(folders, scrubber=scrubber) as coach:
        begun = asyncio.Event()

        def first(_guide: Guide) -> None:
            begun.set()

        task = asyncio.ensure_future(coach.preparing.prepare(OPERATOR, NAMED, on_guide=first))
        await begun.wait()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

        assert coach.preparing.guides(OPERATOR), "the first guide was kept before the interrupt"


@pytest.mark.parametrize(
    "question",
    [
        f"What did {NAMES[0]} say about the tills?",
        "why do the quillfeather tills freeze so often?",
        "canary-mail froze again, who else saw it?",
    ],
    ids=["a person", "a word nobody knows", "an address"],
)
async def test_a_question_is_on_no_disk(folders: list[Path], question: str) -> None:
    async with opened(folders) as coach:
        report = await coach.asking.ask(OPERATOR, RawText(question))

        assert report.outcome in {"refused", "nothing_to_show"}
        assert not [name for name in NAMES if name in report.model_dump_json()]
