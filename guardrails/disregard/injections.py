"""Instructions to a machine inside the talk: content at best, never obeyed, never an insight."""

import re
from collections.abc import Sequence
from typing import Final

from guardrails.disregard.found import Disregarded
from guardrails.disregard.patterns import read_patterns
from guardrails.scrub.results import CleanTurn
from guardrails.transcript.pieces import cut

__all__ = ["Disregarded", "find_injections"]


def find_injections(turns: Sequence[CleanTurn]) -> list[Disregarded]:
    """Find every instruction to the tool, whoever says or quotes it, sentence by sentence.

    What the speaker tells about it ("there was white text on the page") stays.
    """
    return [found for turn in turns for found in _in_turn(turn)]


def _in_turn(turn: CleanTurn) -> list[Disregarded]:
    text = turn.text.lower()
    patterns = read_patterns("injections")
    pieces = cut(turn.text)
    spans = [
        match.span() for name in ("alone", "called") for match in patterns[name].finditer(text)
    ]
    for start, end in pieces:
        piece = text[start:end]
        ordered = patterns["order"].search(piece) and patterns["addressee"].search(piece)
        if ordered and _is_order(piece):
            spans.append((start, end))
    hit = [any(begin < end and start < stop for begin, stop in spans) for start, end in pieces]
    # A recognizer writes no full stops: the order may run on into the next piece.
    runs_on = "." not in turn.text
    for at in range(1, len(hit)):
        if runs_on and hit[at - 1] and text[pieces[at][0] :].startswith(("and ", "then ")):
            hit[at] = True
    return [
        Disregarded("instruction_to_the_tool", turn.index, start, end)
        for (start, end), found in zip(pieces, hit, strict=True)
        if found
    ]


_COMMAND: Final = re.compile(
    r"^(?:[\"'(\s]|(?:and|so|okay|please|hey|dear|hello|to|note|attention|important)\b[\s,:]*)*"
    r"(?:ai|assistant|chatbot|bot|copilot|note ?taker|computer|model|chatgpt|claude|system|machine"
    r"|summari[sz]er|tool|recorder|transcription \w+|whoever \w+ this)\b[^.!?]{0,20}?[,:]"
    r"|\b(?:hey|dear|hello|attention) (?:ai|assistant|copilot|note ?taker|computer|model|bot)\b"
    r"|\b(?:if you are|if you're|whoever) (?:an? )?"
    r"(?:ai|assistant|language model|bot|reads?|summari)"
)


def _is_order(piece: str) -> bool:
    """Tell an order to a machine from talk about one: the machine is called upon."""
    return bool(_COMMAND.search(piece)) and not read_patterns("injections")["reported"].search(
        piece
    )
