"""Which organisations are clients to be masked, and which places are fine enough to identify."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from guardrails.scrub.folding import plain
from guardrails.scrub.hits import Hit
from guardrails.scrub.lexicon import Lexicon, read_words, stop_words
from guardrails.scrub.sounds import alike
from guardrails.scrub.talk import Talk, Word, cut
from guardrails.scrub.things import is_tool, something

CLIENT, LOCATION = "CLIENT", "LOCATION"
_RARE = 120_000
_UNHEARD = 250_000
_ALIKE = 0.86
_SHORTEST = 4
_TOOL = 1.5
_FAMILIAR = 45_000


class Organisations:
    """Decides on clients by the programme's list, by context, and by rarity."""

    def __init__(self, lexicon: Lexicon, known: Sequence[str], keep: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._known = [name for name in known if name.strip()]
        self._keep = frozenset(plain(word) for phrase in keep for word in phrase.split())

    def find(
        self, talk: Talk, hits: Sequence[Hit], people: frozenset[str], *, programme: bool
    ) -> list[Hit]:
        """Return CLIENT hits: cued or listed organisations and every other mention of them.

        ``people`` are keys of names already found; ``programme`` tells that a roster is known,
        so an unheard-of organisation is more likely a client than a public company.
        """
        if not programme and not self._known:
            return []  # a public call names companies all the time; a programme has clients
        names: list[list[str]] = [[plain(w.text) for w in cut(n)] for n in self._known]
        for hit in hits:
            cued = hit.type == "CLIENT_CUE"
            unheard = hit.type in {"SPACY_ORG", "CLIENT_SHAPE"} and programme
            if not (cued or unheard):
                continue
            words = self._core(self._words(talk, hit), cased=talk.cased)
            if words and self._is_client(talk, hit, words, people, cued=cued):
                names.append([word.key for word in words])
        if programme and talk.cased:
            names += self._compounds(talk, people)
        return self._everywhere(talk, names, people)

    def _compounds(self, talk: Talk, people: frozenset[str]) -> Iterator[list[str]]:
        """``Petrel Cove``, ``Torc Lake``: a rare word with an ordinary one, both with capitals."""
        for piece in talk.pieces:
            for place, (first, second) in enumerate(pairwise(piece.words)):
                shaped = first.capital and second.capital and second.gap == " "
                if not shaped or first.text.isupper() or second.text.isupper():
                    continue
                if first.possessive or not self._is_rare(first.text):
                    continue
                unlike = {first.key, second.key} & (self._keep | read_words("products.txt"))
                ordinary = self._lexicon.rank_lower(second.key) < _FAMILIAR
                ordinary = ordinary and not is_tool(second.key) and second.key not in stop_words()
                unlike |= {first.key} & people
                if ordinary and not unlike and something(piece.words, place + 1) <= 1:
                    yield [first.key, second.key]

    def _is_rare(self, text: str) -> bool:
        return min(self._lexicon.rank(text), self._lexicon.rank_lower(text)) > _RARE // 2

    def _words(self, talk: Talk, hit: Hit) -> list[Word]:
        return [w for w in talk.pieces[hit.piece].words if hit.start <= w.start < hit.end]

    def _core(self, words: list[Word], *, cased: bool) -> list[Word]:
        """The name without what leads to it; without capitals it begins with an unheard-of word."""
        while words and (words[0].text.lower() in stop_words() or (cased and not words[0].capital)):
            words = words[1:]
        while len(words) > 1 and not cased and self._rank(words[0]) <= _UNHEARD:
            words = words[1:]
        return words

    def _is_client(
        self, talk: Talk, hit: Hit, words: list[Word], people: frozenset[str], *, cued: bool
    ) -> bool:
        keys = [word.key for word in words]
        listed = read_words("products.txt")
        if any(key in self._keep or key in listed or key in people for key in keys):
            return False
        if not talk.cased:
            return cued and self._rank(words[0]) > _UNHEARD and len(words[0].text) >= _SHORTEST
        if all(w.text.isupper() for w in words) or not all(_proper(w) for w in words):
            return False
        if self._is_thing(talk, hit, words, cued=cued):
            return False
        rarest = max(self._rank(word) for word in words)
        if cued:
            return rarest > _RARE // 4 or len(words) > 1
        return rarest > _UNHEARD

    def _is_thing(self, talk: Talk, hit: Hit, words: list[Word], *, cued: bool) -> bool:
        all_words = talk.pieces[hit.piece].words
        place = next((i for i, w in enumerate(all_words) if w.start == words[0].start), 0)
        if not cued and (something(all_words, place) > 1 or (len(words) == 1 and words[0].opens)):
            return True
        return len(words) == 1 and self._is_tool(talk, words[0].key)

    def _is_tool(self, talk: Talk, key: str) -> bool:
        """Used as one elsewhere: "the Sunsill order" beside "open Sunsill"."""
        uses = (
            something(piece.words, place)
            for piece in talk.pieces
            for place, word in enumerate(piece.words)
            if word.key == key
        )
        return sum(use for use in uses if use >= 1) >= _TOOL

    def _rank(self, word: Word) -> int:
        return min(self._lexicon.rank(word.text), self._lexicon.rank_lower(word.text))

    def _everywhere(self, talk: Talk, names: list[list[str]], people: frozenset[str]) -> list[Hit]:
        wholes = {" ".join(name) for name in names if name}
        firsts = {
            name[0]
            for name in names
            if name
            and len(name[0]) >= _SHORTEST
            and name[0] not in people
            and not self._lexicon.is_word(name[0])
        }
        hits: list[Hit] = []
        for piece in talk.pieces if names else ():
            words = piece.words
            for place, word in enumerate(words):
                if talk.cased and not word.capital:
                    continue
                for width in (4, 3, 2, 1):
                    window = words[place : place + width]
                    if len(window) == width and self._names(window, wholes, firsts, talk):
                        hits.append(
                            Hit(piece.index, word.start, window[-1].end, CLIENT, 0.9, "clients")
                        )
                        break
        return hits

    def _names(
        self, window: Sequence[Word], wholes: set[str], firsts: set[str], talk: Talk
    ) -> bool:
        key = " ".join(word.key for word in window)
        if talk.cased and not window[0].capital:
            return False
        if key in wholes or (len(window) == 1 and key in firsts):
            return True
        if all(word.key in stop_words() for word in window) or len(key) < _SHORTEST:
            return False
        if talk.cased and not all(word.capital for word in window):
            return False
        if len(window) == 1 and self._lexicon.is_word(key):
            return False
        return any(
            abs(len(name) - len(key)) < _SHORTEST and alike(key, name) >= _ALIKE
            for name in wholes | firsts
        )


def _proper(word: Word) -> bool:
    """A capital, or what may stand between two in the name of a firm."""
    return word.capital or word.text.lower() in {"and", "&", "of", "de", "la", "del", "van", "the"}


def fine_places(talk: Talk, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Places few have heard of: a village or a site points at people, a city does not."""
    found = []
    for hit in hits:
        if hit.type not in {"SPACY_PLACE", "SPACY_SITE"} or not talk.cased:
            continue
        words = [w for w in talk.pieces[hit.piece].words if hit.start <= w.start < hit.end]
        named = [w for w in words if w.capital and w.key not in stop_words()]
        if named and all(lexicon.rank(w.text) > _UNHEARD for w in named):
            found.append(Hit(hit.piece, named[0].start, named[-1].end, LOCATION, 0.6, "places"))
    return found
