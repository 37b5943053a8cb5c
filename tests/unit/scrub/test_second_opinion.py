# ruff: noqa: RUF001  # one case a line
"""Leak check, rehearsal and language: they stop, propose and refuse."""

import pytest

from guardrails.errors import UnsupportedLanguage
from guardrails.identifying import find_identifying, generalise
from guardrails.language import require_language
from guardrails.leakcheck import find_leaks, verbatim_overlap
from guardrails.roster import Roster
from guardrails.text import CleanText, RawText
from guardrails.transcript.turns import RawTranscript, RawTurn

ROSTER = Roster.of_names(["Will Haddow", "Thenmozhi Palanisamy", "Rosalind Thibodeau"])


@pytest.mark.parametrize(
    ("text", "leaks", "reason"),
    [
        ("[a colleague] said it is slow", False, "nothing is left"),
        ("Will you try it again?", False, "the verb"),
        ("I told Will yesterday", True, "a capital inside a sentence"),
        ("ask thenmozhi about it", True, "small letters hide nothing"),
        ("Roz knows", True, "a short form of Rosalind"),
        ("write to ann@example.com", True, "an address"),
        ("ann dot lee at example dot com", True, "an address read aloud"),
        ("five oh six five five five one", True, "a number read aloud"),
        ("Maria Garcia never answered", True, "a full name nobody listed"),
        ("then Priya said it was fine", True, "a given name that nobody listed says something"),
        ("so I asked Ngozi, and waited", True, "or is asked"),
        ("I asked Claude and it was wrong", False, "a product that is asked"),
        ("we met in Sofia and in Austin", False, "towns named like people"),
        ("Grace said the period was over", False, "a word that opens the sentence proves nothing"),
        ("we lost sixty percent of 1,200 orders in 2025", False, "business figures"),
        ("The\u200bnmozhi said", True, "a zero-width mark inside"),
    ],
)
def test_leaks(text, leaks, reason) -> None:
    assert bool(find_leaks(text, roster=ROSTER)) is leaks, reason


def test_a_tool_of_the_talk_may_be_asked() -> None:
    talk = RawTranscript("text", (RawTurn(0, RawText("Solveig is our chatbot on that page.")),))
    text = "so they ask Solveig first"
    assert find_leaks(text, roster=Roster())
    assert not find_leaks(text, roster=Roster(), transcript=talk)


def test_long_verbatim_pieces_are_shown() -> None:
    said = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60))
    talk = RawTranscript("text", (RawTurn(0, RawText(said)),))
    assert verbatim_overlap("Yes: " + " ".join(said.split()[5:40]), talk)
    assert not verbatim_overlap(" ".join(said.split()[5:20]), talk)
    quote = " ".join(said.split()[3:44])
    assert not verbatim_overlap(" ".join(said.split()[5:40]), talk, approved=[quote])
    assert verbatim_overlap(" ".join(said.split()[5:50]), talk, approved=[quote])


@pytest.mark.parametrize(
    "text",
    [
        "I'm the only trainee on the northern night shift",
        "she's the one who was on the telly with the swan",
        "for the three of us who came over from the other depot",
        "I've been on the payroll fourteen months",
        "the lecturer is his uncle",
        "He also owns the company",
    ],
)
def test_phrases_that_point_at_somebody(text) -> None:
    clean = CleanText(text)
    found = find_identifying(clean)
    assert found
    assert all(text[each.start : each.end] == each.phrase for each in found)
    general = generalise(clean, found)
    assert all(f"[{each.suggestion}]" in general for each in found)
    assert all(each.phrase not in general for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "The save button is slow on the desk.",
        "We tried three reports and two exports last quarter.",
    ],
)
def test_plain_statements_point_at_nobody(text) -> None:
    assert find_identifying(CleanText(text)) == []


def test_another_language_is_refused() -> None:
    german = (
        "ich habe das Dokument gestern nicht gefunden und weiß nicht was wir damit machen sollen "
    )
    with pytest.raises(UnsupportedLanguage) as refused:
        require_language(german * 4, "en")
    assert "Dokument" not in refused.value.sentence


def test_another_script_is_refused() -> None:
    with pytest.raises(UnsupportedLanguage):
        require_language(
            "мы не знаем что делать с этой системой каждый день снова и снова она падает", "en"
        )


def test_english_with_names_from_everywhere_passes() -> None:
    require_language(
        "Thenmozhi asked Nguyễn and Fionnuala whether we could try it again " * 6, "en"
    )
