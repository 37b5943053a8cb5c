"""What is known about a word before its context is read.

The vectors of en_core_web_md are stored in the order of GloVe's training corpus, so a word's
position is its frequency rank, and ranks are known for "Wade" and "wade" apart: the cheapest
general knowledge there is of which words are names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guardrails.scrub.folding import plain
from guardrails.scrub.names import NameLists, name_lists

UNKNOWN = 900_000
"""The rank given to words the corpus does not hold (it holds about 514,000)."""
_EVERYDAY = 12_000
_FAMILIAR = 45_000
_NAME_FACTOR = 3.0
_DATA = Path(__file__).parent / "data"


def read_words(name: str) -> frozenset[str]:
    """Read a word list of this package: words by white space, ``#`` starts a comment line."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def read_lines(name: str) -> list[str]:
    """Read a list of phrases of this package, one a line; ``#`` starts a comment line."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Ranks (0 = most frequent) by exact spelling, and the name lists."""

    ranks: Mapping[str, int]
    names: NameLists

    def rank(self, word: str) -> int:
        """Frequency rank of this exact spelling; :data:`UNKNOWN` when unseen."""
        return self.ranks.get(word, UNKNOWN)

    def rank_lower(self, word: str) -> int:
        """Rank of the word written small."""
        return self.rank(word.lower())

    def rank_title(self, word: str) -> int:
        """Rank of the word written with one capital."""
        return self.rank(word[:1].upper() + word[1:].lower())

    def properness(self, word: str) -> float:
        """How many times more frequent the capitalised spelling is than the small one."""
        return (self.rank_lower(word) + 1) / (self.rank_title(word) + 1)

    def is_everyday(self, word: str) -> bool:
        """A word everybody uses, written small."""
        return self.rank_lower(word) < _EVERYDAY and self.properness(word) < _NAME_FACTOR

    def is_word(self, word: str) -> bool:
        """An ordinary word of the language, written small at least as often as capitalised."""
        lower = self.rank_lower(word)
        return lower < _FAMILIAR and self.properness(word) < _NAME_FACTOR

    def is_given(self, word: str) -> bool:
        """A given name of some country."""
        return plain(word) in self.names.given

    def is_rarely_given(self, word: str) -> bool:
        """A given name of few."""
        return plain(word) in self.names.rarely_given

    def is_surname(self, word: str) -> bool:
        """A family name of some country."""
        return plain(word) in self.names.surnames

    def is_name(self, word: str) -> bool:
        """Stands in any list of names."""
        return self.is_given(word) or self.is_surname(word) or self.is_rarely_given(word)

    def is_unseen(self, word: str) -> bool:
        """Neither spelling is in the corpus."""
        return self.rank_lower(word) == UNKNOWN and self.rank_title(word) == UNKNOWN

    def is_proper(self, word: str) -> bool:
        """Written with a capital far more often than small (a name of someone or something)."""
        return self.rank_title(word) < UNKNOWN and self.properness(word) >= _NAME_FACTOR


def lexicon_of(keys: Iterable[str]) -> Lexicon:
    """Build a lexicon from words in the order of their frequency."""
    return Lexicon({word: rank for rank, word in enumerate(keys)}, name_lists())


@cache
def stop_words() -> frozenset[str]:
    """Function words, fillers and the small change of talk: never a name on their own."""
    return read_words("stop_words.txt")
