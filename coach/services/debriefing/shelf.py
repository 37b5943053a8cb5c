"""Where approved insights go: to the senior of the pair, and to the programme's memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.records.sessions import SessionRecord, SessionRecords, SharedCard
from coach.services.debriefing.assembling import insight_report
from graphs.debrief.state import Draft, Evidence, Shared
from graphs.ports import Clock
from guardrails.text import CleanText
from knowledge.insights import Insight


class Memory(Protocol):
    """The programme's memory (``coach.records.insights.InsightRecords``)."""

    def add(self, insights: Sequence[Insight]) -> None:
        """Keep insights; one that is there already stays as it is."""


class Transcripts(Protocol):
    """What the shelf needs of the vault."""

    def shred(self, session_id: str) -> bool:
        """Destroy a sealed transcript; False when it was gone."""


@dataclass(frozen=True, slots=True)
class ApprovedShelf:
    """The flow's :class:`graphs.debrief.ports.Shelf`; every step may be repeated."""

    records: SessionRecords
    memory: Memory
    transcripts: Transcripts
    clock: Clock
    keep_transcript: bool = False

    def keep(self, session_id: str, shared: Sequence[Shared]) -> None:
        """Show every approved insight to the senior, and remember what the programme may see."""
        record = self.records.get(session_id)
        now = self.clock.now()
        self.records.share(
            [
                SharedCard(
                    insight_id=each.draft.id,
                    session_id=session_id,
                    pair_ref=record.pair_ref,
                    sharing=each.sharing,
                    card=insight_report(each.draft, each.sharing).model_dump(mode="json"),
                    published=now,
                )
                for each in shared
            ]
        )
        public = [each for each in shared if each.sharing != "only_my_senior"]
        self.memory.add([insight_of(each, record) for each in public])

    def finish(self, session_id: str) -> None:
        """Shred the transcript at once, unless the programme keeps it for its term."""
        if not self.keep_transcript:
            self.transcripts.shred(session_id)


def insight_of(shared: Shared, record: SessionRecord) -> Insight:
    """The anonymised record: everybody who carries the point counts, each once."""
    draft, facts = shared.draft, record.facts
    refs = _supporters(draft, record)
    return Insight(
        id=draft.id,
        statement=draft.statement,
        quote=_best_quote(draft),
        family=draft.family,
        kind=draft.kind,
        severity=draft.severity,
        junior_ref=refs[0],
        pair_ref=record.pair_ref,
        decision_ref=facts.get("decision_ref", ""),
        function=facts.get("function", ""),
        region=facts.get("region", ""),
        tenure_band=facts.get("tenure_band", ""),
        quarter=facts.get("quarter", ""),
        may_quote=shared.sharing == "may_quote",
        also_junior_refs=tuple(refs[1:]),
    )


def _supporters(draft: Draft, record: SessionRecord) -> list[str]:
    speakers = [piece.speaker for piece in draft.evidence if piece.speaker not in draft.dissent]
    refs = [record.junior_refs[each] for each in speakers if each in record.junior_refs]
    return list(dict.fromkeys(refs)) or list(record.junior_refs.values())[:1]


def _best_quote(draft: Draft) -> CleanText:
    def worth(piece: Evidence) -> tuple[bool, int]:
        return piece.grade == "first_hand", len(piece.quote)

    return max(draft.evidence, key=worth).quote
