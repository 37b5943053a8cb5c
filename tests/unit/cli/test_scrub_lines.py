"""A batch goes on past what it must refuse, and says so."""

import json
from collections import Counter
from pathlib import Path

from coach.cli.scrub import _roster, _scrubbed
from guardrails.errors import UnsupportedLanguage
from guardrails.roster import Roster
from guardrails.scrub.results import ScrubbedText
from guardrails.text import RawText
from tests.fakes import RosterScrubber


class EnglishOnly(RosterScrubber):
    def scrub_text(self, text: RawText, roster: Roster) -> ScrubbedText:
        if "und" in text.reveal():
            raise UnsupportedLanguage("Not the configured language.")
        return super().scrub_text(text, roster)


def test_a_refused_line_is_empty_and_the_others_are_scrubbed(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    texts = ["Ann waits", "und dann", "Ann left"]
    lines = (json.dumps({"id": n, "text": t, "roster": ["Ann"]}) for n, t in enumerate(texts))
    source.write_text("\n".join(lines), encoding="utf-8")
    refused: Counter[str] = Counter()

    done = [json.loads(x) for x in _scrubbed(source, Roster(), EnglishOnly(), refused)]

    assert [line["text"] for line in done] == ["<PERSON_1> waits", "", "<PERSON_1> left"]
    assert [line.get("refused") for line in done] == [None, "unsupported_language", None]
    assert done[1]["spans"] == []
    assert refused.total() == 1


def test_the_tools_of_a_brief_are_kept(tmp_path: Path) -> None:
    people, brief = tmp_path / "people.csv", tmp_path / "brief.yaml"
    people.write_text("name,role\nAnn Lee,junior\n", encoding="utf-8")
    brief.write_text(
        "decision: What the claims assistant (Otylia) may do.\nowner: {role: Director}\n"
        "deadline: 2027-01-31\noptions: [Keep it, Drop it]\nwhat_would_change_it: [An error]\n",
        encoding="utf-8",
    )

    roster = _roster(people, brief)

    assert [word.reveal() for word in roster.keep] == ["Otylia"]
    assert [person.role for person in roster.people] == ["junior"]
    assert _roster(people, None).keep == ()
