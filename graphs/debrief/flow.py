"""scrub -> fork -> read -> (propose -> dispose)* -> merge -> label -> rehearse -> review -> apply -> publish -> close.

A sealed session becomes insights that were really said, waits for its junior's review, and is
published as the junior decided. A large model picks the points by the numbers of their sentences,
else trained heads do. A model of any size then sees one point at a time and only chooses sentence
numbers and words a statement; code cuts the quotes and disposes of what they do not carry.
"""  # noqa: E501 - the path as one line

import asyncio
from typing import Any, Final

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy, TimeoutPolicy, interrupt

from graphs.debrief.deciding import decide
from graphs.debrief.drafting import draft_of
from graphs.debrief.forking import fork_off
from graphs.debrief.judged import disclosed, judged, names_left, picked_points, reads_talks
from graphs.debrief.judging import PROMPT as JUDGE
from graphs.debrief.labeling import label
from graphs.debrief.merging import merge_duplicates
from graphs.debrief.names import without_names
from graphs.debrief.ports import DebriefContext
from graphs.debrief.proposing import prompt_version, propose_wording
from graphs.debrief.reading import read_talk
from graphs.debrief.rehearsing import rehearse
from graphs.debrief.stages import stage
from graphs.debrief.state import DebriefInput, DebriefState, LeftOut, Proposal
from graphs.errors import ModelSilent
from graphs.prompting import prompt_id

VERSION: Final = 1
"""Raise when a node or a state class changes its meaning: waiting threads are then refused."""
STEPS: Final = 200
"""Most steps of one run: two a point, and the rest."""
_TIMEOUT: Final = TimeoutPolicy(run_timeout=600.0)
_RETRY: Final = RetryPolicy(max_attempts=2, retry_on=(TimeoutError, OSError))

Run = Runtime[DebriefContext]
Update = dict[str, Any]


async def scrub_session(state: DebriefState, runtime: Run) -> Update:
    """Open the sealed session inside the guardrails and take clean turns out."""
    with stage("scrub", "Replacing names and contact data", runtime) as watch:
        session = await asyncio.to_thread(runtime.context.vault.scrubbed, state.session_id)
    return {
        "turns": list(session.turns),
        "replaced": session.replaced,
        "roles_inferred": session.roles_inferred,
        "seniors": list(session.seniors),
        "seconds": watch.seconds,
    }


async def fork(state: DebriefState, runtime: Run) -> Update:
    """Take disclosures and instructions to the tool out of the stream before anything reads it."""
    with stage("fork", "Setting aside what must not travel", runtime) as watch:
        context = runtime.context
        escalations, barred = await asyncio.to_thread(
            fork_off, state.turns, context.embedder, state.seniors, context.sentence_model
        )
    left_out = [LeftOut(place.reason, place.turn) for place in barred]
    return {
        "escalations": escalations,
        "barred": barred,
        "left_out": left_out,
        "seconds": watch.seconds,
    }


async def read(state: DebriefState, runtime: Run) -> Update:
    """Pick the points that are worth words: the sentences of the juniors that carry them."""
    context = runtime.context
    with stage("read", _reading_by(context), runtime) as watch:
        reading = await asyncio.to_thread(read_talk, state.turns, state.barred, context)
        picks = await judged(reading, context)
        escalations, barred = disclosed(picks, reading, {each.turn for each in state.escalations})
        reading = reading.without(barred)
        points = picked_points(picks, reading) or await asyncio.to_thread(reading.points)
    for point in points:  # on the page at once, in the speaker's words; wording takes minutes
        drafted = draft_of(state.session_id, point, None, state.turns, runtime.context.brief)
        runtime.stream_writer(drafted)
    return {
        "points": points,
        "names_left": names_left(picks, reading),
        "escalations": [*state.escalations, *escalations],
        "barred": [*state.barred, *barred],
        "left_out": [*state.left_out, *(LeftOut(each.reason, each.turn) for each in barred)],
        "prompt_ids": prompt_version() | ({"judge": prompt_id(JUDGE)} if picks.points else {}),
        "seconds": watch.seconds,
    }


def _reading_by(context: DebriefContext) -> str:
    model = context.model
    by = f" ({model.name} reads the talk)" if model and reads_talks(model) else ""
    return f"Finding what was reported{by}"


async def propose(state: DebriefState, runtime: Run) -> Update:
    """Ask the model to word the next point; without a model, or time, nothing is proposed."""
    model, number = runtime.context.model, state.worded
    note = f"Wording point {number + 1} of {len(state.points)}"
    left = runtime.context.wording_s - state.seconds.get("propose", 0.0)
    silent = state.model_silent or model is None or model.name == "none"
    proposal: Proposal | None = None
    with stage("propose", note, runtime, number + 1, len(state.points)) as watch:
        if model is not None and not silent and left > 0:
            try:
                async with asyncio.timeout(min(left, runtime.context.point_s)):
                    proposal = await propose_wording(model, state.points[number], number)
            except ModelSilent:
                silent = True
            except TimeoutError:
                proposal = None  # too slow, or the budget is spent: said in the speaker's words
    return {"proposal": proposal, "model_silent": silent, "seconds": watch.seconds}


