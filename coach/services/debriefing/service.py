"""Debriefing: hand in a talk, review what was found, decide, see what was shared."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, cast

from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, StateSnapshot

from coach.checkpoints import Checkpoints, refuse_old_thread, thread_id
from coach.errors import InvalidInput, NotFound
from coach.ledger import Ledger
from coach.records.sessions import SessionRecord, SessionRecords
from coach.sentences import sentence_model
from coach.services.debriefing.assembling import refused_report, report_of
from coach.services.debriefing.decisions import Decision, Decisions, placed
from coach.services.debriefing.editing import Checked, checked, draft_named, verdicts_of
from coach.services.debriefing.opening import HandIn, Opener, brief_of
from coach.services.debriefing.report import DebriefReport, InsightReport
from coach.services.debriefing.reviewing import Review, ended_review, review_of
from coach.services.debriefing.shelf import ApprovedShelf
from coach.services.debriefing.watching import Audience, OnProgress
from coach.services.placing import NearTheme, Placing
from coach.users import Attributes, Permission, User, require
from graphs.debrief.flow import STEPS, VERSION, build
from graphs.debrief.ports import DebriefContext
from graphs.debrief.state import DebriefInput, DebriefState, Draft
from graphs.ports import ChatModel, Clock, Embedder, Progress
from guardrails.errors import VaultError
from guardrails.transcript.turns import TurnRole
from guardrails.vault.inspector import SessionInspector
from guardrails.vault.sessions import SealedSessions

Flow = CompiledStateGraph[DebriefState, DebriefContext, DebriefInput, DebriefState]
FLOW: Final = "debrief"


def _silent(_step: Progress) -> None:
    """Show nothing."""


class Debriefing:
    """The user's verbs around a debrief. All of them may be repeated after a crash."""

    def __init__(
        self,
        *,
        records: SessionRecords,
        opener: Opener,
        sealed: SealedSessions,
        inspector: SessionInspector,
        shelf: ApprovedShelf,
        checkpoints: Callable[[], Awaitable[Checkpoints]],
        embedder: Callable[[], Embedder],
        chat: Callable[[], ChatModel],
        clock: Clock,
        ledger: Ledger,
        placing: Placing,
    ) -> None:
        self._records = records
        self._opener = opener
        self._sealed = sealed
        self._inspector = inspector
        self._shelf = shelf
        self._checkpoints = checkpoints
        self._embedder = embedder
        self._chat = chat
        self._clock = clock
        self._ledger = ledger
        self._placing = placing
        self._locks: dict[str, asyncio.Lock] = {}
        self._audience = Audience()

    async def start(
        self,
        user: User,
        data: bytes,
        filename: str,
        *,
        brief: bytes | str,
        brief_filename: str = "brief.yaml",
        roster: bytes | None = None,
        junior: Sequence[str] = (),
        senior: Sequence[str] = (),
        attributes: Attributes | None = None,
        quarter: str = "",
        pair_ref: str = "",
        on_progress: OnProgress = _silent,
    ) -> Review:
        """Seal a talk, work through it and stop at the review.

        Args:
            user: who hands it in; a junior's own talk counts for their account.
            data: the transcript or notes, in any format we read.
            filename: a hint only; the content decides.
            brief: the decision brief's bytes, or the reference of a kept one.
            brief_filename: tells YAML from JSON.
            roster: the CSV of who takes part.
            junior: names or labels of the juniors, where the roster does not tell.
            senior: the same for the senior.
            attributes: coarse facts about the junior; None takes the account's.
            quarter: ``2026Q1``; empty takes today's.
            pair_ref: the mentoring pair, where the user is in several.
            on_progress: is told every step; the stage ``insight`` carries a finished statement.

        Raises:
            NotAllowed: when the user may not debrief.
            GuardrailError: when a file cannot be read or scrubbing failed: nothing is kept.
            InvalidInput: when nobody in the talk can be the junior.
        """
        require(user, Permission.DEBRIEF)
        hand_in = HandIn(
            data, filename, brief, brief_filename, roster, junior, senior, attributes, quarter,
            pair_ref,
        )  # fmt: skip
        on_progress(Progress("open", "Reading and sealing the talk"))
        record = await asyncio.to_thread(self._opener.open, user, hand_in)
        self._records.add(record)
        return await self._reviewed(record, on_progress)

    async def review(
        self, user: User, session_id: str, on_progress: OnProgress = _silent
    ) -> Review:
        """Show a review, whoever computed it and whenever; unfinished work is finished first.

        Raises:
            NotAllowed: when the user may not debrief.
            NotFound: when there is no such session of theirs, or another version began it.
        """
        require(user, Permission.DEBRIEF)
        return await self._reviewed(self._mine(user, session_id), on_progress)

    async def decide(
        self,
        user: User,
        session_id: str,
        decisions: Decisions,
        on_progress: OnProgress = _silent,
    ) -> DebriefReport:
        """Publish what the junior approved; deciding twice publishes once.

        Raises:
            NotAllowed: when the user may not debrief.
            NotFound: when there is no such session of theirs.
            InvalidInput: when an id is unknown, a theme was not offered, or an edit says what
                its quotes do not carry.
        """
        require(user, Permission.DEBRIEF)
        record = self._mine(user, session_id)
        async with self._turn(record, on_progress):
            review = await self._advanced(self._records.get(session_id))
            if review.report.status != "awaiting_review":
                return review.report
            state = await self._state(session_id)
            verdicts = await asyncio.to_thread(verdicts_of, self._inspector, state, decisions)
            await asyncio.to_thread(self._placing.keep, state.drafts, placed(decisions))
            self._records.choose(
                session_id, {str(turn): choice for turn, choice in decisions.disclosures.items()}
            )
            return (await self._run(record, Command(resume=verdicts))).report

    async def nearest_themes(self, user: User, session_id: str) -> dict[str, list[NearTheme]]:
        """The released themes each waiting insight may belong to, nearest first, at most five.

        Raises:
            NotAllowed: when the user may not debrief.
            NotFound: when there is no such session of theirs.
            InvalidInput: when the session does not wait for a review.
        """
        require(user, Permission.DEBRIEF)
        state = await self._waiting_state(user, session_id)
        return await asyncio.to_thread(self._placing.offers, state.drafts)

    async def check(self, user: User, session_id: str, insight_id: str, wording: str) -> Checked:
        """Tell how a junior's own wording would be shared, before anything is decided.

        Raises:
            NotAllowed: when the user may not debrief.
            NotFound: when there is no such session of theirs.
            InvalidInput: when the session does not wait for a review, or has no such insight.
            EditRefused: when the wording says what its quotes do not carry.
        """
        require(user, Permission.DEBRIEF)
        draft = draft_named(await self._waiting_state(user, session_id), insight_id)
        return await asyncio.to_thread(checked, self._inspector, draft, session_id, wording)

    async def recast(
        self,
        user: User,
        session_id: str,
        roles: Mapping[str, TurnRole],
        on_progress: OnProgress = _silent,
    ) -> Review:
        """Read a waiting talk again with other roles, by stand-in: ``{"senior": "junior"}``.

        The session gets a new id; what was proposed under the old one is erased first, so that
        a crash leaves one session that can be read, never two.

        Raises:
            NotAllowed: when the user may not debrief.
            NotFound: when there is no such session of theirs.
            InvalidInput: when it does not wait for a review, or nobody would be the junior.
        """
        require(user, Permission.DEBRIEF)
        await self._waiting_state(user, session_id)
        async with self._turn(self._mine(user, session_id), on_progress):
            record = self._mine(user, session_id)  # as it is now that we have the turn
            fresh = await asyncio.to_thread(self._opener.recast, user, record, roles)
            await self._forget_thread(record)
            self._records.replace(session_id, fresh)
            self._sealed.shred(session_id)
        return await self._reviewed(fresh, on_progress)

    def sessions(self, user: User) -> list[SessionRecord]:
        """The sessions this user handed in (everybody's for the operator), newest first."""
        require(user, Permission.DEBRIEF)
        return self._records.of_owner(None if user.operator else user.id)

    def shared_with_me(self, user: User) -> list[InsightReport]:
        """What the juniors of this senior's pairs shared, newest first."""
        require(user, Permission.READ_SHARED)
        cards = self._records.shared(pair_refs=user.pair_refs)
        return [InsightReport.model_validate(card.card) for card in cards]

    @asynccontextmanager
    async def _turn(self, record: SessionRecord, on_progress: OnProgress) -> AsyncIterator[None]:
        """One piece of work a session at a time; who waits for it watches it."""
        with self._audience.listening(record.id, on_progress):
            async with self._locks.setdefault(record.id, asyncio.Lock()):
                yield

    async def _reviewed(self, record: SessionRecord, on_progress: OnProgress) -> Review:
        async with self._turn(record, on_progress):
            return await self._advanced(self._records.get(record.id))

    async def _advanced(self, record: SessionRecord) -> Review:
        """Bring a session to its review, or to the end of what was decided."""
        refuse_old_thread(_thread(record), FLOW, VERSION)
        if record.status == "refused":
            return Review(refused_report(record.id))
        if record.report is not None and record.status == "published":
            await self._forget_thread(record)
            return ended_review(DebriefReport.model_validate(record.report), record.choices)
        snapshot = await self._snapshot(record.id)
        if snapshot.next == ("review",) and snapshot.interrupts:
            return self._waiting(record, _state_of(snapshot))
        begun = snapshot.created_at is not None
        given = None if begun else DebriefInput(record.id)
        return await self._run(record, given)

    async def _run(
        self, record: SessionRecord, given: "DebriefInput | Command[Any] | None"
    ) -> Review:
        flow = await self._flow()
        try:
            with self._ledger.work(FLOW, record.id):
                async for step in flow.astream(
                    given,
                    _config(record.id),
                    context=self._context(record),
                    stream_mode="custom",
                    durability="sync",
                ):
                    self._audience.tell(record.id, _progress(step))
        except VaultError:
            self._records.mark(record.id, "refused", self._clock.now())
            return Review(refused_report(record.id))
        snapshot = await self._snapshot(record.id)
        state = _state_of(snapshot)
        return self._waiting(record, state) if snapshot.next else await self._done(record, state)

    def _waiting(self, record: SessionRecord, state: DebriefState) -> Review:
        self._records.mark(record.id, "awaiting_review", self._clock.now())
        report = report_of(state, "awaiting_review", self._model_name(state), record.facts)
        return review_of(report, state, record.choices)

    async def _done(self, record: SessionRecord, state: DebriefState) -> Review:
        report = report_of(state, "published", self._model_name(state), record.facts)
        self._records.mark(
            record.id, "published", self._clock.now(), report=report.model_dump(mode="json")
        )
        await self._forget_thread(record)
        return ended_review(report, self._records.get(record.id).choices)

    async def _waiting_state(self, user: User, session_id: str) -> DebriefState:
        review = await self._reviewed(self._mine(user, session_id), _silent)
        if review.report.status != "awaiting_review":
            raise InvalidInput("This session no longer waits for a review.")
        return await self._state(session_id)

    def _mine(self, user: User, session_id: str) -> SessionRecord:
        record = self._records.get(session_id)
        if not user.operator and record.owner_id != user.id:
            raise NotFound("There is no such session (it may have been erased).")
        return record

    def _context(self, record: SessionRecord) -> DebriefContext:
        return DebriefContext(
            vault=self._sealed,
            watch=self._inspector,
            shelf=self._shelf,
            embedder=self._embedder(),
            sentence_model=sentence_model(),
            brief=brief_of(record),
            model=self._chat(),
        )

    async def _flow(self) -> Flow:
        return build((await self._checkpoints()).saver)

    async def _snapshot(self, session_id: str) -> StateSnapshot:
        return await (await self._flow()).aget_state(_config(session_id))

    async def _state(self, session_id: str) -> DebriefState:
        return _state_of(await self._snapshot(session_id))

    async def _forget_thread(self, record: SessionRecord) -> None:
        """Erase the waiting flow: it holds what was not approved."""
        if (await self._snapshot(record.id)).created_at is not None:
            await (await self._checkpoints()).erase([_thread(record)])

    def _model_name(self, state: DebriefState) -> str:
        return "none" if state.model_silent else self._chat().name


def approve_all(report: DebriefReport) -> Decisions:
    """Approve everything with every proposed generalisation applied."""
    return Decisions(insights=[Decision(id=insight.id) for insight in report.insights])


def _thread(record: SessionRecord) -> str:
    return thread_id(FLOW, record.flow_version, record.id)


def _config(session_id: str) -> RunnableConfig:
    thread = thread_id(FLOW, VERSION, session_id)
    return {"configurable": {"thread_id": thread}, "recursion_limit": STEPS}


def _state_of(snapshot: StateSnapshot) -> DebriefState:
    return DebriefState(**cast("dict[str, Any]", snapshot.values))


def _progress(step: Any) -> Progress:
    if isinstance(step, Draft):
        return Progress("insight", step.statement, about=step.id)
    return cast("Progress", step)
