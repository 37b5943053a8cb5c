import json
from datetime import date

import pytest

from coach.services.preparing import Starter
from coach.services.preparing.starting import read_starters
from guardrails.briefs.checking import check_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.returning import written
from guardrails.families import FAMILY_TITLES
from tests.unit.prepare.briefs import brief_bytes as a_brief_in_json
from ui.pages.prepare.brief_form import brief_bytes, filled, is_blank

TODAY = date(2026, 11, 2)


def test_there_is_one_starter_a_family() -> None:
    assert [starter.family for starter in read_starters(TODAY)] == list(FAMILY_TITLES)


@pytest.mark.parametrize("starter", read_starters(TODAY), ids=lambda starter: starter.family)
def test_a_starter_is_a_brief_worth_a_session_in_its_own_family(starter: Starter) -> None:
    fields = [*filled(starter.example)[:-1], ""]  # the family is left to be inferred
    verdict = check_brief(parse_brief(brief_bytes(*fields), "brief.json"), TODAY)
    assert verdict.accept, verdict.problems
    assert verdict.notes == ()
    if starter.family != "ai_workflows":  # an assistant is also a tool: there both are right
        assert verdict.family == starter.family
    assert set(starter.sees) == {"customers", "data", "technology"}
    assert len(starter.owners) == 3


def test_a_brief_read_into_the_form_comes_out_the_same() -> None:
    read = written(parse_brief(a_brief_in_json(), "brief.json"))
    again = json.loads(brief_bytes(*filled(read)))
    expected = json.loads(a_brief_in_json())
    assert {key: again[key] for key in expected} == expected
    assert not is_blank(*filled(read))
