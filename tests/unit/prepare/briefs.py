"""A brief that is accepted, and ways to spoil it."""

import json
from typing import Any

from guardrails.briefs.brief import Brief, Metric
from guardrails.text import authored

GOOD: dict[str, Any] = {
    "decision": "Keep the paper log at the harbor gate, move it to the tablet, or drop it.",
    "owner": {"role": "Harbor Master"},
    "deadline": "2027-03-01",
    "options": ["Paper", "Tablet", "No log"],
    "what_would_change_it": [
        "Entries copied from the day before",
        "Skippers who leave before the log is signed",
    ],
    "metrics": [{"name": "Boats without an entry", "baseline": 12, "target": 3, "unit": "percent"}],
    "junior_vantage": "Gate assistant on the early shift.",
    "off_limits": ["Any one skipper"],
    "learning_objectives": {"senior": ["Sign a log at five"], "junior": ["Read a budget"]},
    "question_family": "internal_tools",
}


def brief_bytes(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def a_brief(**changes: Any) -> Brief:
    values: dict[str, Any] = {
        "decision": authored(GOOD["decision"]),
        "owner_role": authored("Harbor Master"),
        "deadline": "2027-03-01",
        "options": tuple(map(authored, GOOD["options"])),
        "what_would_change_it": tuple(map(authored, GOOD["what_would_change_it"])),
        "metrics": (Metric(authored("Boats without an entry"), 12, 3, authored("percent")),),
        "junior_vantage": authored(GOOD["junior_vantage"]),
        "off_limits": (authored("Any one skipper"),),
        "senior_objectives": (),
        "junior_objectives": (),
        "family": "internal_tools",
    }
    return Brief(**{**values, **changes})
