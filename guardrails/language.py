"""Which language a text is in, so that one without a model is refused and not half scrubbed.

Two witnesses must agree before a text is refused: the identifier (py3langid) and the small words
of the language it names. Names, jargon and lists of products fool the one or the other, rarely
both. A talk is read window by window: a long stretch in another language is as unscrubbed as a
whole talk.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from guardrails.errors import UnsupportedLanguage
from guardrails.scrub.function_words import function_words

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST_WORDS, _FEWEST_DIFFERENT = 12, 8
_WINDOW, _STEP = 24, 12
_USUAL_SHARE = 0.4
_THEIR_SHARE, _HARDLY_OURS = 0.3, 0.2
_MARGIN, _SURE_MARGIN = 2.0, 5.0
"""How many times e a word likelier in the other language: with, and without, its small words."""
_SCRIPT_LETTERS = 24
_LATIN_ENDS = 0x24F
_ENGLISH_CREOLES = frozenset({"pcm"})


@cache
def _identifier() -> Any:
    from py3langid import langid  # noqa: PLC0415  # 0.4 s and a model: only where text is long

    return langid


def require_language(text: str, language: str) -> None:
    """Let text of the configured language pass.

    Texts and stretches of fewer than 12 words pass: names and single phrases cannot be told
    apart, and the recognizers run on them anyway.

    Raises:
        UnsupportedLanguage: when the text, or a stretch of about 30 words of it, is in another
            language or script.
    """
    if _in_another_script(text) or _has_foreign_stretch(text, language):
        raise UnsupportedLanguage(
            f"This text is, at least in part, not in the configured language ({language}), for"
            " which models are installed; nothing was scrubbed. Set COACH_PRIVACY__LANGUAGE or"
            " hand in another text."
        )


def _has_foreign_stretch(text: str, language: str) -> bool:
    """A short text speaks for itself; in a longer one a title or a proverb is no stretch."""
    verdicts = [_is_foreign(window, language) for window in _windows(text)]
    return verdicts == [True] or any(map(all, pairwise(verdicts)))


def _windows(text: str) -> Iterator[Sequence[str]]:
    words = [word.replace("’", "'") for word in _WORDS.findall(text.lower())]
    for start in range(0, max(1, len(words) - _WINDOW + _STEP), _STEP):
        window = words[start : start + _WINDOW]
        if len(window) >= _FEWEST_WORDS and len(set(window)) >= _FEWEST_DIFFERENT:
            yield window


def _is_foreign(words: Sequence[str], language: str) -> bool:
    own = function_words(language)
    ours = sum(word in own for word in words)
    if ours >= _USUAL_SHARE * len(words):
        return False
    ranked = _identifier().rank(" ".join(words))
    best, score = ranked[0]
    if best == language or (language == "en" and best in _ENGLISH_CREOLES):
        return False
    margin = score - next((value for code, value in ranked if code == language), score)
    listed = function_words(best)
    if not listed:
        hardly = ours <= _HARDLY_OURS * len(words)
        return bool(hardly and margin > _SURE_MARGIN * len(words))
    theirs = len({word for word in words if word in listed and word not in own})
    only_ours = sum(word in own and word not in listed for word in words)
    enough = theirs >= _THEIR_SHARE * len(words) and theirs > only_ours
    return bool(enough and margin > _MARGIN * len(words))


def _in_another_script(text: str) -> bool:
    """Whether so many letters of another script follow one another that it is no name."""
    run = 0
    for letter in text:
        if not letter.isalpha():
            continue
        foreign = ord(letter) > _LATIN_ENDS and "LATIN" not in unicodedata.name(letter, "")
        run = run + _weight(letter) if foreign else 0
        if run >= _SCRIPT_LETTERS:
            return True
    return False


def _weight(letter: str) -> int:
    """A letter of Chinese, Japanese or Korean carries as much as several of an alphabet."""
    return 3 if unicodedata.east_asian_width(letter) == "W" else 1
