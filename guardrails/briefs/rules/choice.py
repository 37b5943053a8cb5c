"""Is something being chosen? ``no_decision``, ``already_decided``, ``nothing_would_change_it``."""

import re

from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.rules.individual import targeted_person
from guardrails.briefs.view import BriefView
from guardrails.lexicon import read_phrases

_PACKAGE = "guardrails.briefs"
_CHOICE = re.compile(
    r"\b(whether|which|or|versus|vs\.?|instead of|rather than|either|how (many|much|long|often)"
    r"|when to|where to|what to|who to|keep|stop|move|replace|drop|raise|cut|extend|shorten)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r":[^:]+(,|\bor\b)", re.IGNORECASE)
_BETTERMENT = re.compile(
    r"(?:to |we (?:want|need) to |how to )?(?:improv|enhanc|optimi|boost|develop|moderni|increas|rais"
    r"|reduc|revamp|refresh|rethink|advanc|elevat|transform|upgrad|strengthen|speed up|simplif)",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"(?:a |an |the |much |even )?(?:better|more|less|fewer|improved|enhanced|stronger|deeper|smoother"
    r"|nicer|greater|higher|lower|faster|simpler|clearer|new ideas|best)\b",
    re.IGNORECASE,
)
_UNAVAILABLE = re.compile(
    r"\b(?:not (?:available|possible|an option|feasible|allowed|realistic|on the table|wanted"
    r"|foreseen|planned|budgeted)|no longer (?:available|possible|an option)|unavailable|ruled out"
    r"|rejected|excluded|crossed out|off the table|too late|out of the question|impossible"
    r"|turned down|declined|dismissed|refused|vetoed|scrapped|shelved|abandoned|withdrawn|written off"
    r"|struck (?:off|out)|voted down|no longer (?:wanted|offered|sold|made|considered)|blocked by|forbidden"
    r"|not (?:legal|permitted|affordable|under consideration|considered)|for (?:the record|completeness|comparison) only|discarded|theoretical"
    r"|only (?:theoretical|on paper|for show))\b",
    re.IGNORECASE,
)
_WISHING = (
    r"(?:to |how to |let's |(?:i|we)(?:'d| would)? (?:\w+ )?(?:want|like|love|need|wish|hope|aim|plan|intend|seek|try|aspire)"
    r" to |(?:i|we)(?:'m| am|'re| are) (?:\w+ )?(?:keen|eager|hoping|trying|looking|curious|happy|glad) to |(?:our|my|the) (?:wish|aim"
    r"|goal|hope|idea|ambition|purpose|intention|objective|task) (?:is |being )?(?:to |of )|it would be (?:\w+ )?to |time to |a chance to )"
)
_PROCEED_ONLY = 1
_EXTENSION = re.compile(
    r"^\W*(with|and|plus|but|including|together|in|on|from|by|at|via)\b", re.IGNORECASE
)


def judge_choice(brief: BriefView) -> list[Finding]:
    """Return what speaks against an open choice."""
    findings = []
    hollow = _hollow(brief)
    wish = "" if targeted_person(brief) else _wish(brief)  # a person's fate is a choice
    decided = "" if wish else _decided(brief, hollow=bool(hollow))
    if wish:
        findings.append(Finding("no_decision", "decision", wish))
    if decided:
        findings.append(Finding("already_decided", "decision", decided))
    if hollow:
        findings.append(Finding("nothing_would_change_it", "changes", hollow))
    return findings


def _lines(name: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{line})" for line in read_phrases(_PACKAGE, name)), re.IGNORECASE
    )


def _hollow(brief: BriefView) -> str:
    """Return the words that show that nothing could change the choice."""
    if not brief.changes:
        return "(empty)"
    pattern = _lines("lexicons/hollow_changes.txt")
    solid = [entry for entry in brief.changes if not pattern.fullmatch(entry.strip(" ."))]
    return "" if solid else brief.changes[0]


def _is_vague(option: str) -> bool:
    return bool(_lines("lexicons/vague_options.txt").fullmatch(option.strip(" .")))


def _wish(brief: BriefView) -> str:
    """Return the words that show a topic or a wish where a choice should stand."""
    options_vague = bool(brief.options) and all(map(_is_vague, brief.options))
    if _BETTERMENT.match(brief.decision) and all(map(_COMPARATIVE.match, brief.options)):
        return brief.decision
    listed = bool(_LISTED.search(brief.decision))
    head = re.match(
        rf"(?:{_WISHING})?"
        rf"(?:{'|'.join(read_phrases(_PACKAGE, 'lexicons/wish_verbs.txt'))})(?!\w)",
        brief.decision,
        re.IGNORECASE,
    )
    if options_vague:
        return brief.decision
    if head and len(brief.options) > 1 and re.match(r",? or \w", brief.decision[head.end() :]):
        head = None  # "Chat or phone": the word is one of the things to choose from
    if head and _names_its_options(brief):
        head = None  # "Discuss it before or after the trial": what is open is when
    if head and not (listed and len(brief.options) > 1):
        return head.group()
    if len(brief.options) > 1 or _CHOICE.search(brief.decision):
        return ""
    return "" if _final_words(brief) or _is_action(brief) else brief.decision


def _names_its_options(brief: BriefView) -> bool:
    """Tell whether the decision itself lays out two options or more, joined by "or"."""
    said = brief.decision.lower()
    named = [option for option in brief.options if option.lower().strip(" .") in said]
    return len(named) > 1 and " or " in said


def _is_action(brief: BriefView) -> bool:
    """Tell whether the only thing on the table is one action: decided, not wished."""
    return bool(brief.options) or bool(
        re.match(_lines("lexicons/proceed_verbs.txt").pattern, brief.decision, re.IGNORECASE)
    )


def _decided(brief: BriefView, *, hollow: bool) -> str:
    """Return the words that show that the choice was made before the talk."""
    distinct = _distinct(
        tuple(option for option in brief.options if not _UNAVAILABLE.search(option))
    )
    if brief.options and distinct <= _PROCEED_ONLY:
        return brief.options[0]
    final = _final_words(brief)
    if final and (hollow or not brief.options):
        return final
    if hollow and brief.options and _all_proceed(brief.options):
        return brief.options[0]
    return ""


def _distinct(options: tuple[str, ...]) -> int:
    """Count options that differ by more than an addition ("..., with a cover note")."""
    plain = sorted({re.sub(r"[\W_]+", " ", option).strip().lower() for option in options}, key=len)
    kept: list[str] = []
    for option in plain:
        if not any(_extends(option, known) for known in kept):
            kept.append(option)
    return len(kept)


def _extends(option: str, known: str) -> bool:
    rest = option.removeprefix(known)
    long_enough = len(known.split()) > _PROCEED_ONLY
    return option == known or (
        rest != option and long_enough and bool(_EXTENSION.match(rest.strip()))
    )


def _all_proceed(options: tuple[str, ...]) -> bool:
    pattern = re.compile(rf"(?:{_lines('lexicons/proceed_verbs.txt').pattern})\b", re.IGNORECASE)
    return all(pattern.match(option) for option in options)


def _final_words(brief: BriefView) -> str:
    pattern = _lines("lexicons/finality.txt")
    fields = ("decision", "options", "off_limits", "senior", "junior")
    for _, text in brief.parts(*fields, *(("changes",) if _hollow(brief) else ())):
        hit = re.search(rf"\b(?:{pattern.pattern})", text, re.IGNORECASE)
        if hit:
            return hit.group()
    return ""
