"""The fork: disclosures and instructions to the tool leave the stream before it is read."""

from collections.abc import Sequence

from graphs.debrief.state import Diverted, LeftOut
from graphs.ports import Embedder
from guardrails.disregard import find_injections
from guardrails.escalation import find_escalations
from guardrails.scrub.results import CleanTurn


def fork_off(
    turns: Sequence[CleanTurn], embedder: Embedder
) -> tuple[list[Diverted], list[LeftOut]]:
    """Return the disclosures with their places, and a note for each instruction to the tool."""
    diverted = [
        Diverted(found.category, found.turn, found.start, found.end)
        for found in find_escalations(turns, embedder.embed)
    ]
    instructions = [
        LeftOut("instruction_to_the_tool", found.turn) for found in find_injections(turns)
    ]
    return diverted, instructions
