from collections.abc import Sequence

from graphs.debrief.deciding import decide
from graphs.debrief.state import Draft, Evidence, Pointer, Verdict
from guardrails.text import CleanText


class Watch:
    """Calls leaking whatever holds the word it was given."""

    def __init__(self, word: str = "Zelda") -> None:
        self.word = word

    def leaking(self, session_id: str, texts: Sequence[CleanText]) -> list[bool]:
        return [self.word in text for text in texts]


def draft(number: int, quote: str, *more: str) -> Draft:
    evidence = [
        Evidence(CleanText(text), number, 10 * at, 10 * at + 9, "junior", "first_hand")
        for at, text in enumerate((quote, *more))
    ]
    return Draft(
        f"i{number}", CleanText(f"Statement number {number} stands."), "extractive", evidence
    )


def test_a_leaking_quote_goes_and_its_insight_stays() -> None:
    two = draft(1, "Zelda keeps the paper list.", "The paper list is kept there.")
    shared = decide("s", [two], [Verdict("i1", approve=True)], Watch()).shared
    assert [piece.quote for piece in shared[0].draft.evidence] == ["The paper list is kept there."]


def test_an_insight_with_leaking_quotes_only_stays_out() -> None:
    decided = decide("s", [draft(1, "Zelda keeps it.")], [Verdict("i1", approve=True)], Watch())
    assert decided.shared == []
    assert decided.left_out[0].reason == "leak"


def test_merging_keeps_all_evidence_under_the_other_id() -> None:
    drafts = [draft(1, "The list is on paper."), draft(2, "The paper list hangs there.")]
    verdicts = [Verdict("i1", approve=True), Verdict("i2", approve=True, merge_into="i1")]
    (shared,) = decide("s", drafts, verdicts, Watch()).shared
    assert shared.draft.id == "i1"
    assert len(shared.draft.evidence) == 2


def test_an_accepted_generalisation_stands_in_brackets_and_an_empty_quote_goes() -> None:
    phrase = CleanText("I'm the only diver on the night crew")
    marked = draft(1, f"{phrase}.", f"{phrase}, and the valve list is never updated by anyone.")
    marked = Draft(
        marked.id,
        marked.statement,
        marked.origin,
        marked.evidence,
        identifying=[Pointer(phrase, CleanText("somebody in the team"))],
    )
    verdict = Verdict("i1", approve=True, generalise=[phrase])
    (shared,) = decide("s", [marked], [verdict], Watch()).shared
    (piece,) = shared.draft.evidence
    assert "diver" not in piece.quote
    assert piece.quote.startswith("[")
    assert "the valve list is never updated" in piece.quote
