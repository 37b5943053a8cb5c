"""Names of people in a language without a trained network: evidence, lists and endings, by rule."""

from collections.abc import Iterable, Iterator, Sequence

from guardrails.scrub.folding import plain
from guardrails.scrub.function_words import function_words
from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.names import NameLists
from guardrails.scrub.options import Layer
from guardrails.scrub.profiles import Profile
from guardrails.scrub.recognizers.roster import ALIKE, EXACT, SHORT
from guardrails.scrub.talk import Talk, Word, cut

_HEARD = 0.9
_SHORTEST = 3
_FOUND = frozenset({"SPACY_PERSON", EXACT, SHORT})


class ListedPeople:
    """Every finding counts; ``names`` are the lists of the language."""

    def __init__(self, profile: Profile, names: NameLists, layers: frozenset[Layer]) -> None:
        self._profile = profile
        self._names = names
        self._layers = layers
        self._small = frozenset(plain(word) for word in function_words(profile.code))
        self._ordinary = frozenset(plain(word) for word in profile.ordinary)

    def find(self, talk: Talk, hits: Sequence[Hit], known: Iterable[str]) -> list[Hit]:
        """Return PERSON hits, one a word; ``known`` are full names that must not be missed."""
        chosen = set(self._recognised(talk, hits))
        for piece in talk.pieces:
            for place, word in enumerate(piece.words):
                before = piece.words[place - 1] if place else None
                if self._listed(word, cased=talk.cased) or self._introduced(word, before):
                    chosen.add((piece.index, place))
        chosen |= set(self._given_before(talk, chosen))
        keys = {talk.pieces[piece].words[place].key for piece, place in chosen}
        keys |= {word.key for name in known for word in cut(name)}
        if "propagation" in self._layers:
            chosen |= set(self._again(talk, {k for k in keys if self._distinct(k)}))
            chosen |= set(self._given_before(talk, chosen))
        return [self._hit(talk, *spot) for spot in sorted(chosen)]

    def _hit(self, talk: Talk, piece: int, place: int) -> Hit:
        word = talk.pieces[piece].words[place]
        return Hit(piece, word.start, word.end, PERSON, 0.8, "listed people")

    def _recognised(self, talk: Talk, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
        for hit in hits:
            heard = hit.type == ALIKE and hit.score >= _HEARD
            if hit.type not in _FOUND and not heard:
                continue
            for place, word in enumerate(talk.pieces[hit.piece].words):
                inside = hit.start <= word.start < hit.end
                if inside and (word.key not in self._small or word.capital):
                    yield hit.piece, place

    def _given_before(self, talk: Talk, chosen: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The capital before a name, inside a sentence, is its given name."""
        for piece, place in chosen if talk.cased else ():
            words = talk.pieces[piece].words
            if place and words[place].gap == " " and words[place].capital:
                given = words[place - 1]
                if given.capital and not given.opens and given.key not in self._small:
                    yield piece, place - 1

    def _distinct(self, key: str) -> bool:
        return len(key) >= _SHORTEST and key not in self._small | self._ordinary

    def _listed(self, word: Word, *, cased: bool) -> bool:
        if "lists" not in self._layers or word.key not in self._names.given:
            return False
        if not cased:
            return self._distinct(word.key)
        return word.capital and (self._distinct(word.key) or not word.opens)

    def _introduced(self, word: Word, before: Word | None) -> bool:
        if "context" not in self._layers or before is None or word.gap != " ":
            return False
        return before.text.lower() in self._profile.before and word.capital

    def _again(self, talk: Talk, keys: set[str]) -> Iterator[tuple[int, int]]:
        """Every found name once more, however the sentence inflects it."""
        for piece in talk.pieces:
            for place, word in enumerate(piece.words):
                shown = word.capital or not talk.cased
                if shown and self._bases(word.key) & keys:
                    yield piece.index, place

    def _bases(self, key: str) -> set[str]:
        """The words that ``key`` may be an inflected form of."""
        bare = {key[: -len(end)] for end in self._endings if key.endswith(end)} | {key}
        changed = {
            stem.removesuffix(there) + plain(base)
            for base, forms in self._profile.stems.items()
            for there in map(plain, forms)
            for stem in bare
            if stem.endswith(there)
        }
        return {each for each in bare | changed if len(each) >= _SHORTEST}

    @property
    def _endings(self) -> set[str]:
        return {plain(end) for end in self._profile.endings}
