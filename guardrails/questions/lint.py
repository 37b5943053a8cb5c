"""Judges one question, fast enough to run while it is typed."""

from guardrails.judgements import Problem
from guardrails.questions.asked import read_question
from guardrails.questions.finding import find_codes
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


def lint_question(text: str, glossary: frozenset[str] = frozenset()) -> list[Problem]:
    """Return what is wrong with a question; ``glossary`` holds terms the programme explains.

    Codes are those of the contract, in its order; each suggestion itself passes this linter.
    """
    asked = read_question(text)
    return [
        Problem(code, MESSAGES[code], rewrite(code, asked, quote, glossary), quote)
        for code, quote in find_codes(asked, glossary).items()
    ]


def passes(text: str, glossary: frozenset[str] = frozenset()) -> bool:
    """Tell whether a question has no finding at all."""
    return not find_codes(read_question(text), glossary)
