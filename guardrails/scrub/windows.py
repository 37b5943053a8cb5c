"""Which stretches of a text are worth the expensive classifier's time."""

from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.situations import named_by_a_word
from guardrails.scrub.talk import Word, cut

_NAMED = 0.4
_BEFORE = 6
_AFTER = 5


def windows_of(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return character ranges around every word that could be a name, joined where they touch."""
    words = cut(text)
    ranges: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if not (_could_be_name(word, lexicon) or _called_so(words, place, lexicon)):
            continue
        start = words[max(0, place - _BEFORE)].start
        end = words[min(len(words) - 1, place + _AFTER)].end
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _could_be_name(word: Word, lexicon: Lexicon) -> bool:
    if not word.text[:1].isalpha():
        return False
    if word.text.lower() in stop_words() and (word.opens or not word.capital or word.text == "I"):
        return False
    if word.capital:
        return not word.opens or not lexicon.is_word(word.text)
    return lexicon.is_given(word.text) and not lexicon.is_everyday(word.text)


def _called_so(words: list[Word], place: int, lexicon: Lexicon) -> bool:
    """Grace, Gift, Patience written small: worth a look where the neighbours make them a name."""
    word = words[place]
    if word.text.lower() in stop_words() or not lexicon.is_everyday(word.text):
        return False
    listed = lexicon.is_given(word.text) or lexicon.is_rarely_given(word.text)
    return listed and named_by_a_word(words, place) >= _NAMED
