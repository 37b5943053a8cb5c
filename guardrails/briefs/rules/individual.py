"""Finds a decision about one person (``targets_individual``)."""

import re
from functools import lru_cache

from guardrails.briefs.view import BriefView
from guardrails.lexicon import any_of, read_phrases

_PACKAGE = "guardrails.briefs"

_NOT_THE_PERSON = (
    r"(?! (?:role|roles|post|posts|position|positions|desk|app|tool|screen|portal|guide|handbook"
    r"|course|training|scheme|programme|program|rota|roster|meeting|checklist|form|forms|intake"
    r"|jobs?|advert|adverts|grade|level|title|manual|model|suite|software|system|view|button"
    r"|hotline|line|time|times|hours|visits?|fees?|pay|uniform|licence|cards?|office|room|seat"
    r"|interviews?|induction|onboarding|applicants?|applications?|candidates?|campaign|hiring)\b)"
)
_FATE = (
    r"(?:stays?(?! the same)|should (?:stay|go|leave|remain|lead|run|take|get|keep|be)|keeps? (?:the|his|her) (?:job"
    r"|post|role|contract|team|shift|title)|is (?:kept|ready|right|suitable|suited|fit|up to|good"
    r" enough|the right|replaced|promoted|moved|let go|extended|confirmed|retained|renewed)|remains?"
    r"|deserves|can be trusted|fits|passes (?:the )?probation|gets (?:a|the) (?:promotion|job|post"
    r"|contract|warning|bonus|raise)|goes|leaves|leads|takes over|continues|moves (?:to|on))"
)
_ACT = (
    r"(?:renew|re-?appoint|promote|dismiss|fire|sack|demote|discipline|warn|retain|confirm|move"
    r"|transfer|let go(?: of)?|part ways with|part with|replace|keep|extend(?: the contract of)?"
    r"|not renew|remove|reassign|hire back|rehire|succeed|coach out|manage out|appoint|evaluate"
    r"|assess|judge|rate|review)"
)
_ONE = r"(?:the|our|my|this|that|their) (?:[\w'-]+ ){0,4}?"
_HANDLED = (
    r"\b(?:confirm|move|let|keep|promote|dismiss|replace|transfer|warn|give|offer|coach|train|renew"
    r"|retain|pair|demote|remove|reassign|fire|send|put|take|leave|make|bring|swap|relieve|thank"
    r"|release|support|hire) (?:him|her(?! [a-z]+ (?:tool|screen|app))|them both)\b(?! own)"
    r"|\b(?:he|she) (?:stays|goes|leaves|keeps|moves|leads|takes|gets|remains|steps)\b"
)
_CONDUCT = (
    r"\bhow (?:he|she|each(?: of them)?|either) (?:\w+ )?(?:talks?|speaks?|treats?|behaves?|reacts?"
    r"|handles?|leads?|manages?|copes|performs?|acts?|runs|deals|comes across|gives|works with"
    r"|responds|delegates|listens|shouts|answers)\b"
    r"|\b(?:picture|view|impression|opinion|read|assessment|sense|feedback|truth) (?:of|on|about)"
    r" (?:him|her\b(?! \w)|the man|the woman)"
    r"|\b(?:follow|trust|respect|like|fear|avoid|complain about|work (?:for|with|under)) (?:him|her)"
    r"\b(?=[ ]*(?:[.,;?]|$| through| again| at| in| on| when| any))"
    r"|\b(?:his|her) (?:leadership|management|attitude|behaviou?r|temper|style|manner|tone|moods?"
    r"|performance|competence|reputation|jokes|conduct|way with|weaknesses|mistakes|drinking habits)\b"
    r"|\bwho is (?:better liked|the better|more popular|liked|to blame|responsible for the)\b"
    r"|\bwhich of (?:them|the two|the three|these two)\b(?=.*\b(?:trust|like|prefer|respect|better"
    r"|people|crew|staff|team|officers)\b)"
)


_APPOSITION = re.compile(
    r"\b[A-Z][a-z]+,? (?:is |- |\()?(?:the|our|a|an) ((?:[\w'-]+ ){0,3}?[\w-]+)(?=[,.;:)]|$| (?:on|in|at|of|for|from|that|which)\b)"
)
_RUN = re.compile(
    r"\b(?:switch|turn|shut|power)(?:ed)? (?:her|him) (?:off|on|down|up)\b"
    r"|\b(?:install|reboot|restart|upgrade|update|repair|refit|overhaul|charge|unplug|lease|configure)(?:e?d)?"
    r" (?:her|him)\b",
    re.IGNORECASE,
)
"""What is done to machines only, whatever their name."""
_NAMED = re.compile(r"\b(?:the|our) ((?:[a-z-]+ ){0,2}[a-z-]+) [A-Z][a-z]+(?=[.,:;)]|$)")
_CALLED = re.compile(
    r"\b(?:the|our|a|an) ((?:[\w'-]+ ){0,2}?[\w-]+),? (?:called|named|nicknamed|known as|christened) [A-Z]"
)


