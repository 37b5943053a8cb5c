"""From a raw brief to one that may reach prompts, stores and pages."""

import re
from dataclasses import replace
from typing import Protocol

from guardrails.briefs.brief import Brief, Metric
from guardrails.briefs.deadlines import read_deadline
from guardrails.briefs.families import infer_family
from guardrails.briefs.raw import RawBrief, RawMetric
from guardrails.briefs.things import things_in
from guardrails.briefs.view import view_of
from guardrails.roster import Roster
from guardrails.scrub.readable import readable
from guardrails.scrub.results import ScrubbedText
from guardrails.text import CleanText, RawText


class TextScrubber(Protocol):
    """The part of a scrubber that a brief needs."""

    def scrub_text(self, text: RawText, roster: Roster) -> ScrubbedText:
        """Return the text without personal data, or raise ScrubFailed."""


def clean_brief(brief: RawBrief, scrubber: TextScrubber, roster: Roster | None = None) -> Brief:
    """Scrub every field; names become ``[a colleague]`` and the like.

    Raises:
        ScrubFailed: when a recognizer failed: nothing of the brief passes.
    """
    given = roster or Roster()
    people = replace(given, keep=(*given.keep, *things_in(brief, given)))

    def clean(text: RawText) -> CleanText:
        return readable(scrubber.scrub_text(text, people).text) if text else CleanText("")

    def clean_all(texts: tuple[RawText, ...]) -> tuple[CleanText, ...]:
        return tuple(clean(text) for text in texts)

    def clean_metric(metric: RawMetric) -> Metric:
        return Metric(clean(metric.name), metric.baseline, metric.target, clean(metric.unit))

    day = read_deadline(view_of(brief).deadline)
    return Brief(
        decision=clean(brief.decision),
        owner_role=clean_role(brief.owner_role, scrubber, people),
        deadline=day.isoformat() if day else "",
        options=clean_all(brief.options),
        what_would_change_it=clean_all(brief.what_would_change_it),
        metrics=tuple(clean_metric(metric) for metric in brief.metrics),
        junior_vantage=clean(brief.junior_vantage),
        off_limits=clean_all(brief.off_limits),
        senior_objectives=clean_all(brief.senior_objectives),
        junior_objectives=clean_all(brief.junior_objectives),
        family=brief.family or infer_family(view_of(brief)),
    )


_QUALIFIES = re.compile(r"[ -][A-Z]")


def clean_role(role: RawText, scrubber: TextScrubber, people: Roster) -> CleanText:
    """Scrub the title of an office, where capitals tell nothing: the head of Early Careers.

    A word before another one of the title that nobody would take for a name in small letters
    stays, unless the roster has it; at the end ("assistant to Grace") it does not.

    Raises:
        ScrubFailed: when a recognizer failed.
    """
    if not role:
        return CleanText("")
    written, small = role.reveal(), RawText(role.reveal().lower())
    found = scrubber.scrub_text(role, people)
    doubted = [span for span in found.spans if _QUALIFIES.match(written, span.end)]
    if doubted:
        sure = {(span.start, span.end) for span in scrubber.scrub_text(small, people).spans}
        words = [written[s.start : s.end] for s in doubted if (s.start, s.end) not in sure]
        keep = (*people.keep, *(RawText(word) for word in words))
        found = scrubber.scrub_text(role, replace(people, keep=keep))
    return readable(found.text)
