# ruff: noqa: E501  # a grammar reads better unbroken
"""Known names as a caption misheard them, where the talk says that it did.

"It has typed coffee banner" on Kwabena, "it makes me Getting Rice" on Gethin Rice: ordinary words
that sound like somebody of this talk, behind words about writing. Without such words only what
sounds very much alike is taken (:mod:`guardrails.scrub.recognizers.roster`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from guardrails.scrub.lexicon import stop_words
from guardrails.scrub.recognizers.roster import KnownNames
from guardrails.scrub.talk import Word, cut

_WRITER = (
    r"(?:it|it's|machine|zoom|zoom's|teams|otter|captions?|transcript|screen|computer|recorder|phone|"
    r"tool|app|software|thing|this)"
)
_OFTEN = r"(?:\s(?:has|had|is|will|would|always|just|now|then|also|still|even|only|already|once|keeps|'s|'ll))*"
_WHOM = r"(?:\s(?:me|him|her|us|you|my name|his name|her name|mine))"
_AS = r"(?:\s(?:as|down as|like|to|into|i'm|i am|he's|she's))?"
_CUES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"\b{pattern}[,:]?\s[\"'“‘]?", re.IGNORECASE), least)
    for pattern, least in (
        (
            rf"{_WRITER}{_OFTEN}\s(?:writes?|wrote|puts?|types?|typed|spells?|spelled|spelt|prints?){_WHOM}?{_AS}",
            0.56,
        ),
        (
            rf"{_WRITER}{_OFTEN}\s(?:makes?|made|did|does|calls?|called|turns?|turned|hears?|heard|thinks?|gets?|got|has|had){_WHOM}{_AS}",
            0.5,
        ),
        (rf"{_WRITER}{_OFTEN}\s(?:says?|said|made|makes|heard|hears|shows?|thinks?){_AS}", 0.66),
        (r"(?:came|comes|come) out(?: again)? as", 0.5),
        (r"they (?:printed|wrote|spelled|spelt|typed)(?: (?:me|him|her|us))?(?: as)?", 0.6),
    )
)
"""How alike a name must sound behind each: 61 labelled talks hold more names than words there."""
_SMALL_WORD_FIRST = 0.85
"""... and where the first word is a small one ("it wrote a photo", "it does we're a moo")."""
_ARTICLES = frozenset({"a", "an", "the"})
_WIDEST = 4


class MisheardNames(EntityRecognizer):
    """An ad hoc recognizer: made for one talk and its names."""

    def __init__(self, known: KnownNames, language: str = "en") -> None:
        self._known = known
        super().__init__(
            supported_entities=["HEARD_NAME"], name="roster", supported_language=language
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return what sounds like a known name behind words about writing."""
        del entities, nlp_artifacts
        return [RecognizerResult("HEARD_NAME", *span, 0.8) for span in self._found(text)]

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        places = [(match.end(), least) for cue, least in _CUES for match in cue.finditer(text)]
        words = cut(text) if places else []
        starts = [word.start for word in words]
        for end, least in places:
            first = bisect_left(starts, end)
            behind = words[first : first + _WIDEST]
            score, width = self._best(behind)
            if score > least:
                yield behind[0].start, behind[width - 1].end

    def _best(self, behind: Sequence[Word]) -> tuple[float, int]:
        """The likeness of the most alike beginning of ``behind``, and its number of words."""
        if not behind or behind[0].text.lower() in _ARTICLES:
            return 0.0, 0
        small = not behind[0].capital and behind[0].text.lower() in stop_words()
        least = _SMALL_WORD_FIRST if small else 0.0
        joined = sum(1 for _ in takewhile(lambda word: word.gap in {" ", "-"}, behind[1:]))
        likeness = [
            self._known.likeness("".join(word.text for word in behind[:count]))
            for count in range(1, joined + 2)
        ]
        score, width = max((alike, count) for count, alike in enumerate(likeness, 1))
        if score <= least:
            return 0.0, 0
        while width < len(behind) and self._goes_on(behind[width]):
            width += 1
        return score, width

    def _goes_on(self, word: Word) -> bool:
        """``Getting`` sounds like Gethin, and ``Rice`` follows."""
        known = word.key in self._known.tokens or word.text.startswith("I'")
        small = word.text.lower() in stop_words()
        return word.capital and word.gap == " " and not (known or small)
