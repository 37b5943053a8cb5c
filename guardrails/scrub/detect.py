"""The walk from a talk to what must be masked in it."""

import re
import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from presidio_analyzer import EntityRecognizer

from guardrails.roster import Roster
from guardrails.scrub.casing import recase
from guardrails.scrub.chunks import chunked
from guardrails.scrub.classifier import Network, name_network
from guardrails.scrub.engine import NamesOnlySpacy, PresidioEngine
from guardrails.scrub.features import Candidate, Matrix, candidates_of
from guardrails.scrub.folding import plain
from guardrails.scrub.function_words import function_words
from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.layers import of_layers
from guardrails.scrub.lexicon import Lexicon, lexicon_of
from guardrails.scrub.listed_people import ListedPeople
from guardrails.scrub.names import names_of
from guardrails.scrub.namesakes import Senses, WordModel
from guardrails.scrub.options import Layer, ScrubOptions
from guardrails.scrub.organisations import Organisations, fine_places
from guardrails.scrub.people import People, joined
from guardrails.scrub.profiles import Profile, profile_of
from guardrails.scrub.recognizers import patterns, spoken
from guardrails.scrub.recognizers.misheard import MisheardNames
from guardrails.scrub.recognizers.roster import KnownNames, RosterNames
from guardrails.scrub.registry import recognizers_of
from guardrails.scrub.spans import merge, of_piece
from guardrails.scrub.spelling import initials, letters_of, spelled
from guardrails.scrub.talk import Piece, Talk, cut

_TYPES = {
    **patterns.TYPES,
    **spoken.TYPES,
    "EXACT_DATE": "DATE",
    "STREET_ADDRESS": "ADDRESS",
    "FINE_PLACE": "LOCATION",
}


@dataclass(frozen=True, slots=True)
class _Loaded:
    engine: PresidioEngine
    lexicon: Lexicon
    profile: Profile


@dataclass(frozen=True, slots=True)
class Evidence:
    """What every recognizer found in a talk, before anything is decided.

    ``names`` are the known names (roster, speakers, header); ``hits`` are by piece; ``senses`` tell
    of words that are also names, where a model was given.
    """

    talk: Talk
    roster: Roster
    names: tuple[str, ...]
    hits: tuple[Hit, ...]
    senses: Senses | None


