"""How a sentence knows what it says: seen oneself, heard from others, or thought."""

import re
from typing import Final

from graphs.debrief.state import Grade
from guardrails.text import CleanText

_OPINION: Final = re.compile(
    r"\b(?:i(?:'d| would| think| believe| guess| feel| suppose| hope)|should|ought to|"
    r"in my (?:view|opinion)|probably|maybe we|better if|my guess|if it were me|"
    r"for me (?:it|the))\b",
    re.IGNORECASE,
)
_HEARD: Final = re.compile(
    r"\b(?:(?:he|she|they|somebody|someone|people|colleagues?|a friend|my friend) "
    r"(?:told|said|says|say|tells?|asked)|told me|i heard|i was told|apparently|according to)\b",
    re.IGNORECASE,
)
_SEEN: Final = re.compile(r"\b(?:i|we|my|our|me|us|mine|i've|we've|i'm|we're)\b", re.IGNORECASE)


def grade(said: CleanText) -> Grade:
    """Grade one piece of evidence; what is neither opinion nor hearsay counts as first-hand.

    An opinion that also tells what "we" do ("I think we open forty tabs") stays first-hand only
    when a second word of one's own stands in it.
    """
    if _OPINION.search(said) and len(_SEEN.findall(said)) <= 1:
        return "opinion"
    if _HEARD.search(said):
        return "second_hand"
    return "first_hand"
