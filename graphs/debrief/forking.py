"""The fork: disclosures and instructions to the tool leave the stream before it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from graphs.debrief.state import Barred, Diverted
from graphs.ports import Embedder, Vectors
from guardrails.disregard import (
    find_asides,
    find_attributed,
    find_injections,
    find_kept_private,
    find_orders,
    find_sections,
)
from guardrails.escalation import (
    Escalation,
    find_aftermath,
    find_escalations,
    find_lead_in,
)
from guardrails.scrub.results import CleanTurn
from guardrails.taught import SentenceModel
from guardrails.text import CleanText

_DISCLOSURE = "escalation"
_PASSED_OVER = (find_injections, find_kept_private, find_sections, find_asides)


def fork_off(
    turns: Sequence[CleanTurn],
    embedder: Embedder,
    seniors: Sequence[str] = (),
    model: SentenceModel | None = None,
) -> tuple[list[Diverted], list[Barred]]:
    """Return the disclosures, and every place that must not become an insight.

    ``seniors`` are the placeholders of the seniors, where a roster told them; ``model`` is what the
    taught readers of disclosures and of orders read with.
    """
    embed = _Once(embedder).embed
    diverted, barred = divert(turns, find_escalations(turns, embed, model))
    passed_over = [*(find(turns) for find in _PASSED_OVER), find_attributed(turns, seniors)]
    passed_over += [find_orders(turns, embed, model)] if model else []
    barred += [
        Barred(each.turn, each.start, each.end, each.reason)
        for found in passed_over
        for each in found
    ]
    return diverted, barred


def divert(
    turns: Sequence[CleanTurn], disclosures: Sequence[Escalation]
) -> tuple[list[Diverted], list[Barred]]:
    """Take disclosures out of the stream, with what leads to them and what they lead to."""
    diverted = [Diverted(each.category, each.turn, each.start, each.end) for each in disclosures]
    barred = [Barred(each.turn, each.start, each.end, _DISCLOSURE) for each in diverted]
    around = [*find_lead_in(turns, disclosures), *find_aftermath(turns, disclosures)]
    return diverted, [*barred, *(Barred(*place, _DISCLOSURE) for place in around)]


@dataclass(frozen=True, slots=True)
class _Once:
    """Embeds no text twice: both sieves look at the same pieces of a talk."""

    embedder: Embedder
    known: dict[CleanText, Vectors] = field(default_factory=dict)

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.known]
        if fresh:
            self.known.update(zip(fresh, self.embedder.embed(fresh), strict=True))
        return np.stack([self.known[text] for text in texts]) if texts else self.embedder.embed([])
