"""The brief as a form: five minutes, one page, checked while it is typed."""

import json

import gradio as gr

from coach.services.preparing import WrittenBrief
from guardrails.families import FAMILY_TITLES

Field = gr.Textbox | gr.Dropdown
INFERRED = "Find out from the brief"
PLACES: dict[str, tuple[int, str]] = {
    "decision": (0, "#brief-decision"),
    "owner.role": (1, "#brief-owner"),
    "deadline": (2, "#brief-deadline"),
    "options": (3, "#brief-options"),
    "what_would_change_it": (4, "#brief-changes"),
    "metrics": (5, "#brief-metrics"),
    "junior_vantage": (6, "#brief-vantage"),
    "learning_objectives.senior": (8, "#brief-senior"),
    "learning_objectives.junior": (9, "#brief-junior"),
}
"""Where the field of a problem stands: its number among the fields, and its place on the page."""
LISTS = frozenset(
    {"options", "what_would_change_it", "metrics", "learning_objectives.senior",
     "learning_objectives.junior"}
)  # fmt: skip


def brief_form() -> list[Field]:
    """Lay out the fields of a brief, in the order in which handlers receive them."""
    decision = gr.Textbox(
        label="Which decision do you own, and is still open?",
        info="One sentence with the choices in it. Not a topic: something you will decide.",
        placeholder="Keep, replace or drop the printed welcome pack by 31 March.",
        lines=2,
        elem_id="brief-decision",
    )
    with gr.Row():
        owner = gr.Textbox(
            label="Your role",
            info="No names are needed.",
            placeholder="Director of Customer Service",
            elem_id="brief-owner",
        )
        deadline = gr.Textbox(
            label="Decided by",
            info="Year-month-day.",
            placeholder="2027-03-31",
            elem_id="brief-deadline",
        )
    options = gr.Textbox(
        label="The options on the table",
        info="One a line.",
        lines=3,
        placeholder="Keep it as it is\nReplace it with a short video\nDrop it",
        elem_id="brief-options",
    )
    changes = gr.Textbox(
        label="What would change your mind?",
        info="One a line. What you might hear that would make you choose differently.",
        lines=3,
        placeholder="New customers never open it\nA part of it prevents a call",
        elem_id="brief-changes",
    )
    metrics = gr.Textbox(
        label="Which numbers should move?",
        info="One a line: name; today; target; unit.",
        lines=2,
        placeholder="Calls in the first week; 340; 200; per week",
        elem_id="brief-metrics",
    )
    vantage = gr.Textbox(
        label="What does your junior see from where they stand?",
        info="Their work, not their age: customers, data, tools.",
        lines=2,
        placeholder="Answers the first calls of new customers, two days a week on chat.",
        elem_id="brief-vantage",
    )
    with gr.Accordion("Off limits, learning goals and the question family", open=False):
        off_limits = gr.Textbox(
            label="Off limits",
            info="One a line. What your junior will not be asked about.",
            placeholder="Individual customers\nAnybody's own figures",
            lines=2,
            elem_id="brief-off-limits",
        )
        with gr.Row():
            senior = gr.Textbox(
                label="What you want to learn", info="One a line.", lines=2, elem_id="brief-senior"
            )
            junior = gr.Textbox(
                label="What your junior may learn",
                info="One a line.",
                lines=2,
                elem_id="brief-junior",
            )
        family = gr.Dropdown(
            [(INFERRED, ""), *((title, key) for key, title in FAMILY_TITLES.items())],
            label="Business question",
            value="",
            elem_id="brief-family",
        )
    return [decision, owner, deadline, options, changes, metrics, vantage, off_limits, senior,
            junior, family]  # fmt: skip


def filled(brief: WrittenBrief) -> list[str]:
    """The values of the fields that show this brief."""
    return [
        brief.decision,
        brief.owner,
        brief.deadline,
        *("\n".join(lines) for lines in (brief.options, brief.what_would_change_it)),
        "\n".join(brief.metrics),
        brief.junior_vantage,
        *("\n".join(lines) for lines in (brief.off_limits, brief.senior, brief.junior)),
        brief.family,
    ]


def brief_bytes(*values: str | None) -> bytes:
    """The filled form as the JSON brief of CONTRACTS.md."""
    (decision, owner, deadline, options, changes, metrics, vantage, off_limits, senior, junior,
     family) = (value or "" for value in values)  # fmt: skip
    brief: dict[str, object] = {
        "decision": decision.strip(),
        "owner": {"role": owner.strip()},
        "deadline": deadline.strip(),
        "options": _lines(options),
        "what_would_change_it": _lines(changes),
        "metrics": [_metric(line) for line in _lines(metrics)],
        "junior_vantage": vantage.strip(),
        "off_limits": _lines(off_limits),
        "learning_objectives": {"senior": _lines(senior), "junior": _lines(junior)},
    }
    if family:
        brief["question_family"] = family
    return json.dumps(brief, ensure_ascii=False).encode()


def is_blank(*values: str | None) -> bool:
    """Whether nothing was typed yet."""
    return not any((value or "").strip() for value in values)


def _lines(text: str) -> list[str]:
    return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]


def _metric(line: str) -> dict[str, object]:
    name, baseline, target, unit = [*(part.strip() for part in line.split(";")), "", "", "", ""][:4]
    metric: dict[str, object] = {"name": name, "unit": unit}
    for key, written in (("baseline", baseline), ("target", target)):
        number = _number(written)
        if number is not None:
            metric[key] = number
    return metric


def _number(written: str) -> float | None:
    try:
        return float(written.replace(",", "").replace("%", "").strip())
    except ValueError:
        return None
