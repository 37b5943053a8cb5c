"""Whose view is it? In notes the senior speaks inside the junior's bullets: ``Jo: "..."``.

The senior of notes is the person who is most often reported as saying, thinking or asking; in
clean text that is a placeholder or an initial, a title, or "he" and "she" where nobody else was
named before. What this person thinks, asks, promises or does is passed over; what a colleague
told, and what the junior saw, stays.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.disregard.found import Disregarded
from guardrails.lexicon import read_phrases
from guardrails.scrub.results import CleanTurn
from guardrails.transcript.pieces import LONGEST, Cut, cut, sentences

_NAME: Final = r"(?:<PERSON_\d+>|[A-Z\u00c0-\u00de]\.|[A-Z\u00c0-\u00de]\b|[A-Z][a-z]+)"
_TITLE: Final = (
    r"(?:[Mm]adam|[Mm]a'am|[Ss]ir|(?:[Mm]y |[Tt]he )?(?:boss|chief|senior|mentor|big boss)"
    r"(?! of\b)|[Tt]he (?:CEO|COO|CFO|CTO|CIO|CHRO|CMO|MD|VP|director|president|minister)(?! of\b))"
)
_PRONOUN: Final = r"(?:[Hh]e|[Ss]he)"
_ROLE: Final = f"(?:{'|'.join(read_phrases('guardrails', 'person_roles.txt'))})"
_WHO: Final = rf"(?:(?P<pronoun>{_PRONOUN})\b|(?P<title>{_TITLE})\b|(?P<name>{_NAME}))"
_VERBS: Final = (
    r"(?:says?|said|thinks?|thought|believes?|believed|feels?|felt|asks?|asked|wants?|wanted"
    r"|suggests?|suggested|reckons?|reckoned|argues?|argued|insists?|insisted|likes?|liked"
    r"|prefers?|preferred|laughed|laughs|loves?|loved|hates?|hated|smiled|smiles|wonders?|wondered"
    r"|defends?|defended|surprised|went|goes|did(?:n't| not) (?:like|know|agree|believe)"
    r"|doesn't (?:like|agree|believe|think)|agrees?|agreed|promised|promises|explained|explains"
    r"|replied|replies|assumed|assumes|claims?|claimed|hopes?|hoped|expects?|expected|told|tells"
    r"|mentions?|mentioned|worried|worries|nodded|nods|sees?|saw|opened|closed|swears|swore|plans?"
    r"|sighed|frowned|admits?|admitted|doubts?|doubted|knows|knew|had not heard|hadn't heard"
    r"|(?:wd|would|'d|'d) (?:like|love|rather|prefer|want)|(?:will|'ll|is going to|'s going to)"
    r" (?:ask|think|check|look|come|send|talk|try|bring|raise|see|take|ring|call|write|visit)"
    r"|(?:is|was|'s|seems?|seemed|looked|sounded) (?:very |quite |really |rather |a bit |not )*"
    r"(?:sure|convinced|proud|of the opinion|surprised|for|against|keen|afraid|happy|glad|sceptical"
    r"|skeptical|worried|silent|quiet|interested|certain|clear|fine|ok|okay|in favou?r|all for"
    r"|annoyed|angry|shocked|pleased|sold|not amused))"
)
_SLOW: Final = (
    r"(?:also |still |really |just |then |again |even |always |only |first |now |of course )?"
)
_OPENING: Final = (
    r"^[\"'(\u201c]?(?:(?:[Aa]nd|[Ss]o|[Bb]ut|[Tt]hen|[Ww]ell|[Yy]eah|[Oo]h|[Ll]ater|[Aa]lso"
    r"|[Bb]ecause|[Aa]t first|[Aa]t the end|[Tt]owards the end|[Ii]n the end|[Aa]fterwards|[Tt]oday"
    r"|[Ff]irst)\b,? )*"
)
_REPORTS: Final = re.compile(
    rf"{_OPENING}{_WHO}(?:\s*(?P<colon>:|\u2192|[-=]>|(?=[\"\u201c]))"
    r"|['\u2019]s (?P<idea>idea|view|opinion|theory|point|take|answer|reaction|plan|feeling|guess"
    r"|reply|line|question|worry|verdict|response)\b"
    rf"|\s*{_SLOW}(?P<verb>{_VERBS})(?!\w))"
)
_VIEW_VERBS: Final = re.compile(
    r"think|thought|believe|feel|felt|reckon|argu|insist|like|prefer|assum|doubt|hope|(?:would|wd|'d)"
)
_ACCORDING: Final = re.compile(
    rf"\b(?:according to|acc\. to|for|in the view of|to) (?:the )?(?P<name>{_NAME})"
    r"(?:,| it(?:'s| is)\b| this| there| all| that)"
)
_VIEWS: Final = (
    r"(?:ideas?|views?|opinions?|words?|answers?|theory|points?|take|reply|lines?|questions?|worry"
    r"|worries|fears?|plans?|guess|reactions?|verdict|hopes?|wish|wishes|arguments?|comments?)"
)
_IN_THEIR_VIEW: Final = re.compile(
    r"\b(?:in|to) (?:his|her) (?:opinion|view|mind|eyes|words)\b"
    r"|^\W*(?:[Tt]o|[Ff]or) (?:her|him),? (?:th|it)"
    rf"|^\W*(?:(?:[Hh]er|[Hh]is) {_VIEWS}|[Hh]er|[Hh]im|[Hh]is|[Hh]ers)\s*(?::|\u2192|[-=]>)"
)
_TAIL: Final = re.compile(
    rf"[,;\u2013-] ?(?:{_WHO} (?:says|said|swears|thinks|reckons|thought|asked|wondered|promised"
    rf"|claims|hopes)|(?:says|said|asked|asks) {_WHO.replace('P<', 'P<tail_')})[^,;]{{0,25}}$"
)
_POSSESSED: Final = re.compile(
    rf"^[\"'(]?(?:[Hh]is|[Hh]er) (?:main |first |only )?{_VIEWS}\b|,? (?:hers|his): "
)
_GOES_ON: Final = re.compile(
    r"^[\"'(]?(?:Said|Says|Thinks|Thought|Asked|Wants|Wanted|Suggested|Laughed|Told|Replied)\b"
)
_UNSAID: Final = re.compile(
    r"^\W*(?:[Ll]ikes|[Ww]ants|[Ww]onders|[Dd]oubts|[Tt]hinks|[Rr]eckons|[Hh]opes"
    r"|[Pp]romises|[Pp]refers|[Nn]ot keen|[Ww]ill ask)\b"
)
"""The third person without a word for it: in one's own notes that is never oneself."""
_QUOTED: Final = re.compile(r"^[\"\u201c(]")
_DID: Final = re.compile(rf"{_OPENING}{_WHO}(?:['\u2019](?:s|d|ll))? [a-z]")
_PLACEHOLDER: Final = re.compile(r"<PERSON_\d+>")
_SOMEBODY: Final = re.compile(
    rf"{_OPENING}(?:[Aa]n?|[Oo]ne|[Tt]he|[Mm]y|[Oo]ur|[Aa]nother) (?:\w+ )?{_ROLE}\b(?!s)"
)
_OFTEN: Final = 2
_NOBODY: Final = frozenset(
    {"I", "It", "He", "She", "They", "We", "You", "This", "That", "Note", "So", "Nobody"}
    | {"Everybody", "Everyone", "Somebody", "People", "Who", "What", "Customers", "One", "Then"}
)


