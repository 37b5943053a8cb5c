"""Which words are names of people: evidence in, word-by-word hits out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from guardrails.scrub.aliases import aliases
from guardrails.scrub.classifier import Network
from guardrails.scrub.features import Candidate, candidates_of, strongest
from guardrails.scrub.folding import plain
from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.lexicon import Lexicon, read_words, stop_words
from guardrails.scrub.namesakes import Place, Senses, judged, verdict
from guardrails.scrub.options import ALL_LAYERS, Layer
from guardrails.scrub.recognizers.roster import ALIKE, EXACT, SHORT
from guardrails.scrub.situations import (
    after_honorific,
    calendar,
    honored,
    is_calendar,
    named_by_a_word,
    plainly_titled,
    respectful,
    somebody,
    talked_with,
)
from guardrails.scrub.talk import Piece, Talk, Word
from guardrails.scrub.things import defined_as_things, is_kind_of_thing, is_name_of_thing, something

_ACCEPT = 0.25
_CONTRACTED = re.compile(r"'(?:ll|ve|d|re|m|t)$")
_NEVER = frozenset({"i", "i'm", "i'll", "i've", "i'd", "mr", "mrs", "ms", "dr"})
_SURE = 0.5
_LIKELY = 0.35
_RARE_NAME = 0.6
_HEARD = 0.8
_SHORTEST = 3
_CITY = 2_000
_FAMILIAR = 45_000
_ARTICLES = frozenset({"a", "an"})
_COUNTS = frozenset(
    {"hundred", "thousand", "million", "two", "three", "four", "five", "ten", "many"}
)
_ALSO_NAMES = frozenset({"will", "may", "june", "april", "august"})
"""Small words that are common given names of English."""
_TITLES = frozenset({"sir", "madam"})
_LISTED_NAME = 1.9
_MOST_TALK = 0.8
_OFF_ROSTER, _EACH_MENTION, _LEAST_MARGIN, _SOME_SIGN = 0.9, 0.25, -0.5, 1.0
_PLACE = 1  # the column of spaCy's places in a candidate's row
_NAMED = 1.4
_INTRODUCED = 1.5
_DENIED = -1.0
_NAMED_ROSTER = 0.6
_INTRODUCED_LEAST = 0.4
_NEUTRAL = 0.3
_HARDLY = 0.08
_PROBABLE = 0.6
_WORDLIKE = -0.7
_SEEN_SMALL = 150_000


@cache
def _products() -> frozenset[str]:
    return read_words("products.txt")


def _exact(talk: Talk, hits: Sequence[Hit]) -> set[str]:
    """Words of the roster as it spells them: whoever bears a tool's name is still masked."""
    named = [hit for hit in hits if hit.type == EXACT]
    return {plain(talk.pieces[hit.piece].text[hit.start : hit.end]) for hit in named}


def _product(word: Word) -> bool:
    return word.key in _products()


@cache
def _interjections() -> frozenset[str]:
    return read_words("interjections.txt")


@dataclass
class Ruling:
    """What is decided about every spelling of the talk."""

    accepted: set[str] = field(default_factory=set)
    roster: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    judged: dict[Place, float] = field(default_factory=dict)
    """Chances of words that are also names, where the reader of namesakes read the talk."""


