import time

import pytest

from coach.services.preparing.opinion import second_opinion
from graphs.prepare.opinion.questions import SecondOpinion
from graphs.prepare.opinion.reader import OpinionMismatch
from guardrails.questions.asked import read_question
from guardrails.questions.finding import find_codes
from guardrails.questions.lint import hear_both, lint_question
from knowledge.bank.bank import load_bank
from knowledge.transformer import MiniLM


@pytest.mark.parametrize(
    ("code", "question", "reason"),
    [
        ("leading", "When did you realise how valuable the mentoring is?", "no word of any list"),
        ("solution_seeking", "Give us four ideas for a friendlier jetty.", "a design is asked"),
    ],
)
def test_it_hears_what_the_rules_miss_and_offers_a_rewrite_that_passes_both(
    code: str, question: str, reason: str
) -> None:
    assert code in second_opinion()(question), reason
    problems = lint_question(question, second=second_opinion())
    assert code in {problem.code for problem in problems}
    for problem in problems:
        assert not hear_both(read_question(problem.suggestion), second=second_opinion())


def test_it_never_silences_a_rule() -> None:
    question = "Which colleague left the hatch open?"
    alone = find_codes(read_question(question))
    assert alone
    assert set(alone) <= set(hear_both(read_question(question), second=second_opinion()))


def test_it_has_nothing_against_the_bank() -> None:
    said = [row.text.replace("{item}", "Nets torn at night") for row in load_bank()]
    assert [text for text in said if second_opinion()(text.replace("{figures}", ""))] == []


def test_it_is_quick_enough_for_every_pause_in_typing() -> None:
    second_opinion()("What did you see?")  # opens the model
    began = time.perf_counter()
    for _ in range(5):
        second_opinion()("What did the skipper write on the last slip you saw?")
    assert (time.perf_counter() - began) / 5 < 0.5  # 40 ms when nothing else runs


def test_a_term_of_the_glossary_is_no_jargon_to_it_either() -> None:
    said = read_question("What happens in the berthing matrix?")
    opinion = lambda _text: frozenset({"jargon"})  # noqa: E731 - a fake of one line
    assert "jargon" in hear_both(said, second=opinion)
    assert "jargon" not in hear_both(said, frozenset({"berthing matrix"}), opinion)


class _Other(MiniLM):
    """A model that nothing was taught on."""

    @property
    def name(self) -> str:
        return "another"


def test_weights_never_meet_another_model() -> None:
    with pytest.raises(OpinionMismatch):
        SecondOpinion(_Other)("What did you see?")