def find_attributed(turns: Sequence[CleanTurn], seniors: Collection[str] = ()) -> list[Disregarded]:
    """Find the sentences of notes that report the senior's view; nothing in a talk with speakers.

    A talk with speakers needs none of this: there the role of the turn says whose view it is.
    ``seniors`` are placeholders that mean the senior; without any it is who is reported most.
    """
    if any(turn.role != "junior" for turn in turns):
        return []
    own = frozenset([*seniors, *_most_reported(turns)])
    return [view for turn in turns for view in _views(turn, own)]


def _most_reported(turns: Sequence[CleanTurn]) -> list[str]:
    counts = Counter(
        match["name"].rstrip(".")
        for turn in turns
        for start, end in cut(turn.text)
        if (match := _REPORTS.match(turn.text[start:end]))
        and match["name"]
        and match["name"] not in _NOBODY
    )
    likely = counts.most_common(1)
    return [name for name, times in likely if times >= _OFTEN]


def _views(turn: CleanTurn, seniors: frozenset[str]) -> list[Disregarded]:
    found: list[Disregarded] = []
    spoke = True  # a bullet may open with "said": notes rarely name the senior twice
    places = [place for span in sentences(turn.text) for place in _clauses(turn.text, span)]
    for at, place in enumerate(places):
        before = places[at - 1] if at else (0, 0)
        spoke = _is_view(
            _Piece(turn.text, place, before, seniors), goes_on=spoke, quoted=bool(found)
        )
        if spoke:
            found.append(Disregarded("view_of_the_senior", turn.index, *place))
    return found


