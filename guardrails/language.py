"""Which language a text is in, so that one without a model is refused and not half scrubbed."""

import re
from functools import cache
from typing import Any

from guardrails.errors import UnsupportedLanguage
from guardrails.scrub.lexicon import stop_words

_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 40
_ENOUGH_LETTERS = 60
_ENOUGH_DIFFERENT = 12
_SAMPLE = 4000
_SCRIPT_SHARE = 0.5
_SURE_MARGIN = 6.0
_COMMON_SHARE = 0.35
_LATIN_ENDS = 0x24F


@cache
def _identifier() -> Any:
    from py3langid import langid  # noqa: PLC0415  # 0.4 s and a model: only where text is long

    return langid


def require_language(text: str, language: str) -> None:
    """Let text of the configured language pass.

    Short texts pass: names and single phrases cannot be told apart, and the recognizers run on
    them anyway. For English a text with the usual share of its commonest words passes at once.

    Raises:
        UnsupportedLanguage: when the text is clearly in another language or script.
    """
    for sample in _samples(text):
        words = _WORDS.findall(sample.lower())
        foreign = sum(1 for letter in sample if letter.isalpha() and ord(letter) > _LATIN_ENDS)
        letters = sum(map(str.isalpha, sample))
        if letters and foreign / letters > _SCRIPT_SHARE and letters >= _ENOUGH_LETTERS:
            raise _refusal(language)
        if len(words) < _ENOUGH_WORDS or len(set(words)) < _ENOUGH_DIFFERENT:
            continue
        usual = sum(word in stop_words() for word in words) / len(words)
        if language == "en" and usual >= _COMMON_SHARE:
            continue
        _judge(sample, language)


def _samples(text: str) -> list[str]:
    if len(text) <= _SAMPLE:
        return [text]
    middle = len(text) // 2
    return [text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]]


def _judge(sample: str, language: str) -> None:
    ranked = _identifier().rank(sample)
    best, score = ranked[0]
    own = next((value for code, value in ranked if code == language), None)
    if best != language and (own is None or score - own > _SURE_MARGIN):
        raise _refusal(language)


def _refusal(language: str) -> UnsupportedLanguage:
    return UnsupportedLanguage(
        f"This text is not in the configured language ({language}), for which models are "
        "installed; nothing was scrubbed. Set COACH_PRIVACY__LANGUAGE or hand in another text."
    )
