# ruff: noqa: E501  # one case a line
"""A second language by its profile alone: with its model where that is installed, and without."""

import importlib.util
from dataclasses import replace

import pytest

from guardrails.errors import ScrubFailed, UnsupportedLanguage
from guardrails.roster import Roster
from guardrails.scrub import ScrubOptions
from guardrails.scrub.detect import Detector
from guardrails.scrub.profiles import known_languages, profile_of
from guardrails.scrub.readable import TYPES, readable
from guardrails.scrub.scrubber import PresidioScrubber
from guardrails.scrub.talk import Talk, piece_of
from guardrails.text import CleanText, RawText

INSTALLED = importlib.util.find_spec("spacy_fi_experimental_web_md") is not None
ROSTER = Roster.of_names(["Matti Virtanen", "Thenmozhi Palanisamy"])


def masked(detector: Detector, text: str) -> str:
    talk = Talk([piece_of(0, text)])
    letters = list(text)
    for hit in detector.find(talk, ROSTER, []):
        start, end = talk.pieces[0].folded.span(hit.start, hit.end)
        letters[start:end] = "#" * (end - start)
    return "".join(letters)


@pytest.fixture(scope="module")
def without_model() -> Detector:
    bare = replace(profile_of("fi"), model=None)
    return Detector(ScrubOptions(language="fi", check_language=False), profile=bare)


@pytest.mark.parametrize(
    ("text", "gone", "stays", "reason"),
    [
        ("Kävin Virtasen luona.", "Virtasen", "luona", "a stem that changes"),
        ("kerroin sen virtaselle eilen", "virtaselle", "kerroin sen", "small letters"),
        ("Soitin Thenmozhille.", "Thenmozhille", "Soitin", "a roster name with an ending"),
        ("Esimieheni Quang sanoi niin.", "Quang", "sanoi niin", "a word that names come after"),
        ("Liisa tuli. Näin Liisan taas.", "Liisan", "tuli", "a listed name, then inflected"),
        ("Meillä on hyvä onni ja toivo.", "", "hyvä onni ja toivo", "names that are words"),
        ("Se oli 14. maaliskuuta.", "14. maaliskuuta", "Se oli", "an exact day"),
        ("Asun Kivikatu 12 B 4:ssä.", "Kivikatu 12 B 4", "Asun", "a street"),
        ("liisa piste aho ät posti piste fi", "liisa piste aho", "", "an address read aloud"),
        ("numero on nolla neljä nolla yksi kaksi kolme neljä viisi", "nolla neljä", "numero on", "digits read aloud"),
        ("Näin Nguyen Virtasen.", "Nguyen", "Näin", "a given name before a known surname"),
        ("hetu 131052-308T löytyy", "131052-308T", "löytyy", "an identity code"),
    ],
)  # fmt: skip
def test_lists_and_rules_alone(without_model, text, gone, stays, reason) -> None:
    clean = masked(without_model, text)
    assert not gone or gone not in clean, reason
    assert stays in clean, reason


@pytest.mark.skipif(not INSTALLED, reason="the extra frontline-coach[fi] is not installed")
def test_the_model_finds_whom_no_list_knows() -> None:
    scrubber = PresidioScrubber(ScrubOptions(language="fi"))
    text = "Kävin eilen Zeynep Karagözin kanssa palaverissa, ja järjestelmä oli taas aivan hidas."
    clean = scrubber.scrub_text(RawText(text), Roster()).text
    assert "Zeynep" not in clean
    assert "Karag" not in clean
    assert "järjestelmä oli taas aivan hidas" in clean
    with pytest.raises(UnsupportedLanguage):
        scrubber.scrub_text(
            RawText("this talk is in English and so it is refused as a whole"), Roster()
        )


@pytest.mark.skipif(INSTALLED, reason="the extra frontline-coach[fi] is installed")
def test_a_language_whose_model_is_missing_lets_nothing_pass() -> None:
    with pytest.raises(ScrubFailed) as failed:
        PresidioScrubber(ScrubOptions(language="fi")).scrub_text(RawText("Hei Liisa"), Roster())
    assert "frontline-coach[fi]" in failed.value.sentence


def test_a_language_without_a_profile_is_refused() -> None:
    with pytest.raises(UnsupportedLanguage) as refused:
        PresidioScrubber(ScrubOptions(language="tlh")).warm_up()
    assert "en or fi" in refused.value.sentence


@pytest.mark.parametrize("language", known_languages())
def test_every_language_has_words_for_every_placeholder(language) -> None:
    assert set(profile_of(language).placeholders) == TYPES
    words = profile_of(language).placeholders["PERSON"]
    assert readable(CleanText("<PERSON_2>"), language) == f"[{words}]"
