"""A question as the rules read it: tidy, its quotations masked, split where it asks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

_FANCY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_QUOTED = re.compile(
    r"(?<![\w])(?:'(?=\w)[^'\n]{1,80}?(?:'\w[^'\n]{0,60}?)?'|\"[^\"\n]{1,400}\")(?!\w)"
)
_FILLER = re.compile(
    r"^(?:so|um+|uh+|er+m?|ok(?:ay)?|well|and|but|basical?ly|basicly|like|hey|hi|hello|right|now|then"
    r"|also|just|yeah|yes|no|anyway|actually|honestly|alright|all right|sorry|please|you know(?! (?:how|when|that|the|what))|i mean"
    r"|kind of|sort of|quick(?: one| question)?|out of (?:interest|curiosity)|just curious|curious"
    r"|if you (?:don'?t|dont) mind(?: me asking| my asking| saying)?|if (?:i|we) may(?: ask)?"
    r"|(?:may|could|can|might) (?:i|we) (?:please |just |perhaps )?(?:ask|trouble|bother|invite|beg) you to|may (?:i|we) ask|can (?:i|we) ask|i(?: just| do)? wonder(?:ed)?|(?:i|we)(?:'m| am| was| were|'re| are) (?:just |only |really |also )?(?:wondering|curious|interested|keen to (?:know|hear|understand))(?: (?:to (?:know|hear|understand|learn)|about|in))?|(?:i|we)(?:'d| would) (?:just |really |also )?(?:like|love|be (?:keen|curious|interested|happy)) to (?:know|hear|understand|learn)(?: from you| more about| about)?|tell me(?=,)"
    r"|(?:i|we)(?:'d| would|'ll)(?: really)? (?:be (?:very |most |so |really )?(?:grateful|glad|happy|pleased|delighted)|appreciate it|love it|like it)(?: very much)? if (?=you (?:could|would|can))|one more(?: thing| question)?|last (?:one|question)|next (?:one|question)|first(?: of all)?(?=,)"
    r"|to start(?: with)?|for a start|by the way|in your own words|thanks?(?: for that)?|great(?=,)"
    r"|got it|i see|sure(?=,)|perhaps(?=,)|finally(?=,)|lastly)\b[ ,.:;!-]*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)|(?<=;)\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """``plain`` keeps capitals, ``low`` is lower-cased; both have quotations masked by ``~``.

    ``sentences`` are lower-cased, without the little words people begin to speak with.
    """

    text: str
    plain: str
    low: str
    sentences: tuple[str, ...]
    words: int


def read_question(text: str) -> Asked:
    """Prepare a question for the rules; any length, any punctuation, also none."""
    tidy = " ".join(text.translate(_FANCY).split())
    plain = _QUOTED.sub(lambda hit: "~" * len(hit.group()), tidy)
    low = _spell(plain.lower())
    sentences = tuple(filter(None, (strip_fillers(part) for part in _SENTENCE.split(low))))
    return Asked(tidy, plain, low, sentences, len(re.findall(r"[\w~][\w~'&/.-]*", tidy)))


@lru_cache(maxsize=1)
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    text = resources.files("guardrails.questions").joinpath("spellings.yaml").read_text("utf-8")
    table = {str(typed): str(meant) for typed, meant in yaml.safe_load(text).items()}
    words = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w'/.-])(?:{words})(?![\w'/.-])"), table


def _spell(low: str) -> str:
    """Write typed speech as the rules expect it ("wat did u do" -> "what did you do")."""
    pattern, table = _spellings()
    return pattern.sub(lambda hit: table[hit.group()], low)


def strip_fillers(sentence: str) -> str:
    """Drop "so um, basically" and the like from the front."""
    while True:
        shorter = _FILLER.sub("", sentence, count=1)
        if shorter == sentence or not shorter:
            return sentence
        sentence = shorter
