"""Names that the scrubber left and a large model saw: they are replaced before anybody decides."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graphs.debrief.state import Draft, LeftName
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, authored, derived

_INSTEAD: Final = {
    "person": readable(authored("<PERSON_1>")),
    "organisation": readable(authored("<CLIENT_1>")),
}
_IN_BRACKETS: Final = r"(?![^\[\]]*\])"


def without_names(drafts: Sequence[Draft], names: Sequence[LeftName]) -> list[Draft]:
    """Put plain words in square brackets in place of each name, in statements and quotes."""
    return [
        replace(
            draft,
            statement=_without(draft.statement, names),
            theme=_without(draft.theme, names),
            evidence=[
                replace(piece, quote=_without(piece.quote, names)) for piece in draft.evidence
            ],
        )
        for draft in drafts
    ]


def stands_in(word: str, text: str) -> bool:
    """Tell whether a name stands in a text as a word of its own, outside of brackets."""
    return bool(word.strip()) and bool(_pattern(word).search(text))


def _without(text: CleanText, names: Sequence[LeftName]) -> CleanText:
    for name in sorted(names, key=lambda each: -len(each.word)):
        text = derived(_pattern(name.word).sub(_INSTEAD[name.what], text))
    return text


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w){_IN_BRACKETS}", re.IGNORECASE)
