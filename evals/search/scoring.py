"""Scores a release and its answers against a programme whose true themes are known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.search.searching import Card

Question = Mapping[str, Any]


@dataclass(slots=True)
class Scores:
    """Counts over all questions; rates are their quotients."""

    answerable: int = 0
    found_in_three: int = 0
    to_withhold: int = 0
    withheld: int = 0
    unsupported_words: int = 0
    too_few: int = 0
    wrong: list[str] = field(default_factory=list)

    def as_figures(self) -> dict[str, float]:
        """Return what issue 6 asks for."""
        return {
            "answerable_found_in_first_three": _share(self.found_in_three, self.answerable),
            "withheld_rightly": _share(self.withheld, self.to_withhold),
            "questions_showing_unsupported_words": self.unsupported_words,
            "themes_shown_with_fewer_than_k": self.too_few,
        }


def score(
    questions: Sequence[Question],
    answers: Sequence[Sequence[Card]],
    theme_of: Mapping[str, str],
    juniors_of: Mapping[str, Sequence[str]],
    k: int,
) -> Scores:
    """Judge the cards shown for each question.

    A question is answered when one of the first three cards has mostly insights of a theme that
    is right and has k juniors under the filter; it is withheld when nothing is shown.
    """
    scores = Scores()
    for question, cards in zip(questions, answers, strict=True):
        right = set(question[f"answerable_k{k}"])
        if right:
            scores.answerable += 1
            if right & {majority(card.counted, theme_of) for card in cards[:3]}:
                scores.found_in_three += 1
            else:
                scores.wrong.append(str(question["qid"]))
        else:
            scores.to_withhold += 1
            scores.withheld += not cards
            if cards:
                scores.wrong.append(str(question["qid"]))
        hidden = set(question[f"hidden_k{k}"])
        shown = {theme_of[one] for card in cards for one in card.shown}
        scores.unsupported_words += bool(shown & hidden)
        scores.too_few += sum(_people(card, juniors_of) < k for card in cards)
    return scores


def majority(insights: Sequence[str], theme_of: Mapping[str, str]) -> str:
    """Return the true theme that most of the insights belong to."""
    return Counter(theme_of[one] for one in insights).most_common(1)[0][0]


def purity(found: Mapping[str, str], theme_of: Mapping[str, str]) -> float:
    """Return the share of insights that belong to their group's most frequent true theme."""
    groups: dict[str, list[str]] = {}
    for one, group in found.items():
        groups.setdefault(group, []).append(theme_of[one])
    best = sum(Counter(members).most_common(1)[0][1] for members in groups.values())
    return best / len(found)


def _people(card: Card, juniors_of: Mapping[str, Sequence[str]]) -> int:
    return len({junior for one in card.counted for junior in juniors_of[one]})


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
