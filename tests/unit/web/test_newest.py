"""A slow verdict on old words never stands beside new ones."""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

from coach.users import User
from guardrails.briefs.checking import check_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.verdict import BriefVerdict
from guardrails.families import FAMILY_TITLES
from ui.pages.prepare.brief_desk import BriefDesk
from ui.pages.prepare.newest import Newest
from ui.shell import Site

BLANK: Sequence[str | None] = [None] * 11
WORDS = ["Keep or drop the harbor log.", *[""] * 10]


class SlowPreparing:
    """Judges for real, but not before it is let."""

    def __init__(self) -> None:
        self.asked, self.let = Event(), Event()

    def check(self, _user: User, data: bytes, filename: str) -> BriefVerdict:
        self.asked.set()
        assert self.let.wait(30)
        return check_brief(parse_brief(data, filename), date(2026, 11, 2))

    def starters(self, _user: User) -> list[Any]:
        return [SimpleNamespace(family=family, owners=()) for family in FAMILY_TITLES]


def desk() -> tuple[BriefDesk, SlowPreparing]:
    preparing = SlowPreparing()
    site = Site(cast("Any", SimpleNamespace(preparing=preparing)), cast("Any", None), Path())
    return BriefDesk(site), preparing


async def judged_while(then: Sequence[str | None] | None) -> tuple[Any, Any]:
    """Judge ``WORDS``; ask again with ``then``, if anything, before the answer is there."""
    brief, preparing = desk()
    newest, user = Newest(), cast("User", None)
    first = asyncio.create_task(brief.judge(user, newest, *WORDS))
    assert await asyncio.to_thread(preparing.asked.wait, 30)
    second = None if then is None else await brief.judge(user, newest, *then)
    preparing.let.set()
    return await first, second


def test_a_verdict_that_was_overtaken_changes_nothing() -> None:
    first, second = asyncio.run(judged_while(BLANK))
    assert "while you type" in second
    assert first["__type__"] == "update"
    assert "value" not in first


def test_the_verdict_on_the_last_words_is_shown() -> None:
    first, _ = asyncio.run(judged_while(None))
    assert "Still to write" in first
