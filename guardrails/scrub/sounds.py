"""How a name sounds, coarsely: what a caption writes down when it does not know the name.

Our own key, coarser than Metaphone and kinder to names from outside English: voicing and
aspiration are merged (b/p, d/t, g/k, v/f), vowels and h vanish, Irish mh/bh/dh and sh/zh/ch are
known. "Caoimhe" and "Keeva", "Lerato" and "la rotto", "Thenmozhi" and "Ten Mozy" are equal.
"""

import re
from functools import lru_cache

import jellyfish

from guardrails.scrub.folding import plain

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"^(gh)", "g"),
        (r"^(kn|gn|pn)", "n"),
        (r"^(ng|nk|mb|nd)(?=[aeiou])", r"\1"),
        (r"aoimh", "v"),
        (r"(bh|mh)", "v"),
        (r"(dh|gh)(?=[aeiouy]|$|t|n)", ""),
        (r"(?<=[a-z])t(?=i[oe]n)", "s"),
        (r"(tsch|tch|ch|tsz|tz|cz)", "ts"),
        (r"(sch|sh|zh|sz|ss)", "s"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"(ck|cc|qu|q|kh)", "k"),
        (r"(?<=[aeo])w(?![aeiouy])", ""),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"[dt]+", "t"),
        (r"[bp]+", "p"),
        (r"[gk]+", "k"),
        (r"[vwf]+", "f"),
        (r"[zs]+", "s"),
        (r"[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonant skeleton of a word or of several joined words."""
    key = plain(word)
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


def _letters(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter.isalpha())


@lru_cache(maxsize=65536)
def alike(heard: str, name: str) -> float:
    """How likely ``heard`` is a caption of ``name``, 0..1, from spelling and sound."""
    left, right = _letters(heard), _letters(name)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    spelled: float = jellyfish.jaro_winkler_similarity(left, right)
    one, two = sound(left), sound(right)
    if len(one) < 2 or len(two) < 2:  # noqa: PLR2004  # one consonant says nothing
        return spelled * 0.8 if one == two else spelled * 0.6
    if one == two:
        return 0.6 + 0.4 * spelled
    apart = jellyfish.damerau_levenshtein_distance(one, two)
    if apart == 1 and min(len(one), len(two)) > 2:  # noqa: PLR2004
        return 0.4 + 0.4 * spelled
    return spelled * 0.7
