"""No raw word outside the vault: every flow, to success, failure and interrupt, byte by byte."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coach.application import Coach
from coach.errors import ModelUnavailable
from coach.services.debriefing.reviewing import Review
from coach.services.debriefing.service import approve_all
from coach.users import OPERATOR
from graphs.ports import ChatModel
from guardrails.errors import GuardrailError
from tests.builders import a_coach_on_disk
from tests.canaries import BRIEF, CANARIES, ROSTER, TALK, hits
from tests.fakes import RosterScrubber, ScriptedChat

SAID_ALOUD = ("notebook under the counter", "froze for twenty minutes")
"""Clean words of the talk: they may be kept once the scrubber has passed them."""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The home, the temporary folder and the working folder, all to be searched."""
    places = {name: tmp_path / name for name in ("home", "temporary", "working")}
    for place in places.values():
        place.mkdir()
    monkeypatch.setenv("TMPDIR", str(places["temporary"]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(places["working"])
    return list(places.values())


@asynccontextmanager
async def opened(
    folders: list[Path], *, scrubber: RosterScrubber | None = None, chat: ChatModel | None = None
) -> AsyncIterator[Coach]:
    """Search while everything is still open, and again once it is closed."""
    async with a_coach_on_disk(folders[0].parent, scrubber=scrubber, chat=chat) as coach:
        yield coach
        assert hits(folders) == []
    assert hits(folders) == []


async def handed_in(coach: Coach) -> Review:
    return await coach.debriefing.start(
        OPERATOR, TALK, "Kezia Thrupp talk.vtt", brief=BRIEF, roster=ROSTER
    )


def test_the_search_finds_what_lies_in_the_open(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Kezia Thrupp.log").write_bytes(b"\0")
    (tmp_path / "page").write_bytes(b"\0\1QUILLFEATHER\0")
    (tmp_path / "wide").write_bytes("Marchbanks".encode("utf-16-le"))

    assert hits([tmp_path]) == [
        "deep/Kezia Thrupp.log: thrupp",
        "page: quillfeather",
        "wide: marchbanks",
    ]


async def test_a_debrief_that_waits_for_its_review(folders: list[Path]) -> None:
    async with opened(folders) as coach:
        review = await handed_in(coach)

        assert review.report.status == "awaiting_review"
        assert hits(folders, SAID_ALOUD) == [], "what is not approved is encrypted"


async def test_a_debrief_that_is_published(folders: list[Path]) -> None:
    async with opened(folders) as coach:
        review = await handed_in(coach)
        report = await coach.debriefing.decide(
            OPERATOR, review.report.session, approve_all(review.report)
        )

        assert report.status == "published"
        assert report.insights
        assert not coach.sealed_sessions.holds(report.session), "the transcript is shredded"


async def test_a_debrief_whose_scrubber_fails(folders: list[Path]) -> None:
    async with opened(folders, scrubber=RosterScrubber(fails=True)) as coach:
        with pytest.raises(GuardrailError):
            await handed_in(coach)

    assert hits(folders, [*CANARIES, *SAID_ALOUD]) == []


async def test_a_debrief_whose_model_does_not_answer(folders: list[Path]) -> None:
    async with opened(folders, chat=ScriptedChat(unavailable=True)) as coach:
        try:
            await handed_in(coach)
        except ModelUnavailable:
            assert hits(folders, SAID_ALOUD) == []


async def test_a_debrief_that_is_withdrawn(folders: list[Path]) -> None:
    async with opened(folders) as coach:
        review = await handed_in(coach)
        session = review.report.session
        await coach.debriefing.decide(OPERATOR, session, approve_all(review.report))

        receipt = await coach.erasing.forget(OPERATOR, session)

        assert receipt.verified, receipt.method
        assert hits(folders, SAID_ALOUD) == []
