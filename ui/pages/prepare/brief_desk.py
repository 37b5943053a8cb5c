"""What happens to a brief on the page: judged as it is typed, mended, made into a guide."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.preparing import Guide, GuideRecord
from coach.users import User
from graphs.ports import Progress
from guardrails.briefs.verdict import BriefVerdict
from guardrails.errors import InvalidBrief
from guardrails.families import FAMILY_TITLES
from ui.pages.prepare.brief_form import brief_bytes, filled, is_blank
from ui.pages.prepare.mending import mendings
from ui.pages.prepare.newest import Newest
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site, message
from ui.widgets.drop import taken

NO_BRIEF = "Write the brief, paste one, or choose a file first."
NOT_READY = "The brief is not ready. The proposals beside it take one click each."
_UNTOUCHED: tuple[Any, ...] = tuple(gr.skip() for _ in range(11))
"""What leaves all fields of the form as they are."""


class BriefDesk:
    """The verbs of the brief's panel; values come in the order of the form's fields."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def get_ready(self, user: User) -> None:
        """Have loaded what a guide needs while the brief is being written."""
        self._site.coach.preparing.get_ready(user)

    async def judge(self, user: User, newest: Newest, *fields: str | None) -> Any:
        """Judge what stands in the form; empty fields are named, not held against anybody.

        A form that was changed and judged again meanwhile keeps the later verdict.
        """
        asked = newest.ask()
        if is_blank(*fields[:-1]):
            return render("verdict_empty.html.j2")
        judged = await asyncio.to_thread(self._judged, user, [value or "" for value in fields])
        return judged if newest.is_last(asked) else gr.skip()

    async def pasted(self, user: User, words: str | None) -> tuple[Any, ...]:
        """Read a pasted brief into the form, which is judged like any other."""
        if not (words or "").strip():
            return (gr.skip(), *_UNTOUCHED)
        return await self._brought(user, (words or "").encode(), "brief.yaml")

    async def dropped(self, user: User, brought: Any) -> tuple[Any, ...]:
        """Read a brief from a file into the form, and go there."""
        upload = taken(self._site.uploads, user, brought)
        if upload is None:
            return (gr.skip(), gr.skip(), *_UNTOUCHED)
        judged, *values = await self._brought(user, upload.data, upload.filename)
        read = values != [*_UNTOUCHED]
        return (gr.Tabs(selected="write") if read else gr.skip(), judged, *values)

    async def make(
        self, user: User, minutes: int, juniors: int, *fields: str | None
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Make the guide: the first one at once, then its improvements."""
        values = [value or "" for value in fields]
        if is_blank(*values[:-1]):
            raise InvalidInput(NO_BRIEF)
        data = brief_bytes(*values)
        verdict = await asyncio.to_thread(self._check, user, values)
        shown = await asyncio.to_thread(self._judged, user, values, refusing=True)
        if not verdict.accept:
            yield shown, message("warn", NOT_READY), "", gr.skip(), gr.skip(), gr.skip()
            return
        async for piece in self._making(user, data, minutes, juniors):
            yield shown, *piece

    async def _brought(self, user: User, data: bytes, filename: str) -> tuple[Any, ...]:
        """Return the verdict and the form's values; a brief that cannot be read changes none."""
        try:
            read = await asyncio.to_thread(self._site.coach.preparing.read, user, data, filename)
        except InvalidBrief as error:
            return (message("warn", error.sentence), *_UNTOUCHED)
        values = filled(read)
        return (await asyncio.to_thread(self._judged, user, values), *values)

    async def _making(
        self, user: User, data: bytes, minutes: int, juniors: int
    ) -> AsyncIterator[tuple[Any, ...]]:
        steps, busy = StepList(), gr.update(interactive=False, value="Making …")
        ready = gr.update(interactive=True, value="Make the guide")

        async def work(on_step: Any) -> GuideRecord:
            return await self._site.coach.preparing.prepare(
                user, data, "brief.json", minutes=minutes, juniors=juniors,
                on_progress=on_step, on_guide=on_step,
            )  # fmt: skip

        try:
            async for step in watched(work):
                if isinstance(step, Progress):
                    yield steps.show(step), gr.skip(), gr.skip(), busy, gr.skip()
                elif isinstance(step, Guide):
                    drafted = render("guide.html.j2", guide=step)
                    yield gr.skip(), drafted, gr.skip(), busy, gr.update(open=False)
                elif isinstance(step, Finished):
                    yield "", "", step.result.id, ready, gr.update(open=False)
        except Exception:
            yield "", "", gr.skip(), ready, gr.skip()
            raise

    def _check(self, user: User, values: Sequence[str]) -> BriefVerdict:
        return self._site.coach.preparing.check(user, brief_bytes(*values), "brief.json")

    def _judged(self, user: User, values: Sequence[str], *, refusing: bool = False) -> str:
        if not values[0].strip():
            return render("verdict_start.html.j2")
        verdict = self._check(user, values)
        starters = self._site.coach.preparing.starters(user)
        owners = next(each.owners for each in starters if each.family == verdict.family)
        return render(
            "verdict.html.j2",
            verdict=verdict,
            mendings=mendings(verdict, values, owners, lambda tried: self._check(user, tried)),
            family=FAMILY_TITLES[verdict.family],
            all=refusing,
        )
