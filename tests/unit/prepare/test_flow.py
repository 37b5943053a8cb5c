from langgraph.checkpoint.memory import InMemorySaver

from graphs.ports import KnownTheme, Progress
from graphs.prepare.composing import Wish, compose
from graphs.prepare.flow import build
from graphs.prepare.guide import Guide
from graphs.prepare.state import PrepareContext, PrepareInput
from graphs.prepare.varying import Variant, accept
from guardrails.briefs.brief import Brief
from guardrails.text import authored
from knowledge.bank.bank import load_bank
from tests.fakes import ScriptedChat
from tests.unit.prepare.briefs import a_brief

GOOD = "Tell me about the last entry you found that somebody had copied at dawn."


class OneTheme:
    def known_about(self, brief: Brief, limit: int = 5) -> list[KnownTheme]:
        return [KnownTheme(authored("Dawn"), authored("Dawn is the busiest hour"), "5-9")]


async def run(model: ScriptedChat | None, seconds: float = 20.0) -> tuple[Guide, list[object]]:
    context = PrepareContext(
        a_brief(), 60, 1, load_bank(), knowledge=OneTheme(), model=model, seconds=seconds
    )
    flow, config = build(InMemorySaver()), {"configurable": {"thread_id": "prepare:v1:x"}}
    heard = [
        step
        async for step in flow.astream(
            PrepareInput("x"), config, context=context, stream_mode="custom", durability="sync"
        )
    ]
    values = (await flow.aget_state(config)).values
    return Guide.model_validate(values["guide"]), heard


async def test_without_a_model_the_guide_is_whole() -> None:
    guide, heard = await run(None)
    assert guide.model == "question bank"
    assert guide.already_known
    assert [step.stage for step in heard if isinstance(step, Progress)][:3] == [
        "check",
        "recall",
        "compose",
    ]


async def test_a_good_variant_takes_the_place_of_a_follow_up() -> None:
    guide, heard = await run(ScriptedChat([Variant(question=GOOD)]))
    assert [question.text for question in guide.questions() if question.source == "model"] == [GOOD]
    assert guide.model == "scripted"
    assert guide.prompt_ids["variant"].startswith("prepare/variant@")
    assert sum(isinstance(step, Guide) for step in heard) == 2


async def test_a_model_that_does_not_answer_costs_nothing_but_itself() -> None:
    guide, _ = await run(ScriptedChat(unavailable=True))
    assert guide.questions()
    assert guide.model == "question bank"


def test_only_what_passes_every_check_is_accepted() -> None:
    guide = compose(a_brief(), load_bank(), Wish())
    block = next(block for block in guide.blocks if block.id == "change-1")
    refused = {
        "Would you copy an entry from the day before?": "hypothetical",
        "Tell me about the last time.": "no word of the item",
        "Tell me about the last time you saw entries copied from the day before.": "read aloud",
        "What did Marcus say about the copied entries last week?": "a name of its own",
        "Tell me about the last 17 copied entries you saw at dawn.": "a number of its own",
        "entries copied": "no question",
        str(block.questions[0].text): "is there already",
    }
    assert accept(guide, block, GOOD) is not None
    for text, reason in refused.items():
        assert accept(guide, block, text) is None, reason
