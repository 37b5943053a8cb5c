"""The tools and products a brief is about, so that nobody takes them for people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from guardrails.briefs.raw import RawBrief
from guardrails.lexicon import any_of
from guardrails.roster import Roster
from guardrails.scrub.lexicon import stop_words
from guardrails.scrub.situations import somebody
from guardrails.scrub.talk import Word, cut, piece_of
from guardrails.scrub.things import defined_as_things, something
from guardrails.text import RawText

_SIGN = 0.7
_EXPLAINED = 1.0
_SHORTEST = 3
_PEOPLE = frozenset(
    [
        "people",
        "team",
        "staff",
        "crew",
        "group",
        "family",
        "pair",
        "couple",
        "customer",
        "client",
        "friend",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
    ]
)


def things_in(brief: RawBrief, roster: Roster) -> tuple[RawText, ...]:
    """Words with a capital that the brief itself uses as things: "the claims assistant (Otylia)".

    A word without such a sign is not returned, nor is a name of the roster: a brief may name a
    person, and whoever is named must still be masked.
    """
    people = {word.key for person in roster.people for word in cut(person.name.reveal())}
    signs: defaultdict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}
    for text in _texts(brief):
        piece = piece_of(0, text)
        defined = defined_as_things(piece.text)
        for place, word in enumerate(piece.words):
            if not word.capital or word.opens or len(word.text) < _SHORTEST:
                continue
            spelled.setdefault(word.key, word.text)
            signs[word.key] += something(piece.words, place) - 2 * somebody(piece.words, place)
            signs[word.key] += 3.0 * (word.key in defined)
            signs[word.key] += _EXPLAINED * _explains_a_thing(piece.words, place)
    return tuple(
        RawText(spelled[key])
        for key, sign in signs.items()
        if sign >= _SIGN and key not in people and key not in stop_words()
    )


def _explains_a_thing(words: Sequence[Word], place: int) -> bool:
    """``the control-room log (Fergus)``, ``Rosalba, the weekend box``; not ``our nurse (Agnes)``."""
    if [word.gap for word in words[place + 1 : place + 2]] == [", "]:
        told = [word.text.lower() for word in words[place + 1 : place + 5]]
        return told[0] in {"the", "our"} and not any(map(_human, told[1:]))
    if not place or words[place].gap != " (" or words[place - 1].capital:
        return False
    return not _human(words[place - 1].text.lower())


def _human(noun: str) -> bool:
    single = noun.removesuffix("s")
    named = any_of("guardrails", "person_roles.txt").search(single)
    return bool({noun, single} & _PEOPLE or named)


def _texts(brief: RawBrief) -> Iterator[str]:
    fields = (
        (brief.decision, brief.junior_vantage),
        brief.options,
        brief.what_would_change_it,
        tuple(metric.name for metric in brief.metrics),
        brief.off_limits,
        brief.senior_objectives,
        brief.junior_objectives,
    )
    for each in fields:
        for text in each:
            yield text.reveal()
