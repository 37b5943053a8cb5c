"""Is what stands before a colon a speaker? Learned from the whole file, never from one line."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

_LABEL = re.compile(
    r"^\s*(?P<label>[^\s:][^:\n]{0,58}?)\s*[:\uff1a](?:\s+|$)(?P<rest>.*)$", re.DOTALL
)
_CLOCK_BEFORE = re.compile(
    r"^\s*[\[(]?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)[\])]?\s*[-\u2013\u2014]?\s+"
)
_CLOCK_AFTER = re.compile(
    r"^(?P<head>[^:\n]{1,58}?)\s*[\[(](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)[\])]\s*(?=:)"
)
_NUMBERED = re.compile(
    r"^[\[(<]?\s*(?:speaker|spk|participant|person|voice|user|guest|caller)"
    r"[\s_#-]*(?:\d{1,2}|[a-z])?\s*[\])>]?$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der"}
    | {"den", "ten", "ter", "bin", "ibn", "al", "el", "and", "&", "of", "y", "e", "bint", "zu"}
)
_MAX_WORDS = 6
_SENTENCE_MARKS = re.compile(r"[!?;\"\u201c\u201d]|\.\s+[a-z]|,\s+[a-z]")
_FULL_STYLE = 0.9
"""Above this share of labelled cues the file labels every cue, so a rare label is a label too."""


def _common_heads() -> frozenset[str]:
    text = files("guardrails.transcript").joinpath("colon_words.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line and line[0] != "#")


def split_label(text: str) -> tuple[str, str, str | None] | None:
    """Return (candidate label, rest, clock) of ``Name: text``; None when nothing could be one."""
    before = _CLOCK_BEFORE.match(text)
    clock = before["clock"] if before else None
    body = text[before.end() :] if before else text
    after = _CLOCK_AFTER.match(body)
    if after:
        clock, body = after["clock"], after["head"] + body[after.end() :]
    match = _LABEL.match(body)
    if match is None or not _could_be_label(match["label"]):
        return None
    return match["label"].strip("*_ "), match["rest"].strip("*_ "), clock


def learn_labels(texts: Sequence[str]) -> frozenset[str]:
    """Return the speaker labels of a file, given the text of its cues or lines.

    A label recurs, looks like a name or ``speaker 1``, and is not a word that opens a remark
    ("Note: the deadline is 10:30"). A label seen once counts only where every cue has one, or
    when it is made of several capitalized words.
    """
    split = [split_label(text) for text in texts]
    counts = Counter(found[0] for found in split if found)
    often = {
        label
        for label, count in counts.items()
        if _NUMBERED.match(label) or (count > 1 and _is_label(label))
    }
    if not often and len(counts) > 1:
        often = {label for label in counts if _is_label(label)}
    labelled = sum(count for label, count in counts.items() if label in often)
    full = labelled >= _FULL_STYLE * max(1, len(texts))
    once = {
        label
        for label, count in counts.items()
        if count == 1 and _is_label(label) and often and (full or len(label.split()) > 1)
    }
    return frozenset(often | once)


def share_labelled(texts: Iterable[str], labels: frozenset[str]) -> float:
    """Share of ``texts`` that begin with one of ``labels``."""
    found = [(split := split_label(text)) is not None and split[0] in labels for text in texts]
    return sum(found) / max(1, len(found))


def _could_be_label(label: str) -> bool:
    return (
        any(character.isalpha() for character in label)
        and len(label.split()) <= _MAX_WORDS
        and not _SENTENCE_MARKS.search(label)
    )


def _is_label(label: str) -> bool:
    if _NUMBERED.match(label):
        return True
    words = [word.strip("()[]<>.,'\u2019\"*_") for word in label.split()]
    words = [word for word in words if word]
    if not words or words[0].lower() in _HEADS or label.lower() in _HEADS:
        return False
    named = [word for word in words if word.lower() not in _PARTICLES and not word.isdigit()]
    return bool(named) and all(_capital(word) for word in named)


def _capital(word: str) -> bool:
    first = next((character for character in word if character.isalpha()), "")
    # Scripts without case (Chinese, Arabic, Thai) have no capitals to show.
    return bool(first) and (first.isupper() or not first.islower())


_HEADS = _common_heads()
