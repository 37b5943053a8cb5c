"""Which stretches of a text are worth the expensive classifier's time."""

from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.talk import Word, cut

_BEFORE = 6
_AFTER = 5


def windows_of(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return character ranges around every word that could be a name, joined where they touch."""
    words = cut(text)
    ranges: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if not _could_be_name(word, lexicon):
            continue
        start = words[max(0, place - _BEFORE)].start
        end = words[min(len(words) - 1, place + _AFTER)].end
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _could_be_name(word: Word, lexicon: Lexicon) -> bool:
    if not word.text[:1].isalpha() or word.text.lower() in stop_words():
        return False
    if word.capital:
        return not word.opens or not lexicon.is_word(word.text)
    return lexicon.is_given(word.text) and not lexicon.is_everyday(word.text)