@lru_cache(maxsize=1)
def _roles() -> str:
    return "(?:" + "|".join(read_phrases("guardrails", "person_roles.txt")) + ")"


@lru_cache(maxsize=1)
def _decision_patterns() -> tuple[re.Pattern[str], ...]:
    role = _roles()
    person = rf"{_ONE}{role}\b{_NOT_THE_PERSON}"
    name = r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    return (
        re.compile(
            rf"\b(?:whether|if|should) {person}(?: (?:who|in|on|at|of|for|from|with|behind|now|we)\b[^.,;]{{0,60}}?)? {_FATE}\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{_ACT} {person}(?=[ ]*(?:[.,;?]|$| who| on| at| in| as| after| before| for"
            r" (?:another|a|the next)| until| or\b| from the| of (?:the|our)))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\bwhich (?:one )?of (?:the|our|these|those) (?:two|three|four|five)?"
            rf" ?(?:[\w'-]+ ){{0,3}}?{role}s\b[^.]* (?:should|gets?|takes?|leads?|is|stays?"
            r"|becomes?|goes|moves?|will|runs?|keeps?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:whether|if) {name} (?:should (?:stay|lead|take|get|be|run|move|keep"
            r"|become|go)|stays on|is (?:ready|the right (?:person|man|woman|choice|lead)"
            r"|up to|suited)|deserves|can be trusted|passes)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:performance|future|suitability|probation|promotion|conduct|contract"
            rf"|behaviou?r|leadership|competence|successor|dismissal) of {person}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:whether|if|what to do (?:about|with)) (?:the|our|this|that) (?:[\w'-]+ ){{0,3}}?{role} who\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\bwho (?:should )?(?:succeeds?|replaces?|follows?|takes? over from) {person}",
            re.IGNORECASE,
        ),
    )


def targeted_person(brief: BriefView) -> tuple[str, str] | None:
    """Return (field, words) where the outcome or the evidence is one person."""
    for pattern in _decision_patterns():
        hit = pattern.search(brief.decision)
        if hit:
            return "decision", hit.group()
    if _is_a_thing(brief):
        return None
    pronoun = re.search(r"\b(?:he|she|him|his|her)\b", brief.decision, re.IGNORECASE)
    if pronoun and not re.search(
        r"\b(?:his or her|her or his|he or she)\b", brief.decision, re.IGNORECASE
    ):
        return "decision", pronoun.group()
    for field, text in brief.parts("options"):
        hit = re.search(_HANDLED, text, re.IGNORECASE) or _acted_on_by_name(brief, text)
        if hit:
            return field, hit.group()
    for field, text in brief.parts("changes", "senior"):
        hit = re.search(_CONDUCT, text, re.IGNORECASE)
        private = any_of(_PACKAGE, "lexicons/private_life.txt").search(text)
        if hit and not private:  # "how she copes with her divorce" asks for a life, not for conduct
            return field, hit.group()
    return None


def _is_a_thing(brief: BriefView) -> bool:
    """Tell whether whoever is called he or she is a machine, an animal or a program with a name.

    An apposition says so ("Bertha, the old palletiser", "the ferry called Ada") when its noun
    is no job of a person.
    """
    text = " . ".join(text for _, text in brief.parts("decision", "options", "changes", "vantage"))
    if _RUN.search(text):
        return True
    nouns = [hit[1] for hit in _APPOSITION.finditer(text)]
    nouns += [hit[1] for hit in _NAMED.finditer(text)]
    nouns += [hit[1] for hit in _CALLED.finditer(text)]
    return bool(nouns) and not any(
        re.search(rf"\b{_roles()}$", noun, re.IGNORECASE) for noun in nouns
    )


def _acted_on_by_name(brief: BriefView, option: str) -> re.Match[str] | None:
    """Find ``Replace Marek``: a name that the brief elsewhere calls he or she."""
    hit = re.match(
        rf"(?:{_ACT}|coach|train|send|support|warn|help|hire) (?-i:[A-Z][a-z]+)\b",
        option,
        re.IGNORECASE,
    )
    others = " . ".join(text for _, text in brief.parts("changes", "senior", "options"))
    return hit if hit and re.search(r"\b(?:he|she|him)\b", others, re.IGNORECASE) else None
