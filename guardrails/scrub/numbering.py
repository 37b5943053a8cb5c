"""One number for one person (or client, or address), whatever form they are called by."""

from collections import defaultdict

from guardrails.scrub.cues import cues
from guardrails.scrub.folding import plain
from guardrails.scrub.talk import cut

_SHORTEST = 3


class Numbering:
    """Gives out placeholders for one text or session; forget it and nobody can go back."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._counts: defaultdict[str, int] = defaultdict(int)

    def link(self, kind: str, forms: list[str]) -> None:
        """Declare that all ``forms`` name the same one (a roster entry and its nicknames)."""
        placeholder = next(
            (p for form in forms if (p := self._known.get((kind, _key(form))))), None
        ) or self._next(kind)
        for form in forms:
            self._known.setdefault((kind, _key(form)), placeholder)

    def placeholder(self, kind: str, text: str) -> str:
        """The placeholder of ``text``; a part of a known full name gets that name's number."""
        key = _key(text)
        if known := self._known.get((kind, key)):
            return known
        parts = _parts(key) if kind in {"PERSON", "CLIENT"} else []
        for part in parts:
            if len(part) >= _SHORTEST and (known := self._known.get((kind, part))):
                self._known[kind, key] = known
                return known
        fresh = self._next(kind)
        self._known[kind, key] = fresh
        for part in parts:
            if len(part) >= _SHORTEST:
                self._known.setdefault((kind, part), fresh)
        return fresh

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"<{kind}_{self._counts[kind]}>"


def _parts(key: str) -> list[str]:
    """The words that tell who it is: two constables are two people."""
    lists = cues()
    words = key.split()
    if len(words) == 1:
        return words
    titles = ("honorific", "honorific_after", "epithet")
    return [word for word in words if not any(lists.has(each, word) for each in titles)]


def _key(text: str) -> str:
    return " ".join(plain(word.text) for word in cut(text)) or text