class Detector:
    """Finds everything to mask in a talk; models load once, at the first need."""

    def __init__(
        self,
        options: ScrubOptions,
        network: Network | None = None,
        profile: Profile | None = None,
        model: WordModel | None = None,
    ) -> None:
        self._options = options
        self._model = model
        self._network = network
        self._profile = profile
        self._loaded: _Loaded | None = None
        self._lock = threading.Lock()

    def load(self) -> _Loaded:
        """Load models and lists once."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> _Loaded:
        profile = self._profile or profile_of(self._options.language)
        nlp = NamesOnlySpacy(profile.code, bare=profile.model is None)
        known = nlp.words_by_frequency() if profile.trained else function_words(profile.code)
        lexicon = lexicon_of(known)
        recognizers = recognizers_of(profile, self._options.layers, lexicon)
        return _Loaded(PresidioEngine(nlp, recognizers, self._options), lexicon, profile)

    def find(
        self, talk: Talk, roster: Roster, speakers: Sequence[str], header: str = ""
    ) -> list[Hit]:
        """Return merged hits with placeholder types, by piece and position.

        Raises:
            ScrubFailed: when a recognizer failed or timed out.
        """
        return self.decide(self.gather(talk, roster, speakers, header))

    def gather(
        self, talk: Talk, roster: Roster, speakers: Sequence[str], header: str = ""
    ) -> Evidence:
        """Run every recognizer once; nearly all the cost of :meth:`find`.

        Raises:
            ScrubFailed: when a recognizer failed or timed out.
        """
        names = [*_names(roster, speakers), *_header_names(header)]
        hits = self._evidence(talk, self.load(), names)
        return Evidence(talk, roster, tuple(names), tuple(hits), self._senses(talk))

    def _senses(self, talk: Talk) -> Senses | None:
        wanted = self.load().profile.trained and "namesakes" in self._options.layers
        return Senses(talk, self._model) if self._model and wanted else None

    def decide(self, evidence: Evidence, layers: frozenset[Layer] | None = None) -> list[Hit]:
        """Decide what is masked; ``layers`` fewer than were gathered measures what each gives."""
        layers = self._options.layers if layers is None else layers
        found = of_layers(evidence.hits, layers)
        talk = evidence.talk
        hits = [
            Hit(h.piece, h.start, h.end, _TYPES[h.type], h.score, h.source)
            for h in found
            if h.type in _TYPES
        ]
        people = self._people(evidence, found, layers)
        hits += people
        hits += self._places_and_clients(evidence, found, people, layers)
        by_piece: defaultdict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_piece[hit.piece].append(hit)
        return [hit for piece in talk.pieces for hit in merge(by_piece[piece.index])]

    def candidates(
        self, talk: Talk, roster: Roster, speakers: Sequence[str]
    ) -> tuple[list[Candidate], Matrix]:
        """What the name network sees of a talk, for training it.

        Raises:
            ScrubFailed: when a recognizer failed or timed out.
        """
        return candidates_of(talk, self.gather(talk, roster, speakers).hits, self.load().lexicon)

    def _people(
        self, evidence: Evidence, hits: Sequence[Hit], layers: frozenset[Layer]
    ) -> list[Hit]:
        talk, loaded = evidence.talk, self.load()
        if loaded.profile.trained:
            network = self._network or name_network()
            keep = self._keep(evidence.roster)
            senses = evidence.senses if "namesakes" in layers else None
            found = People(loaded.lexicon, network, keep, layers).find(talk, hits, senses)
            known = [person.name.reveal() for person in evidence.roster.people]
            found += initials(talk, known) if "context" in layers else []
        else:
            listed = ListedPeople(loaded.profile, names_of(loaded.profile.name_lists), layers)
            found = listed.find(talk, hits, evidence.names)
        keys = {plain(w.text) for name in evidence.names for w in cut(name)}
        keys |= {plain(talk.pieces[h.piece].text[h.start : h.end]) for h in found}
        found += spelled(talk, hits, keys)
        people = [h for h in found if h.type == PERSON]
        others = [h for h in found if h.type != PERSON]
        return others + [
            hit for piece in talk.pieces for hit in joined(piece, of_piece(people, piece.index))
        ]

    def _places_and_clients(
        self,
        evidence: Evidence,
        hits: Sequence[Hit],
        people: Sequence[Hit],
        layers: frozenset[Layer],
    ) -> list[Hit]:
        talk, roster, loaded = evidence.talk, evidence.roster, self.load()
        known = [name.reveal() for name in (*roster.clients, *self._options.clients)]
        keys = frozenset(
            word.key
            for hit in people
            for word in cut(talk.pieces[hit.piece].text[hit.start : hit.end])
        )
        found: list[Hit] = []
        if "clients" in layers:
            judge = Organisations(loaded.lexicon, known, self._keep(roster))
            cues = hits if loaded.profile.trained else ()
            found += judge.find(talk, cues, keys, programme=bool(roster.people))
        if "places" in layers and loaded.profile.trained:
            found += fine_places(talk, hits, loaded.lexicon)
        return found

    def _keep(self, roster: Roster) -> tuple[str, ...]:
        return (*self._options.keep, *(word.reveal() for word in roster.keep))

    def _evidence(self, talk: Talk, loaded: _Loaded, names: Sequence[str]) -> list[Hit]:
        texts = self._readable_texts(talk, loaded.lexicon, names)
        chunks = list(chunked(texts, self._options.chunk))
        extra: list[EntityRecognizer] = []
        if "roster" in self._options.layers and names:
            known = KnownNames.of(names, loaded.lexicon)
            extra.append(RosterNames(known, loaded.lexicon, self._options.language))
            extra.append(MisheardNames(known, self._options.language))
        found = loaded.engine.analyze([chunk.text for chunk in chunks], extra)
        homes = (chunk.home(hit) for chunk, hits in zip(chunks, found, strict=True) for hit in hits)
        return [hit for hit in homes if hit is not None]

    def _readable_texts(
        self, talk: Talk, lexicon: Lexicon, names: Sequence[str]
    ) -> list[tuple[Piece, str]]:
        if talk.cased:
            return [(piece, piece.text) for piece in talk.pieces]
        known = frozenset(plain(word.text) for name in names for word in cut(name))
        return [(piece, recase(piece.text, lexicon, known)) for piece in talk.pieces]

    def same_people(self, roster: Roster) -> list[list[str]]:
        """Forms that name the same person of the roster; a nickname two could bear is left out."""
        nicknames = self.load().lexicon.names.nicknames
        names = [person.name.reveal() for person in roster.people]
        groups = [[word.text for word in cut(name) if len(word.text) > 1] for name in names]
        keys = [{plain(part) for part in group} for group in groups]
        shorts: list[list[str]] = [[] for _ in groups]
        for short, fulls in nicknames.items():
            bearers = [number for number, own in enumerate(keys) if own & fulls]
            if len(bearers) == 1 and not any(short in own for own in keys):
                shorts[bearers[0]].append(short)
        initials = _initials(groups)
        return [
            [name, *group, *short, *letters]
            for name, group, short, letters in zip(names, groups, shorts, initials, strict=True)
        ]


def _initials(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """Letters that stand for each name in notes ("K.", "KT"); what two could bear is left out."""
    letters = [set(letters_of(group)) - {""} for group in groups]
    borne = Counter(each for own in letters for each in own)
    return [[each for each in own if borne[each] == 1] for own in letters]


def _names(roster: Roster, speakers: Sequence[str]) -> list[str]:
    return [person.name.reveal() for person in roster.people] + list(speakers)


_HEADER_NAME = re.compile(
    r"^(?:speakers?|participants?|attendees|with)\b[:\s]*(.*)", re.IGNORECASE | re.MULTILINE
)


def _header_names(header: str) -> list[str]:
    """Names that the header of a transcript lists as speakers."""
    listed = [name for found in _HEADER_NAME.findall(header) for name in found.split(",")]
    return [name.strip() for name in listed if name.strip()[:1].isupper()]
