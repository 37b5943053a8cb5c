"""A proposed experiment: small, timed, measured by the brief's own metric, with a way out."""

from functools import cache
from importlib import resources
from typing import Final, TypedDict

import yaml

from graphs.debrief.state import Draft, Experiment
from graphs.debrief.words.terms import key_terms
from guardrails.briefs.brief import Brief, Metric
from guardrails.families import Kind
from guardrails.text import authored, derived

_NO_METRIC: Final = "what the brief measures"


class _Template(TypedDict):
    attempt: str
    weeks: int
    stop: str


def experiment_for(draft: Draft, brief: Brief) -> Experiment:
    """Propose what to try for this insight, for how long, by which metric, and what stops it."""
    template = _templates()[draft.kind]
    metric = _closest_metric(draft, brief)
    name = metric.name if metric else authored(_NO_METRIC)
    values = {"theme": draft.theme, "item": draft.item, "metric": name}
    return Experiment(
        attempt=derived(template["attempt"].format(**values)),
        weeks=template["weeks"],
        metric=derived(f"{name}{_aim(metric)}"),
        stop=derived(template["stop"].format(**values)),
    )


def _closest_metric(draft: Draft, brief: Brief) -> Metric | None:
    """Choose the metric that shares most key terms with the insight, else the first."""
    terms = set(key_terms(" ".join([draft.statement, *(each.quote for each in draft.evidence)])))
    ranked = sorted(brief.metrics, key=lambda metric: -len(terms & set(key_terms(metric.name))))
    return ranked[0] if ranked else None


def _aim(metric: Metric | None) -> str:
    if metric is None or metric.baseline is None or metric.target is None:
        return ""
    unit = f" {metric.unit}" if metric.unit else ""
    return f", from {metric.baseline:g} towards {metric.target:g}{unit}"


@cache
def _templates() -> dict[Kind, _Template]:
    text = resources.files("graphs.debrief").joinpath("experiments.yaml").read_text("utf-8")
    table: dict[Kind, _Template] = yaml.safe_load(text)
    return table
