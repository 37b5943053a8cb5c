"""check -> recall -> compose -> (vary)* -> finish.

A checked brief becomes a guide from the bank at once; then the model proposes one question a
topic, and code accepts it only when linter and coverage pass and it differs from what is there.
Every guide on the way is streamed, so that the reader has the first one within a second.
"""

import asyncio
import time
from typing import Any, Final

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy, TimeoutPolicy

from graphs.errors import ModelSilent
from graphs.ports import KnownTheme, Progress
from graphs.prepare.auditing import audit
from graphs.prepare.composing import Wish, compose
from graphs.prepare.guide import Guide
from graphs.prepare.items import items_of
from graphs.prepare.state import PrepareContext, PrepareInput, PrepareState
from graphs.prepare.varying import PROMPT, accept, blocks_to_vary, placed, propose_variant
from graphs.prompting import prompt_id
from guardrails.text import derived

VERSION: Final = 1
"""Raise when a node or a state class changes its meaning: waiting threads are then refused."""
STEPS: Final = 60
_TIMEOUT: Final = TimeoutPolicy(run_timeout=120.0)
_RETRY: Final = RetryPolicy(max_attempts=2, retry_on=(TimeoutError, OSError))

Run = Runtime[PrepareContext]
Update = dict[str, Any]


async def check(state: PrepareState, runtime: Run) -> Update:
    """See that the brief names something a question can test."""
    runtime.stream_writer(Progress("check", "Reading the brief"))
    return {"ready": bool(items_of(runtime.context.brief)), "guide_id": state.guide_id}


async def recall(state: PrepareState, runtime: Run) -> Update:
    """Look up what the latest release already says, so that nobody is asked it again."""
    runtime.stream_writer(Progress("recall", "Looking up what is already known"))
    knowledge = runtime.context.knowledge
    if knowledge is None or not state.ready:
        return {"known": []}
    themes = await asyncio.to_thread(knowledge.known_about, runtime.context.brief)
    return {
        "known": [
            {"label": theme.label, "statement": theme.statement, "support": theme.support}
            for theme in themes
        ]
    }


async def lay_out(state: PrepareState, runtime: Run) -> Update:
    """Compose the guide from the bank; it is complete from here on."""
    context = runtime.context
    known = [
        KnownTheme(derived(row["label"]), derived(row["statement"]), row["support"])
        for row in state.known
    ]
    wish = Wish(context.minutes, context.juniors, known, context.opened)
    guide = compose(context.brief, context.bank, wish)
    runtime.stream_writer(Progress("compose", "The guide from the question bank is ready"))
    runtime.stream_writer(guide)
    return {
        "guide": guide.model_dump(mode="json"),
        "to_vary": blocks_to_vary(guide) if context.model else [],
    }


async def vary(state: PrepareState, runtime: Run) -> Update:
    """Ask the model for one more question on one topic; keep it only if it is good."""
    guide, (block_id, *rest) = Guide.model_validate(state.guide), state.to_vary
    model, done = runtime.context.model, state.proposed + 1
    runtime.stream_writer(
        Progress("vary", "Trying another wording", done, state.proposed + len(state.to_vary))
    )
    block = next(block for block in guide.blocks if block.id == block_id)
    began = time.monotonic()
    try:
        async with asyncio.timeout(runtime.context.seconds - state.spent):
            text = await propose_variant(model, guide, block) if model else None
    except ModelSilent:
        return {"to_vary": [], "model_silent": True}
    except TimeoutError:  # the guide is whole without it
        return {"to_vary": []}
    spent = state.spent + time.monotonic() - began
    update: Update = {"to_vary": rest, "proposed": done, "spent": spent}
    if spent + spent / done > runtime.context.seconds:
        update["to_vary"] = []
    question = accept(guide, block, text) if text else None
    if question is None:
        return update
    improved = placed(guide, block_id, question)
    if audit(improved, items_of(runtime.context.brief)):
        return update
    runtime.stream_writer(improved)
    return {**update, "guide": improved.model_dump(mode="json"), "accepted": state.accepted + 1}


async def finish(state: PrepareState, runtime: Run) -> Update:
    """Note which model and which prompt took part."""
    guide, model = Guide.model_validate(state.guide), runtime.context.model
    asked = model is not None and state.proposed and not state.model_silent
    guide.model = model.name if model is not None and asked else "question bank"
    guide.prompt_ids = {"variant": prompt_id(PROMPT)} if asked else {}
    return {"guide": guide.model_dump(mode="json")}


def next_topic(state: PrepareState) -> str:
    """Go on varying, or finish."""
    return "vary" if state.to_vary else "finish"


def build(
    checkpointer: BaseCheckpointSaver[Any] | None,
) -> CompiledStateGraph[PrepareState, PrepareContext, PrepareInput, PrepareState]:
    """Compile the flow; run it with ``durability="sync"``."""
    graph = StateGraph(PrepareState, PrepareContext, input_schema=PrepareInput)
    graph.set_node_defaults(retry_policy=_RETRY, timeout=_TIMEOUT)
    graph.add_node("check", check)
    graph.add_node("recall", recall)
    graph.add_node("compose", lay_out)
    graph.add_node("vary", vary)
    graph.add_node("finish", finish)
    graph.add_edge(START, "check")
    graph.add_edge("check", "recall")
    graph.add_edge("recall", "compose")
    graph.add_conditional_edges("compose", next_topic, ["vary", "finish"])
    graph.add_conditional_edges("vary", next_topic, ["vary", "finish"])
    graph.add_edge("finish", END)
    return graph.compile(checkpointer=checkpointer)
