import json

from guardrails.briefs.parsing import parse_brief
from ui.pages.prepare.brief_form import brief_bytes, is_blank

FILLED = (
    "Keep or drop the printed welcome pack.",
    "Director of Service",
    "2027-03-31",
    "Keep it\n- Drop it\n\n",
    "Nobody opens it",
    "Calls in week one; 1,340; 200; per week\nReturns; ; 5%; percent",
    "Answers the first calls",
    "",
    "Listen",
    "",
    "first_job_user",
)


def test_a_filled_form_is_a_brief_our_own_reader_accepts() -> None:
    raw = parse_brief(brief_bytes(*FILLED), "brief.json")
    assert len(raw.options) == 2
    assert [(metric.baseline, metric.target) for metric in raw.metrics] == [
        (1340.0, 200.0),
        (None, 5.0),
    ]
    assert raw.family == "first_job_user"


def test_no_family_is_left_for_the_check_to_infer() -> None:
    assert "question_family" not in json.loads(brief_bytes(*FILLED[:-1], ""))


def test_an_untouched_form_is_blank() -> None:
    assert is_blank(*[None] * 10, "")
    assert not is_blank(*FILLED)
