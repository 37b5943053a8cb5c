"""Who is asked, and about whom: ``speaks_for_group``, ``targets_individual``, ``personal_topic``.

What stands under off-limits is never read here: naming a fence is the opposite of crossing it.
"""

import re
from functools import lru_cache

from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.rules.individual import targeted_person
from guardrails.briefs.view import BriefView
from guardrails.generations import find_generational
from guardrails.lexicon import any_of

_PACKAGE = "guardrails.briefs"
_READ = ("decision", "options", "changes", "metrics", "vantage", "senior", "junior")
_PRONOUN = (
    r"\b(?:he|she|him|her|his|hers|himself|herself|their own|themselves|(?:the )?junior'?s?"
    r"|(?:the|our) (?:trainee|apprentice|analyst|associate|intern|mentor|mentee)(?:'s)?"
    r"|a junior|one junior)\b"
)
_OWN = (
    r"\b(?:whose own|herself|himself|themselves|themself|her own|his own|their own|own story|personally"
    r"|who (?:is|was|has|had|lives|went|came|lost|suffers?|struggles?|takes|recently|just|also)"
    r"|living with|lives with|recovering|going through|went through|has been|having|practising"
    r"|practicing|devout|openly|diagnosed|open about|returning (?:from|after)|back from|since"
    r"|since (?:her|his|their)|as a|willing to|talk about|her|his)\b"
)
_INNER = re.compile(
    r"\b(?:(?:felt|feels?|was|were) (?:to|for|like to) (?:her|him|the junior)|(?:he|she|the junior)"
    r" (?:\w+ )?(?:felt|feels|went through|goes through|lived through|suffered|cried|coped|copes)"
    r"|(?:what|how) (?:it|this|that) (?:was|is|did|does|meant|means|cost) (?:to |for |like for )?"
    r"(?:her|him)\b|(?:cost|costs) (?:her|him)\b|(?:his|her) (?:own )?feelings)\b",
    re.IGNORECASE,
)


def judge_people(brief: BriefView) -> list[Finding]:
    """Return where a brief reaches for a generation, a group's voice, one person, a private life."""
    findings = []
    for code, finder in (
        ("generational", _generational),
        ("speaks_for_group", _group_voice),
        ("targets_individual", targeted_person),
        ("personal_topic", _private),
    ):
        found = finder(brief)
        if found:
            findings.append(Finding(code, *found))
    return findings


def _generational(brief: BriefView) -> tuple[str, str] | None:
    for field, text in brief.parts(*_READ):
        words = find_generational(text)
        if words:
            return field, words
    return None


def _group_voice(brief: BriefView) -> tuple[str, str] | None:
    pattern = any_of(_PACKAGE, "lexicons/group_voice.txt")
    for field, text in brief.parts("vantage", "senior", "changes", "decision", "junior", "options"):
        hit = pattern.search(text)
        if hit:
            return field, hit.group()
    return None


@lru_cache(maxsize=1)
def _private_words() -> re.Pattern[str]:
    return any_of(_PACKAGE, "lexicons/private_life.txt")


def _private(brief: BriefView) -> tuple[str, str] | None:
    """Return the private matter that the brief wants from its junior, if any."""
    for field, text in brief.parts("changes", "senior", "decision", "metrics", "options", "junior"):
        hit = _private_words().search(text)
        if hit and re.search(_PRONOUN, text, re.IGNORECASE):
            return field, hit.group()
        inner = _INNER.search(text) if field == "changes" and not targeted_person(brief) else None
        if inner:
            return field, inner.group()
    for sentence in re.split(r"[.;]", brief.vantage):
        hit = _private_words().search(sentence)
        if hit and re.search(_OWN, sentence, re.IGNORECASE) and not _is_work(sentence, hit):
            return "vantage", hit.group()
    return None


def _is_work(sentence: str, hit: re.Match[str]) -> bool:
    """Tell whether the private word names a trade: "the health desk", "handles sick notes"."""
    after = sentence[hit.end() : hit.end() + 24].lower()
    before = sentence[: hit.start()].lower()
    trade = re.match(
        r"[ -](?:desk|team|line|department|office|policy|policies|form|forms|insurance|claims?"
        r"|portal|app|products?|service|services|ward|clinic|uniforms?|leave (?:desk|team|forms?)"
        r"|shop|store|accounts?|cards?|cases?|files?|requests?|questions|leaflets?|enquiries"
        r"|customers|clients|patients|and safety|letters|cover|queue|centre|center|unit|hotline)",
        after,
    )
    handled = re.search(
        r"\b(?:answers?|handles?|files?|processes|checks?|sells?|sorts?|books?|types?|translates?"
        r"|works? (?:on|in|at|for|with)|takes calls|enters|packs|prints|reads|writes|opens"
        r"|dispenses|stocks|delivers|serves|schedules)\b(?! (?:her|his|their) own)[^,]*$",
        before,
    )
    return bool(trade or handled)
