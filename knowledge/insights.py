"""An anonymised insight: the unit of the programme's memory."""

from dataclasses import dataclass

from guardrails.families import Family, Kind, Severity
from guardrails.text import CleanText


@dataclass(frozen=True, slots=True)
class Insight:
    """One approved, anonymised insight (the JSONL record of CONTRACTS.md).

    ``junior_ref`` and ``pair_ref`` are opaque: they count support and are never shown.
    ``also_junior_refs`` names the others of a group who said the same: each of them counts.
    ``quarter`` reads like ``2026Q1``. ``may_quote`` is the junior's explicit permission.
    """

    id: str
    statement: CleanText
    quote: CleanText
    family: Family
    kind: Kind
    severity: Severity
    junior_ref: str
    pair_ref: str
    decision_ref: str = ""
    function: str = ""
    region: str = ""
    tenure_band: str = ""
    quarter: str = ""
    may_quote: bool = False
    also_junior_refs: tuple[str, ...] = ()

    @property
    def juniors(self) -> tuple[str, ...]:
        """Everybody whose support this insight is, each once."""
        return tuple(dict.fromkeys((self.junior_ref, *self.also_junior_refs)))
