"""What is printed must be what was produced, brackets and all."""

import io
from typing import Any

from rich.console import Console

from coach.demo.telling import tell_answer, tell_debrief

REPORT: dict[str, Any] = {
    "insights": [
        {
            "statement": "The tick appears before the numbers arrive.",
            "kind": "risk",
            "severity": "high",
            "origin": "extractive",
            "evidence": [
                {"quote": "Then [a colleague] called me.", "turn": 3, "start_s": 65.0},
                {"quote": "It was empty.", "turn": 4, "start_s": None},
            ],
            "experiment": {"attempt": "Try it", "weeks": 2, "metric": "Visits", "stop": "Stop if."},
            "identifying": [{"phrase": "the only one", "suggestion": "one of us"}],
        }
    ],
    "counts": {"words": 380, "turns": 20, "pii_replaced": 5},
    "escalations": [{"category": "safety", "turn": 9}],
    "refused": [{"reason": "small_talk", "turn": 1}, {"reason": "small_talk", "turn": 2}],
}


def printed(tell: Any, *given: Any) -> str:
    console = Console(file=io.StringIO(), width=100)
    tell(console, *given)
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_a_debrief_shows_quotes_with_their_brackets_and_counts_without_text() -> None:
    text = printed(tell_debrief, REPORT)
    assert '"Then [a colleague] called me." (turn 3, 1:05)' in text
    assert "the speaker's own words" in text
    assert "2 weeks · measured by Visits" in text
    assert "380 words in 20 turns" in text
    assert "taken to the other path 1" in text
    assert "small talk 2" in text


def test_an_answer_shows_its_references_and_bands() -> None:
    answer = {
        "outcome": "answer",
        "answer": "Surveys are lost in cellars [1].",
        "themes": [
            {
                "n": 1,
                "label": "Lost surveys",
                "statement": "The tool [old] loses work.",
                "support": "10-19",
                "quarters": ["2025Q3-2026Q4"],
                "evidence": ["A cellar [deep] was lost."],
                "contradicted": True,
            }
        ],
    }
    text = printed(tell_answer, "What is lost?", answer)
    assert "Surveys are lost in cellars [1]." in text
    assert "[old]" in text
    assert "10-19" in text
    assert "2025Q3-2026Q4" in text
    assert "A cellar [deep] was lost." in text
    assert "Others say the opposite." in text


def test_nothing_to_show_is_said_in_the_words_of_the_service() -> None:
    given = {"outcome": "nothing_to_show", "answer": "", "themes": [], "note": "Nothing to show."}
    assert printed(tell_answer, "Who?", given).endswith("Nothing to show.")
