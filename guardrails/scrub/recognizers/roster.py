"""Roster names in any form: exact, short, misspelt, or as a caption heard them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from guardrails.scrub.cues import cues
from guardrails.scrub.folding import plain
from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.sounds import alike
from guardrails.scrub.talk import Word, cut

EXACT, SHORT, ALIKE = "ROSTER_EXACT", "ROSTER_SHORT", "ROSTER_ALIKE"
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "e",
    ]
)
_LEAST = 0.72
_LEAST_WINDOW = 0.74
_LEAST_EVERYDAY = 0.9
_BESIDE = 0.7
_NAME = 0.8
_WIDEST = 3
_SHORTEST_PREFIX = 3


@dataclass
class KnownNames:
    """Every token of the names to find, and the short forms each may have."""

    tokens: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, names: Iterable[str], lexicon: Lexicon) -> "KnownNames":
        """Collect the forms of full names as a roster or a speaker label gives them."""
        known = cls()
        for name in names:
            parts = [plain(w.text) for w in cut(name) if w.text[0].isalpha()]
            parts = [p for p in parts if len(p) > 1 and p not in _PARTICLES]
            known.tokens.update(parts)
            known.wholes.update([*parts, "".join(parts)])
            for word in cut(name):
                if "-" in word.text:
                    known.tokens.update(plain(p) for p in word.text.split("-") if len(p) > 1)
        shorts = lexicon.names.nicknames.items()
        known.shorts = {short for short, fulls in shorts if fulls & known.tokens}
        known.shorts -= known.tokens
        return known

    def is_short(self, key: str) -> bool:
        """A nickname, or the beginning of a name that is no word of its own."""
        if key in self.shorts:
            return True
        return len(key) >= _SHORTEST_PREFIX and any(
            token.startswith(key) and len(token) > len(key) for token in self.tokens
        )

    def likeness(self, text: str) -> float:
        """Best likeness of ``text`` to any of the names."""
        return max((alike(text, whole) for whole in self.wholes), default=0.0)


class RosterNames(EntityRecognizer):
    """An ad hoc recognizer: made for one talk and its names."""

    def __init__(self, known: KnownNames, lexicon: Lexicon, language: str = "en") -> None:
        self._known = known
        self._lexicon = lexicon
        super().__init__(
            supported_entities=[EXACT, SHORT, ALIKE], name="roster", supported_language=language
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return exact, short and alike forms with their likeness as score."""
        del entities, nlp_artifacts
        if not self._known.tokens:
            return []
        words = cut(text)
        cased = any(word.capital for word in words)
        results: list[RecognizerResult] = []
        for place, word in enumerate(words):
            if word.text[0].isalpha():
                results += self._single(word) or self._beside(words, place)
                results += self._windows(words, place, cased=cased)
        return results

    def _single(self, word: Word) -> list[RecognizerResult]:
        key = word.key
        if key in self._known.tokens:
            return [RecognizerResult(EXACT, word.start, word.end, 1.0)]
        if key in stop_words() or len(key) < 2:  # noqa: PLR2004
            return []
        if self._known.is_short(key) and (
            key in self._known.shorts or not self._lexicon.is_word(key)
        ):
            return [RecognizerResult(SHORT, word.start, word.end, 0.9)]
        if self._lexicon.is_word(key) and not word.capital:
            return []
        score = self._known.likeness(key)
        return [RecognizerResult(ALIKE, word.start, word.end, score)] if score > _LEAST else []

    def _beside(self, words: Sequence[Word], place: int) -> list[RecognizerResult]:
        """``show tanigaki``: an ordinary word where the first name of a full name stands."""
        word, follower = words[place], words[place + 1 : place + 2]
        if not follower or follower[0].gap != " " or follower[0].key not in self._known.tokens:
            return []
        if self._lexicon.is_word(follower[0].key) or self._known.likeness(word.key) < _BESIDE:
            return []
        return [RecognizerResult(ALIKE, word.start, word.end, 0.9)]

    def _windows(self, words: Sequence[Word], place: int, *, cased: bool) -> list[RecognizerResult]:
        results: list[RecognizerResult] = []
        for width in range(2, _WIDEST + 1):
            window = words[place : place + width]
            if len(window) < width or any(w.gap not in {" ", "-"} for w in window[1:]):
                break
            if not self._could_be_heard(words, place, window, cased=cased):
                continue
            score = self._known.likeness("".join(word.text for word in window))
            everyday = not cased and all(self._lexicon.is_everyday(w.key) for w in window)
            if score > (_LEAST_EVERYDAY if everyday else _LEAST_WINDOW):
                results.append(RecognizerResult(ALIKE, window[0].start, window[-1].end, score))
        return results

    def _names_follow(self, before: Word) -> bool:
        """Where everyday words may be a name: after a name, a greeting, "me", "I'm"."""
        small = before.text.lower()
        slot = small in {"me", "as"} or cues().has("person_left", small)
        return slot or cues().has("honorific", small) or self._known.likeness(small) >= _NAME

    def _could_be_heard(
        self, words: Sequence[Word], place: int, window: Sequence[Word], *, cased: bool
    ) -> bool:
        if any(not word.text[0].isalpha() for word in window):
            return False
        if cased and not all(word.capital for word in window):
            return False
        keys = [word.key for word in window]
        if any(key in self._known.tokens for key in keys):
            return False
        small = all(word.text.lower() in stop_words() for word in window)
        telling = cased or not all(self._lexicon.is_everyday(key) for key in keys)
        return (telling and not small) or (place > 0 and self._names_follow(words[place - 1]))