class People:
    """Decides by the classifier, then by rules that must hold whatever it says."""

    def __init__(
        self,
        lexicon: Lexicon,
        network: Network,
        keep: Iterable[str] = (),
        layers: frozenset[Layer] = ALL_LAYERS,
    ) -> None:
        self._layers = layers
        self._lexicon = lexicon
        self._network = network
        self._keep = frozenset(word.lower() for phrase in keep for word in phrase.split())

    def find(self, talk: Talk, hits: Sequence[Hit], senses: Senses | None = None) -> list[Hit]:
        """Return PERSON hits, one a word; neighbours are joined later."""
        candidates, rows = candidates_of(talk, hits, self._lexicon)
        chances = self._network.chances(rows) if "network" in self._layers else strongest(rows)
        ruling = self._rule(talk, hits, candidates)
        if senses is not None:
            ruling.judged = judged(candidates, chances, senses, self._lexicon, ruling.roster)
        chosen: dict[tuple[int, int], float] = {}
        for candidate, chance in zip(candidates, chances, strict=True):
            if self._is_person(talk, candidate, float(chance), ruling):
                chosen[candidate.piece, candidate.place] = float(chance)
                self._remember(candidate.word, float(chance), ruling)
        for piece, place in self._with_surname(talk, candidates, chosen):
            chosen[piece, place] = _SURE
        for piece, place in (*self._heard(talk, hits), *aliases(talk, hits, self._lexicon)):
            chosen.setdefault((piece, place), _SURE)
        again = self._propagated(talk, ruling) if "propagation" in self._layers else ()
        for piece, place in again:
            chosen.setdefault((piece, place), _SURE)
        for piece, place in list(chosen):
            for beside in respectful(talk.pieces[piece].words, place):
                chosen.setdefault((piece, beside), _SURE)
        return [self._hit(talk, piece, place) for piece, place in sorted(chosen)]

    def _with_surname(
        self, talk: Talk, candidates: Sequence[Candidate], chosen: Mapping[tuple[int, int], float]
    ) -> list[tuple[int, int]]:
        """``Penny Achterberg`` is a person, also where the talk is about a tool named Penny."""
        found = []
        for candidate in candidates:
            behind = (candidate.piece, candidate.place + 1)
            words = talk.pieces[candidate.piece].words
            if (candidate.piece, candidate.place) in chosen or chosen.get(behind, 0.0) < _HEARD:
                continue
            surname = words[behind[1]]
            beside = surname.gap == " " and surname.capital == candidate.word.capital
            given = self._lexicon.is_given(candidate.word.key)
            if beside and given and not self._ordinary(surname.key):
                found.append((candidate.piece, candidate.place))
        return found

    def _hit(self, talk: Talk, piece: int, place: int) -> Hit:
        word = talk.pieces[piece].words[place]
        return Hit(piece, word.start, word.end, PERSON, 0.9, "people")

    def _rule(self, talk: Talk, hits: Sequence[Hit], candidates: Sequence[Candidate]) -> Ruling:
        ruling = Ruling(roster=self._on_roster(talk, hits))
        if "vetoes" in self._layers:
            programme = bool(ruling.roster)
            things = self._things(talk, candidates, programme=programme)
            ruling.things = things - ruling.roster | (self._keep - _exact(talk, hits))
        if "context" in self._layers:
            ruling.introduced = {
                c.word.key for c in candidates if self._introduced(c, talk.pieces[c.piece].words)
            }
        return ruling

    def _on_roster(self, talk: Talk, hits: Sequence[Hit]) -> set[str]:
        keys: set[str] = set()
        for hit in hits:
            if hit.type in {EXACT, SHORT} or (hit.type == ALIKE and hit.score >= _HEARD):
                words = [w for w in talk.pieces[hit.piece].words if hit.start <= w.start < hit.end]
                if hit.type == ALIKE and (len(words) > 1 or self._ordinary(words[0].key)):
                    continue
                keys.update(word.key for word in words if hit.type == EXACT or not _product(word))
        return keys

    def _things(self, talk: Talk, candidates: Sequence[Candidate], *, programme: bool) -> set[str]:
        """Names that the talk, all its mentions together, uses for a tool or a brand.

        In a ``programme``'s talk the people who are spoken of again and again stand on the
        roster, so the more often another name is heard the fewer signs make it a tool.
        """
        things = set().union(*(defined_as_things(piece.text) for piece in talk.pieces))
        scores: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for candidate in candidates:
            words = talk.pieces[candidate.piece].words
            score = scores[candidate.word.key]
            talked = talked_with(words, candidate.place)
            score[0] += somebody(words, candidate.place) - talked
            score[1] += something(words, candidate.place)
            score[2] += 1
            score[3] += talked
        for key, (sure, thing, count, talked) in scores.items():
            person = sure + min(talked, _MOST_TALK)
            listed = key in _products()
            margin = 0.0 if listed else _LISTED_NAME if self._lexicon.is_given(key) else 1.0
            if programme and not listed and thing >= _SOME_SIGN:
                margin = max(_LEAST_MARGIN, _OFF_ROSTER - _EACH_MENTION * (count - 1))
            if thing > person + margin or (listed and person <= 1):
                things.add(key)
        return things

    def _is_person(self, talk: Talk, candidate: Candidate, chance: float, ruling: Ruling) -> bool:
        word, words = candidate.word, talk.pieces[candidate.piece].words
        key = word.key
        if key in _NEVER or _CONTRACTED.search(key):
            return False
        called_sunday = key in ruling.roster and is_calendar(key) and chance >= _HEARD
        named_outright = called_sunday or self._by_title(words, candidate.place)
        if named_outright or self._is_something(words, candidate.place):
            return named_outright
        named = verdict(ruling.judged.get((candidate.piece, candidate.place)))
        if named is not None and key not in self._keep:
            return named
        if key in ruling.roster:
            return self._is_of_roster(talk, candidate, chance, words)
        if key in ruling.things or self._is_phrase(words, candidate.place):
            return False
        return self._by_chance(talk, candidate, chance, ruling)

    def _by_chance(self, talk: Talk, candidate: Candidate, chance: float, ruling: Ruling) -> bool:
        """What is neither on the roster nor known for a thing: by network and rules."""
        key, words = candidate.word.key, talk.pieces[candidate.piece].words
        if self._ordinary(key) and not talk.cased:
            return self._is_word_as_name(candidate, chance, ruling, words)
        return self._is_stranger(talk, candidate, chance, words)

    def _by_title(self, words: Sequence[Word], place: int) -> bool:
        """``Mr Friday`` and ``Sho san``, whatever the word means otherwise."""
        if "context" not in self._layers:
            return False
        if plainly_titled(words, place):
            return True
        word = words[place].key not in stop_words()
        return word and honored(words, place) and not calendar(words, place)

    def _is_of_roster(
        self, talk: Talk, candidate: Candidate, chance: float, words: Sequence[Word]
    ) -> bool:
        word, ordinary = candidate.word, self._ordinary(candidate.word.key)
        if not word.capital and self._with_article(word, words, candidate.place):
            return False
        seen = ordinary or self._lexicon.rank_lower(word.key) < _SEEN_SMALL
        if talk.cased and word.text.islower() and seen:
            return False
        if not ordinary or (word.capital and not word.opens):
            return True
        named = named_by_a_word(words, candidate.place)
        if talk.cased:
            return named > -chance
        if word.key in stop_words() and not is_calendar(word.key):
            return named >= _NAMED_ROSTER or (chance >= _ACCEPT and named > _DENIED)
        return named > _WORDLIKE

    def _is_word_as_name(
        self, candidate: Candidate, chance: float, ruling: Ruling, words: Sequence[Word]
    ) -> bool:
        """Grace, Will, June, Gift in text without capitals, and not on the roster."""
        key = candidate.word.key
        in_context = "context" in self._layers
        named = named_by_a_word(words, candidate.place) if in_context else 0.0
        least = _INTRODUCED_LEAST if key in ruling.introduced else _NAMED
        listed = self._lexicon.is_given(key) or self._lexicon.is_rarely_given(key)
        if self._with_article(candidate.word, words, candidate.place):
            return False
        likely = named > _NEUTRAL if chance < _PROBABLE else named > _WORDLIKE
        called = listed and named >= least and chance >= _HARDLY
        return called or (chance >= _ACCEPT and likely)

    def _is_stranger(
        self, talk: Talk, candidate: Candidate, chance: float, words: Sequence[Word]
    ) -> bool:
        word, key = candidate.word, candidate.word.key
        titled = after_honorific(words, candidate.place) and word.capital
        if "context" in self._layers and titled and (len(key) == 1 or not word.text.isupper()):
            return key not in _TITLES
        if self._plainly_given(talk, word) and not candidate.row[_PLACE]:
            return True
        if not talk.cased:
            return chance >= _ACCEPT and not self._with_article(word, words, candidate.place)
        if word.text.islower():
            return chance >= _SURE and not self._ordinary(key)
        rare = self._ordinary(key) and not self._lexicon.is_given(key)
        return len(word.text) > 1 and chance >= (_RARE_NAME if rare else _ACCEPT)

    def _is_phrase(self, words: Sequence[Word], place: int) -> bool:
        """``Kia ora``, ``Dear staff``, ``thank-you``: words of greeting, and words joined."""
        text = words[place].text.lower()
        parts = text.split("-")
        if len(parts) > 1 and all(self._ordinary(part) or len(part) == 1 for part in parts):
            return True
        if text not in _interjections():
            return False
        follower = words[place + 1] if place + 1 < len(words) else None
        if follower is None or not follower.capital or follower.gap != " ":
            return True  # nobody is greeted
        return self._ordinary(follower.key) or follower.text.lower() in _interjections()

    def _with_article(self, word: Word, words: Sequence[Word], place: int) -> bool:
        """``a pat on the back``, ``a victor and a loser``, ``two hundred bob``."""
        left = words[place - 1].text.lower() if place and words[place].gap == " " else ""
        counted = left in _ARTICLES or left in _COUNTS or left.isdigit()
        return counted and self._lexicon.rank_lower(word.key) < _FAMILIAR

    def _is_something(self, words: Sequence[Word], place: int) -> bool:
        return calendar(words, place) or self._part_of_thing(words, place)

    def _part_of_thing(self, words: Sequence[Word], place: int) -> bool:
        """``Apple`` and ``Notes`` of "Apple Notes", and "a Mercedes"."""
        if is_name_of_thing(words, place):
            return True
        before = words[place - 1] if place else None
        if before is None or words[place].gap != " ":
            return False
        small = before.text.lower()
        if small in {"a", "an", "the"} and words[place].key in _products():
            return True
        return is_name_of_thing(words, place - 1) and is_kind_of_thing(words[place].text.lower())

    def _introduced(self, candidate: Candidate, words: Sequence[Word]) -> bool:
        """A word that once in the talk is clearly a name may be one elsewhere."""
        key = candidate.word.key
        listed = self._lexicon.is_given(key) or self._lexicon.is_rarely_given(key)
        if key in stop_words() and key not in _ALSO_NAMES:
            return False
        return listed and named_by_a_word(words, candidate.place) >= _INTRODUCED

    def _ordinary(self, key: str) -> bool:
        return self._lexicon.is_word(key) or key in stop_words()

    def _plainly_given(self, talk: Talk, word: Word) -> bool:
        """A given name written as one: capital inside a sentence, or no word of the language."""
        if "lists" not in self._layers:
            return False
        if not self._lexicon.is_given(word.text) or len(word.text) < _SHORTEST:
            return False
        if not talk.cased or not word.capital or word.text.isupper() or word.key in stop_words():
            return False
        ordinary = self._lexicon.is_word(word.key)
        return not word.opens if ordinary else self._lexicon.rank(word.text) > _CITY

    def _heard(self, talk: Talk, hits: Sequence[Hit]) -> Iterable[tuple[int, int]]:
        """Captions of roster names that fell apart into several words: "Ten Mozy"."""
        for hit in hits:
            if hit.type != ALIKE or hit.score < _HEARD:
                continue
            words = talk.pieces[hit.piece].words
            places = [i for i, w in enumerate(words) if hit.start <= w.start < hit.end]
            if len(places) > 1:
                yield from ((hit.piece, place) for place in places)

    def _remember(self, word: Word, chance: float, ruling: Ruling) -> None:
        ordinary = self._ordinary(word.key)
        if chance >= _LIKELY and len(word.key) >= _SHORTEST and not ordinary:
            ruling.accepted.add(word.key)

    def _propagated(self, talk: Talk, ruling: Ruling) -> Iterable[tuple[int, int]]:
        """Every other occurrence of a found name that is no word of the language."""
        for piece in talk.pieces:
            for place, word in enumerate(piece.words):
                if self._same(talk, word, ruling) and not is_name_of_thing(piece.words, place):
                    yield piece.index, place

    def _same(self, talk: Talk, word: Word, ruling: Ruling) -> bool:
        key = word.key
        if key in ruling.things:
            return False
        if key in ruling.accepted:
            seen = self._lexicon.rank_lower(key) < _SEEN_SMALL
            return not (talk.cased and word.text.islower() and seen)
        plural = key.removesuffix("s")
        return (
            plural != key
            and word.capital
            and len(plural) > _SHORTEST
            and plural in ruling.accepted | ruling.roster
            and not self._lexicon.is_word(key)
        )


def joined(piece: Piece, hits: Sequence[Hit]) -> list[Hit]:
    """Join neighbouring name words (and the initials and particles between them) to one span."""
    ordered = sorted(hits, key=lambda hit: hit.start)
    spans: list[Hit] = []
    for hit in ordered:
        last = spans[-1] if spans else None
        between = piece.text[last.end : hit.start] if last else ""
        if last and between in {" ", "-", ". ", "."}:
            spans[-1] = Hit(hit.piece, last.start, hit.end, PERSON, last.score, last.source)
        else:
            spans.append(hit)
    return spans
