"""Runs the prepare flow and hands on every guide it makes on the way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from langchain_core.runnables import RunnableConfig

from coach.checkpoints import Checkpoints, thread_id
from coach.ledger import Ledger
from graphs.ports import ChatModel, Progress, ReleasedKnowledge
from graphs.prepare.flow import STEPS, VERSION, build
from graphs.prepare.guide import Guide
from graphs.prepare.state import PrepareContext, PrepareInput
from guardrails.briefs.brief import Brief
from knowledge.bank.bank import load_bank

OnProgress = Callable[[Progress], None]
OnGuide = Callable[[Guide], None]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes guides; ``chat`` is called only when a model is to take part."""

    checkpoints: Callable[[], Awaitable[Checkpoints]]
    chat: Callable[[], ChatModel]
    knowledge: Callable[[], ReleasedKnowledge | None]
    ledger: Ledger
    seconds: float = 10.0  # and some three for the start of the engine: half a minute, cold

    async def make(
        self,
        guide_id: str,
        brief: Brief,
        *,
        minutes: int,
        juniors: int,
        opened: dict[str, float],
        improve: bool,
        on_progress: OnProgress,
        on_guide: OnGuide,
    ) -> Guide:
        """Return the finished guide; ``on_guide`` hears the first one within a second."""
        context = PrepareContext(
            brief=brief,
            minutes=minutes,
            juniors=juniors,
            bank=load_bank(),
            knowledge=self.knowledge(),
            model=self.chat() if improve else None,
            opened=opened,
            seconds=self.seconds,
        )
        checkpoints = await self.checkpoints()
        flow = build(checkpoints.saver)
        thread = thread_id("prepare", VERSION, guide_id)
        config: RunnableConfig = {
            "configurable": {"thread_id": thread},
            "recursion_limit": STEPS,
        }
        with self.ledger.work("prepare", guide_id):
            async for step in flow.astream(
                PrepareInput(guide_id),
                config,
                context=context,
                stream_mode="custom",
                durability="sync",
            ):
                if isinstance(step, Progress):
                    on_progress(step)
                elif isinstance(step, Guide):
                    on_guide(step)
        snapshot = await flow.aget_state(config)
        values = snapshot.values
        await checkpoints.erase([thread])
        return Guide.model_validate(values["guide"])
