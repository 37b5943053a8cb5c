"""Judges one question, fast enough to run while it is typed."""

from collections.abc import Callable

from guardrails.judgements import Problem
from guardrails.questions.asked import Asked, read_question
from guardrails.questions.finding import ORDER, find_codes
from guardrails.questions.rewriting import rewrite

MESSAGES = {
    "leading": "The wording shows which answer you would like, so you will hear that one.",
    "double_barrelled": "Two questions in one: the answer will not tell which it answers.",
    "closed": "It can be answered with yes or no, and then the story is lost.",
    "generational": "Nobody can answer for a generation; ask about their own work.",
    "hypothetical": "People are poor at predicting themselves; ask what happened last time.",
    "loaded": "A word here judges before the junior has spoken.",
    "jargon": "A term here may be yours only; an unsure junior will guess rather than ask.",
    "identity_probe": "It asks for a name, a colleague or a private matter: unsafe to answer upward.",
    "solution_seeking": "It asks the junior to design the answer; you need what they saw.",
    "too_long": "Too long to hold in mind; the last part is all that gets answered.",
}
ERRORS = frozenset(
    {"leading", "double_barrelled", "hypothetical", "generational", "identity_probe"}
)


Opinion = Callable[[str], frozenset[str]]
"""A second reader: text -> codes it is sure of. The rules are heard first and never silenced."""


def lint_question(
    text: str, glossary: frozenset[str] = frozenset(), second: Opinion | None = None
) -> list[Problem]:
    """Return what is wrong with a question; ``glossary`` holds terms the programme explains.

    Codes are those of the contract, in its order; each suggestion itself passes this linter.
    What ``second`` alone has found quotes the whole question, for it cannot name a word.
    """

    def judge(asked: Asked) -> dict[str, str]:
        return hear_both(asked, glossary, second)

    asked = read_question(text)
    return [
        Problem(code, MESSAGES[code], rewrite(code, asked, quote, judge), quote)
        for code, quote in judge(asked).items()
    ]


def hear_both(
    asked: Asked, glossary: frozenset[str] = frozenset(), second: Opinion | None = None
) -> dict[str, str]:
    """Return code -> the words that caused it, by the rules and then the second opinion."""
    found = find_codes(asked, glossary)
    for code in second(asked.text) if second else ():
        explained = code == "jargon" and any(term.lower() in asked.low for term in glossary)
        if not explained:
            found.setdefault(code, asked.text)
    return {code: found[code] for code in ORDER if code in found}


def passes(text: str, glossary: frozenset[str] = frozenset()) -> bool:
    """Tell whether a question has no finding at all."""
    return not find_codes(read_question(text), glossary)
