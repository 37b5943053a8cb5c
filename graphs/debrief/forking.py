"""The fork: disclosures and instructions to the tool leave the stream before it is read."""

from collections.abc import Sequence

from graphs.debrief.state import Barred, Diverted
from graphs.ports import Embedder
from guardrails.disregard import (
    find_asides,
    find_attributed,
    find_injections,
    find_kept_private,
    find_sections,
)
from guardrails.escalation import (
    SentenceModel,
    find_aftermath,
    find_escalations,
    find_lead_in,
)
from guardrails.scrub.results import CleanTurn

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
    taught reader of disclosures reads with.
    """
    disclosures = find_escalations(turns, embedder.embed, model)
    diverted = [Diverted(each.category, each.turn, each.start, each.end) for each in disclosures]
    barred = [Barred(each.turn, each.start, each.end, _DISCLOSURE) for each in diverted]
    around = [*find_lead_in(turns, disclosures), *find_aftermath(turns, disclosures)]
    barred += [Barred(*place, _DISCLOSURE) for place in around]
    passed_over = [*(find(turns) for find in _PASSED_OVER), find_attributed(turns, seniors)]
    barred += [
        Barred(each.turn, each.start, each.end, each.reason)
        for found in passed_over
        for each in found
    ]
    return diverted, barred
