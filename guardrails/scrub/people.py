"""Which words are names of people: evidence in, spans out."""

from collections.abc import Sequence

from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.talk import Talk

_EVIDENCE = {"SPACY_PERSON": 0.6, "RAMPART_NAME": 0.5}


def find_people(talk: Talk, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Return PERSON hits word by word, every form of a found name through the whole talk."""
    found: set[str] = set()
    for hit in hits:
        if hit.score < _EVIDENCE.get(hit.type, 2):
            continue
        for word in talk.pieces[hit.piece].words:
            if word.start < hit.end and hit.start < word.end and word.text.isalpha():
                found.add(word.key)
    found = {k for k in found if k not in stop_words() and not lexicon.is_everyday(k)}
    people = []
    for piece in talk.pieces:
        for word in piece.words:
            named = lexicon.is_given(word.text) and not lexicon.is_word(word.text)
            if word.key in found or (named and (word.capital or not talk.cased)):
                people.append(Hit(piece.index, word.start, word.end, PERSON, 0.8, "people"))
    return people
