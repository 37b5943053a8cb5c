"""The form for a new debrief, and its progress."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.debriefing import Review
from coach.users import User
from ui.handlers import handler
from ui.pages.debrief.sessions import under_way
from ui.progress import Finished, StepList, watched
from ui.shell import Site
from ui.widgets.drop import NOTHING, drop_zone, taken
from ui.wiring import PRIVATE

TRANSCRIPTS = ".vtt,.srt,.txt,.md,.docx,.json"
NOTHING_HANDED_IN = "Choose a transcript or paste your notes first."
NO_BRIEF = "Choose the brief this talk was about: your senior can send you the file."


def hand_in_form(site: Site, opened: gr.State, decided: gr.State) -> None:
    """Lay out the form; a finished debrief sets ``opened``. It folds while something is open."""
    with gr.Accordion("Hand in a session", open=True, elem_id="hand-in") as form:
        with gr.Row(equal_height=True):
            talk = drop_zone(
                "sessions",
                "Transcript or notes",
                "Zoom, Teams, Otter, Word, subtitles or plain notes, up to 50 MB",
                TRANSCRIPTS,
                "drop-talk",
            )
            notes = gr.Textbox(
                label="Or paste your notes",
                lines=5,
                max_lines=14,
                elem_id="paste-notes",
                placeholder="What you told, in your own words. Half a page is enough.",
            )
        with gr.Row(equal_height=True):
            kept = gr.Dropdown([], label="The decision it was about", elem_id="kept-brief")
            brief = drop_zone(
                "sessions", "Or a brief as a file", "YAML or JSON", ".yaml,.yml,.json", "drop-brief"
            )
        with gr.Accordion("Who took part (helps to find names and who is who)", open=False):
            with gr.Row(equal_height=True):
                roster = drop_zone(
                    "sessions", "Roster", "CSV with name, role, team, email", ".csv", "drop-roster"
                )
                junior = gr.Textbox(
                    label="Your name in the transcript",
                    info="Only if it is not clear who speaks for the junior. It is scrubbed too.",
                    elem_id="junior-name",
                )
        start = gr.Button("Start the debrief", variant="primary", size="lg", elem_id="start")
    progress = gr.HTML(elem_id="debrief-progress")
    desk = _HandIn(site)
    gr.on(None, handler(site, desk.kept_briefs), None, kept, **PRIVATE)
    gr.on(None, handler(site, desk.folded), [opened, decided], form, **PRIVATE)
    start.click(
        handler(site, desk.start),
        [talk, notes, kept, brief, roster, junior],
        [progress, opened, talk, notes, start],
        concurrency_limit=4,
        **PRIVATE,
    )


class _HandIn:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def kept_briefs(self, user: User) -> Any:
        briefs = await asyncio.to_thread(self._site.coach.preparing.briefs, user)
        choices = [(brief.decision, brief.reference) for brief in briefs]
        return gr.update(choices=choices, value=choices[0][1] if choices else None)

    async def folded(self, _user: User, session_id: str, _decided: int) -> Any:
        label = "Hand in another session" if session_id else "Hand in a session"
        return gr.update(open=not session_id, label=label)

    async def start(
        self, user: User, talk: Any, notes: str, kept: str, brief: Any, roster: Any, junior: str
    ) -> AsyncIterator[tuple[Any, ...]]:
        given = self._given(user, talk, notes, kept, brief, roster, junior)
        steps, found = StepList(), dict[str, str]()

        async def work(on_step: Any) -> Review:
            return await self._site.coach.debriefing.start(user, **given, on_progress=on_step)

        ready = gr.update(interactive=True, value="Start the debrief")
        try:
            async for step in watched(work):
                if isinstance(step, Finished):
                    review: Review = step.result
                    yield "", review.report.session, dict(NOTHING), "", ready
                else:
                    yield self._under_way(under_way(steps, found, step))
        except Exception:
            yield "", gr.skip(), gr.skip(), gr.skip(), ready
            raise

    @staticmethod
    def _under_way(shown: str) -> tuple[Any, ...]:
        busy = gr.update(interactive=False, value="Reading …")
        return shown, gr.skip(), gr.skip(), gr.skip(), busy

    def _given(
        self, user: User, talk: Any, notes: str, kept: str, brief: Any, roster: Any, junior: str
    ) -> dict[str, Any]:
        given_brief = taken(self._site.uploads, user, brief)
        if given_brief is None and not kept:
            raise InvalidInput(NO_BRIEF)
        given_roster = taken(self._site.uploads, user, roster)
        given_talk = taken(self._site.uploads, user, talk)
        if given_talk is None and not (notes or "").strip():
            raise InvalidInput(NOTHING_HANDED_IN)
        return {
            "data": given_talk.data if given_talk else notes.encode(),
            "filename": given_talk.filename if given_talk else "notes.md",
            "brief": given_brief.data if given_brief else kept,
            "brief_filename": given_brief.filename if given_brief else "brief.yaml",
            "roster": given_roster.data if given_roster else None,
            "junior": [junior.strip()] if (junior or "").strip() else [],
        }
