"""The demonstration must be good input: everything in it goes through our own rules."""

import itertools
import json
import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any, get_args

import pytest

from coach.demo import content
from guardrails.briefs.checking import check_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.families import Family, Kind, Severity
from guardrails.roster import read_roster
from guardrails.transcript.reading import read_transcript

REQUIRED = {
    "id",
    "statement",
    "quote",
    "family",
    "kind",
    "severity",
    "junior_ref",
    "pair_ref",
    "decision_ref",
    "function",
    "region",
    "tenure_band",
    "quarter",
}
TALKS = content.read_talks()
INSIGHTS: list[dict[str, Any]] = [json.loads(line) for line in content.read_insights().splitlines()]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def everybody() -> list[content.Character]:
    people = content.read_people()
    return [*people.seniors.values(), *people.juniors.values()]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.folder)
def test_every_brief_passes_our_own_check(talk: content.Talk) -> None:
    verdict = check_brief(parse_brief(talk.brief), date(2026, 11, 22))
    assert verdict.accept, verdict.problems
    assert verdict.notes == ()


def test_there_is_one_brief_a_family() -> None:
    families = {check_brief(parse_brief(talk.brief), date(2026, 11, 22)).family for talk in TALKS}
    assert families == set(get_args(Family))


@pytest.mark.parametrize(
    ("folder", "kind", "least", "most"),
    [
        ("01-landlord-letter", "zoom_vtt", 900, 2500),
        ("02-change-your-street", "otter", 900, 2500),
        ("03-cellar-surveys", "teams_vtt", 900, 2500),
        ("04-assistant-routes", "asr", 900, 2500),
        ("05-flexible-standby", "notes", 900, 2500),
        ("06-rejected-photos", "zoom_vtt", 300, 500),  # short: debriefed live
    ],
)
def test_every_talk_is_read_as_what_it_is(folder: str, kind: str, least: int, most: int) -> None:
    talk = next(talk for talk in TALKS if talk.folder == folder)
    transcript = read_transcript(talk.transcript, talk.filename)
    assert transcript.kind == kind
    assert least <= transcript.words <= most


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.folder)
def test_every_roster_holds_the_pair_of_its_talk(talk: content.Talk) -> None:
    people = content.read_people()
    pair = people.pairs[talk.pair]
    assert pair.senior is not None
    expected = {
        people.seniors[pair.senior].name,
        *(people.juniors[junior].name for junior in pair.juniors),
    }
    raw = talk.roster.decode()
    listed = {line.split(",")[0] for line in raw.splitlines()[1:]}
    assert expected <= listed
    roles = Counter(person.role for person in read_roster(talk.roster).people)
    assert roles["senior"] == 1
    assert roles["junior"] == len(pair.juniors)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.folder)
def test_the_gold_of_a_talk_quotes_single_turns(talk: content.Talk) -> None:
    turns = [turn.text.reveal() for turn in read_transcript(talk.transcript, talk.filename).turns]
    gold = json.loads((content._HERE / "sessions" / talk.folder / "gold.json").read_text())
    evidence = [piece for insight in gold["insights"] for piece in insight["evidence"]]
    kept_out = [*gold["non_insights"], *gold["injections"]]
    kept_out += [entry["evidence"] for entry in gold["escalations"]]
    for piece in [*evidence, *kept_out, *gold["quasi_identifiers"]]:
        assert any(piece in turn for turn in turns), piece
    assert not set(evidence) & set(kept_out)


def test_the_round_holds_disclosures_an_injection_and_a_disagreement() -> None:
    golds = [
        json.loads((content._HERE / "sessions" / talk.folder / "gold.json").read_text())
        for talk in TALKS
    ]
    disclosed = {entry["category"] for gold in golds for entry in gold["escalations"]}
    assert disclosed == {"safety", "harassment"}
    assert sum(len(gold["injections"]) for gold in golds) == 1
    assert any("disagreement" in insight for gold in golds for insight in gold["insights"])


def test_insights_follow_the_contract() -> None:
    assert len(INSIGHTS) >= 180
    for insight in INSIGHTS:
        assert insight.keys() == REQUIRED
        assert insight["family"] in get_args(Family)
        assert insight["kind"] in get_args(Kind)
        assert insight["severity"] in get_args(Severity)
        assert re.fullmatch(r"202[56]Q[1-4]", insight["quarter"])
        assert all(isinstance(value, str) and value for value in insight.values())


def test_no_insight_stands_twice() -> None:
    assert len({insight["id"] for insight in INSIGHTS}) == len(INSIGHTS)
    for field in ("statement", "quote"):
        assert len({" ".join(words(insight[field])) for insight in INSIGHTS}) == len(INSIGHTS)


def test_no_two_statements_come_from_one_template() -> None:
    seen = [set(words(insight["statement"])) for insight in INSIGHTS]
    closest = max(len(a & b) / len(a | b) for a, b in itertools.combinations(seen, 2))
    assert closest < 0.5


def test_no_name_of_the_programme_stands_in_an_insight() -> None:
    names = {part for person in everybody() for part in words(person.name)}
    names |= {part for talk in TALKS for part in words(_colleagues(talk))}
    for insight in INSIGHTS:
        assert not names & set(words(insight["statement"] + " " + insight["quote"]))


def _colleagues(talk: content.Talk) -> str:
    return " ".join(line.split(",")[0] for line in talk.roster.decode().splitlines()[1:])


def test_an_insight_carries_the_attributes_of_its_junior() -> None:
    people = content.read_people()
    pair_of = {junior: pair.key for pair in people.pairs.values() for junior in pair.juniors}
    for insight in INSIGHTS:
        key = insight["junior_ref"].removeprefix("demo-")
        attributes = people.juniors[key].attributes
        assert insight["pair_ref"] == f"demo-{pair_of[key]}"
        assert (insight["function"], insight["region"], insight["tenure_band"]) == (
            attributes.function,
            attributes.region,
            attributes.tenure_band,
        )


def test_themes_have_a_body_and_a_long_tail() -> None:
    themes = json.loads((content._HERE / "themes_gold.json").read_text())["themes"]
    by_id = {insight["id"]: insight for insight in INSIGHTS}
    listed = [insight for theme in themes for insight in theme["insights"]]
    support = {
        theme["slug"]: len({by_id[insight]["junior_ref"] for insight in theme["insights"]})
        for theme in themes
    }
    assert sorted(listed) == sorted(by_id)  # each insight in one theme, none left
    assert support == {theme["slug"]: theme["juniors"] for theme in themes}
    assert len(themes) >= 28
    assert sum(count >= 5 for count in support.values()) >= 14
    assert sum(count >= 10 for count in support.values()) >= 3
    assert sum(count < 5 for count in support.values()) >= 10


def test_some_regions_of_a_theme_can_be_released_and_some_cannot() -> None:
    themes = json.loads((content._HERE / "themes_gold.json").read_text())["themes"]
    by_id = {insight["id"]: insight for insight in INSIGHTS}
    whole, thin = 0, 0
    for theme in themes:
        people: defaultdict[str, set[str]] = defaultdict(set)
        for insight in (by_id[identifier] for identifier in theme["insights"]):
            people[insight["region"]].add(insight["junior_ref"])
        sizes = [len(found) for found in people.values()]
        whole += all(size >= 5 for size in sizes)
        thin += any(size < 5 for size in sizes)
    assert whole >= 2
    assert thin >= 10


def test_quarters_and_people_are_many() -> None:
    assert len({insight["quarter"] for insight in INSIGHTS}) == 6
    assert len({insight["junior_ref"] for insight in INSIGHTS}) >= 40
    assert len(content.read_people().seniors) == 6
