"""What to say about a finding: why it matters in one sentence, rewrites to accept, and advice."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.view import KEYS, BriefView
from guardrails.judgements import Problem

_WHY = {
    "no_decision": "Nothing is being chosen here, so no answer of the junior could change anything.",
    "already_decided": "The choice was made before the talk; asking now costs the junior's trust.",
    "nothing_would_change_it": "If no answer could change your mind, the talk is a show.",
    "no_owner": "Without one owner nobody can act on what the junior says.",
    "no_deadline": "Without a day the decision can drift, and the junior never hears what came of it.",
    "generational": "An age group is nobody's job: one person cannot report what a generation wants.",
    "speaks_for_group": "One person can report what they saw, not what a whole group thinks.",
    "targets_individual": "A junior must not be asked to judge a person; ask about the work instead.",
    "personal_topic": "A private life is no evidence for a business choice, even if it is offered.",
}
_SOON = timedelta(days=60)
Rewrites = Callable[[BriefView, str], tuple[str, ...]]


def advise(finding: Finding, view: BriefView, today: date) -> Problem:
    """Turn a finding into a problem; the first alternative, else the advice, is the suggestion."""
    if finding.code == "no_deadline":
        alternatives: tuple[str, ...] = ((today + _SOON).isoformat(),)
    else:
        alternatives = _REWRITES[finding.code](view, finding.quote)
    advice = _ADVICE.get(finding.code, ())
    return Problem(
        code=finding.code,
        message=_WHY[finding.code],
        suggestion=(*alternatives, *advice)[0],
        quote=finding.quote,
        field=KEYS[finding.field],
        alternatives=alternatives,
        advice=advice,
    )


def _decisions(view: BriefView, quote: str) -> tuple[str, ...]:
    topic = _topic(view.decision, quote)
    metric = view.metrics[0] if view.metrics else ""
    option = view.options[0] if view.options else ""
    return (
        f"Keep, change or stop one thing we do today about {topic}.",
        f"Which of two changes to try first to move '{metric}', or neither this year."
        if metric
        else f"Which one change to try for three months around {topic}, or none this year.",
        f"Whether to pay for '{option}' for one quarter, try it with one team, or drop it."
        if option
        else f"Where to spend the next quarter's budget for {topic}, or whether to spend none.",
    )


def _topic(decision: str, quote: str) -> str:
    """Return the subject of a wish without its wishing verb and its purpose clause."""
    rest = decision[len(quote) :] if decision.startswith(quote) and quote != decision else decision
    rest = re.split(r"[.;]|\bso that\b|\bin order to\b|, and\b", rest)[0].strip(" ,:")
    rest = re.sub(r"^(of|about|on|with|to|for|into|how|what|why|between|from|the way) ", "", rest)
    words = rest.split()[:10]
    return f"'{' '.join(words)}'" if words else "this subject"


def _open_again(view: BriefView, _quote: str) -> tuple[str, ...]:
    option = view.options[0] if view.options else view.decision
    return (f"'{option}' everywhere at once, start with one team, or postpone by a quarter.",)


def _changes(view: BriefView, _quote: str) -> tuple[str, ...]:
    option = view.options[0] if view.options else "the plan"
    metric = view.metrics[0] if view.metrics else "the figure the case is built on"
    return (
        f"A step in daily work that '{option}' would break or double",
        f"A reason to distrust '{metric}'",
        "People who already solve this another way, and why",
    )


def _none(_view: BriefView, _quote: str) -> tuple[str, ...]:
    return ()


def _job_not_age(view: BriefView, quote: str) -> tuple[str, ...]:
    text = next((text for _, text in view.parts("decision", "vantage") if quote in text), quote)
    swapped = text.replace(quote, "people in their first year in the job", 1)
    return (swapped,)


def _own_eyes(_view: BriefView, _quote: str) -> tuple[str, ...]:
    return (
        (
            "Reports what they did and saw in their own work last month: which step, which screen,"
            " which customer question."
        ),
    )


def _the_work(_view: BriefView, _quote: str) -> tuple[str, ...]:
    return ("Which handover, rule or tool around the post to change first, whoever holds it",)


def _the_rule(_view: BriefView, _quote: str) -> tuple[str, ...]:
    return (
        (
            "Which sentences, forms or steps people ask about, and what they do when the answer is"
            " unclear"
        ),
    )


_ADVICE = {
    "already_decided": (
        "Take the part that is still open: in what order, for whom first, or what to leave out.",
        "Skip the session and tell the junior what was decided and why.",
    ),
    "no_owner": (
        "Write the role of the one person who signs: for example 'Head of Customer Service'.",
    ),
    "generational": (
        (
            "Name the job, the step or the moment instead of an age: 'people who open their first"
            " account at the counter'."
        ),
    ),
    "speaks_for_group": (
        "Invite two or three juniors with different jobs, each reporting for themselves only.",
    ),
    "targets_individual": ("Decide about the person in the ordinary review, without a junior.",),
    "personal_topic": (
        "Put the private matter under off_limits and ask someone who handles the requests.",
    ),
}
"""Code -> what to do that is no value for the field."""
_REWRITES: dict[str, Rewrites] = {
    "no_decision": _decisions,
    "already_decided": _open_again,
    "nothing_would_change_it": _changes,
    "no_owner": _none,
    "generational": _job_not_age,
    "speaks_for_group": _own_eyes,
    "targets_individual": _the_work,
    "personal_topic": _the_rule,
}