def _clauses(text: str, span: Cut) -> list[Cut]:
    """A sentence as it is, cut where it is as long as a recognizer leaves it."""
    start, end = span
    if len(text[start:end].split()) <= LONGEST:
        return [span]
    return [(start + first, start + last) for first, last in cut(text[start:end])]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of notes, the one before it, and who is taken for the senior."""

    whole: str
    place: Cut
    before: Cut
    seniors: frozenset[str]

    @property
    def text(self) -> str:
        return self.whole[self.place[0] : self.place[1]]

    def means_senior(self, groups: Mapping[str, str | None], prefix: str = "") -> bool | None:
        """Whether the one named, titled or called "she" is the senior; None when nobody is."""
        name = (groups.get(f"{prefix}name") or "").rstrip(".")
        if name:
            return None if name in _NOBODY else name in self.seniors
        if groups.get(f"{prefix}title"):
            return True
        return not self.another() if groups.get(f"{prefix}pronoun") else None

    def another(self) -> bool:
        """Whether the sentence before is about somebody else: then "she" need not be the senior."""
        told = self.whole[self.before[0] : self.before[1]]
        names = {name.rstrip(".") for name in _PLACEHOLDER.findall(told)}
        return bool(names - self.seniors) or bool(_SOMEBODY.match(told))


def _is_view(piece: _Piece, *, goes_on: bool, quoted: bool) -> bool:
    """The senior's word or deed, or anybody's opinion; what a colleague told or did is evidence."""
    text = piece.text
    reported = _REPORTS.match(text)
    own = piece.means_senior(reported.groupdict()) if reported else None
    if reported and own is not None:
        return own or _is_opinion(reported)
    for pattern in (_ACCORDING, _DID):
        if (told := pattern.search(text)) and piece.means_senior(told.groupdict()):
            return True
    if tail := _TAIL.search(text.rstrip('.!?)"\u201d ')):
        groups = tail.groupdict()
        return bool(piece.means_senior(groups) or piece.means_senior(groups, "tail_"))
    unsaid = _UNSAID.match(text) or _IN_THEIR_VIEW.search(text)
    owned = _POSSESSED.search(text) and not piece.another()
    on = goes_on and (_GOES_ON.match(text) or (quoted and _QUOTED.match(text)))
    return bool(unsaid or owned or on)


def _is_opinion(reported: re.Match[str]) -> bool:
    """Anybody's word for word, idea or opinion."""
    verb = reported["verb"]
    return bool(
        reported["colon"] is not None or reported["idea"] or (verb and _VIEW_VERBS.match(verb))
    )
