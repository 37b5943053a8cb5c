"""Dispose: may a proposed statement stand on the chosen sentences? Code decides, not the model.

The checks, in order: it reads like one plain sentence; every number stands in the evidence;
every name does; it denies nothing the evidence does not deny (and the other way round); its key
terms are the evidence's. What fails gives a reason, never a repaired text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graphs.debrief.words.numbers import numbers_in
from graphs.debrief.words.terms import is_negated, key_terms, stands_in, stems_of
from guardrails.text import CleanText

Refusal = Literal["shape", "person", "number", "name", "negation", "terms", "copied"]

MIN_WORDS: Final = 5
MAX_WORDS: Final = 42
MIN_KEY_TERMS: Final = 3
MIN_SUPPORTED: Final = 0.7
"""Share of key terms that must stand in the evidence (the rest in its question or the brief)."""
_FIRST_PERSON: Final = re.compile(
    r"\b(?:I|I'm|I've|I'd|I'll|we|we're|we've|my|our|me|us)\b", re.IGNORECASE
)
_CLAUSES: Final = re.compile(
    r"[,;:]\s+|\s+(?:and|but|so|because|while|which|until|although|since)\s+", re.IGNORECASE
)
_MIN_TERMS: Final = 2
_MARKUP: Final = re.compile(r"[<>{}|\\\n]|\.\.\.|\u2026|https?:|```")
_CAPITALISED: Final = re.compile(r"(?<=[\w,;:]\s)[A-Z][\w'-]*|\b[A-Z]{2,}\b")
_WORD: Final = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement may stand on: the chosen sentences, and words known from around them."""

    evidence: Sequence[CleanText]
    around: Sequence[CleanText] = ()


def refusal(statement: str, ground: Ground, *, own_words: bool = False) -> Refusal | None:
    """Return why the statement may not stand, or None when it may.

    ``own_words`` allows the first person: the junior edits in their own voice.
    """
    words = _WORD.findall(statement)
    if not MIN_WORDS <= len(words) <= MAX_WORDS or _MARKUP.search(statement) or "?" in statement:
        return "shape"
    if not own_words and _FIRST_PERSON.search(statement):
        return "person"
    if not numbers_in(statement) <= numbers_in(" . ".join(ground.evidence)):
        return "number"
    if _foreign_names(statement, ground):
        return "name"
    if _denies_otherwise(statement, ground.evidence):
        return "negation"
    return None if _supported(statement, ground) else "terms"


def _foreign_names(statement: str, ground: Ground) -> list[str]:
    """Capitalised words inside the sentence that nobody said and the brief does not hold."""
    known = {word.lower() for text in (*ground.evidence, *ground.around) for word in _words(text)}
    names = _CAPITALISED.findall(statement)
    return [name for name in names if any(part not in known for part in _words(name.lower()))]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _denies_otherwise(statement: str, evidence: Sequence[CleanText]) -> bool:
    """Compare polarity: inventing a denial, or losing one that every sentence makes."""
    denied = [is_negated(text) for text in evidence]
    if is_negated(statement):
        return not any(denied)
    return all(denied)


def _supported(statement: str, ground: Ground) -> bool:
    """Measure the share of key terms that stand in the evidence; none may come from nowhere."""
    terms = key_terms(statement)
    if len(terms) < MIN_KEY_TERMS:
        return False
    said, near = stems_of(ground.evidence), stems_of(ground.around)
    in_evidence = [term for term in terms if stands_in(term, said)]
    unknown = [term for term in terms if term not in in_evidence and not stands_in(term, near)]
    carried = len(in_evidence) / len(terms) >= MIN_SUPPORTED and len(unknown) <= len(terms) // 5
    return carried and all(_one_breath(clause, ground) for clause in _CLAUSES.split(statement))


def _one_breath(clause: str, ground: Ground) -> bool:
    """A clause rests on one sentence: terms of several make a claim that nobody made."""
    terms = key_terms(clause)
    if len(terms) < _MIN_TERMS:
        return True
    each = [stems_of([text]) for text in ground.evidence]
    carrying = max(each, key=lambda stems: sum(stands_in(term, stems) for term in terms))
    borrowed = [term for term in terms if not stands_in(term, carrying)]
    return not any(stands_in(term, stems) for term in borrowed for stems in each)