async def dispose(state: DebriefState, runtime: Run) -> Update:
    """Keep the proposed statement if its sentences carry it, else the speaker's own words."""
    point = state.points[state.worded]
    draft = draft_of(state.session_id, point, state.proposal, state.turns, runtime.context.brief)
    runtime.stream_writer(draft)
    return {"drafts": [*state.drafts, draft], "worded": state.worded + 1, "proposal": None}


async def merge(state: DebriefState, runtime: Run) -> Update:
    """Make duplicates one insight with all their evidence."""
    with stage("merge", "Merging what was said twice", runtime) as watch:
        drafts = await asyncio.to_thread(merge_duplicates, state.drafts, runtime.context.embedder)
    return {"drafts": drafts, "seconds": watch.seconds}


async def annotate(state: DebriefState, runtime: Run) -> Update:
    """Note kind, severity, theme, the brief's line and an experiment beside each insight."""
    with stage("label", "Relating it to the brief", runtime) as watch:
        context = runtime.context
        drafts = await asyncio.to_thread(label, state.drafts, context.brief, context.embedder)
    return {"drafts": drafts, "seconds": watch.seconds}


async def guard(state: DebriefState, runtime: Run) -> Update:
    """Rehearse re-identification: mark what points at a person, drop what still leaks."""
    with stage("rehearse", "Looking for what would give somebody away", runtime) as watch:
        drafts = without_names(state.drafts, state.names_left)
        rehearsed = await asyncio.to_thread(
            rehearse, state.session_id, drafts, runtime.context.watch
        )
    left_out = [*state.left_out, *rehearsed.left_out]
    return {"drafts": rehearsed.drafts, "left_out": left_out, "seconds": watch.seconds}


async def review(state: DebriefState) -> Update:
    """Wait for the junior, for days if need be, in whatever process the answer comes."""
    verdicts = interrupt({"session": state.session_id})
    return {"verdicts": verdicts}


async def apply_verdicts(state: DebriefState, runtime: Run) -> Update:
    """Apply what the junior decided; whatever leaks in its final form stays out."""
    decided = await asyncio.to_thread(
        decide, state.session_id, state.drafts, state.verdicts, runtime.context.watch
    )
    return {"shared": decided.shared, "left_out": [*state.left_out, *decided.left_out]}


async def publish(state: DebriefState, runtime: Run) -> Update:
    """Hand the approved insights on; their ids make a second time harmless."""
    await asyncio.to_thread(runtime.context.shelf.keep, state.session_id, state.shared)
    return {}


async def close(state: DebriefState, runtime: Run) -> Update:
    """Shred what is no longer needed."""
    await asyncio.to_thread(runtime.context.shelf.finish, state.session_id)
    return {}


def next_point(state: DebriefState) -> str:
    """Go on wording, or merge when every point has its draft."""
    return "propose" if state.worded < len(state.points) else "merge"


def build(
    checkpointer: BaseCheckpointSaver[Any],
) -> CompiledStateGraph[DebriefState, DebriefContext, DebriefInput, DebriefState]:
    """Compile the flow; run it with ``durability="sync"`` so that a kill loses one step at most."""
    graph = StateGraph(DebriefState, DebriefContext, input_schema=DebriefInput)
    graph.set_node_defaults(retry_policy=_RETRY, timeout=_TIMEOUT)
    graph.add_node("scrub", scrub_session)
    graph.add_node("fork", fork)
    graph.add_node("read", read)
    graph.add_node("propose", propose)
    graph.add_node("dispose", dispose)
    graph.add_node("merge", merge)
    graph.add_node("label", annotate)
    graph.add_node("rehearse", guard)
    graph.add_node("review", review)
    graph.add_node("apply", apply_verdicts)
    graph.add_node("publish", publish)
    graph.add_node("close", close)
    graph.add_edge(START, "scrub")
    graph.add_edge("scrub", "fork")
    graph.add_edge("fork", "read")
    graph.add_conditional_edges("read", next_point, ["propose", "merge"])
    graph.add_edge("propose", "dispose")
    graph.add_conditional_edges("dispose", next_point, ["propose", "merge"])
    graph.add_edge("merge", "label")
    graph.add_edge("label", "rehearse")
    graph.add_edge("rehearse", "review")
    graph.add_edge("review", "apply")
    graph.add_edge("apply", "publish")
    graph.add_edge("publish", "close")
    graph.add_edge("close", END)
    return graph.compile(checkpointer=checkpointer)
