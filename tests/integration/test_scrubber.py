# ruff: noqa: E501, RUF001  # one case a line; look-alike letters are the subject
"""The whole scrubber with its real models: promises that hold on any text."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest
from presidio_analyzer import EntityRecognizer

from evals.scrub.corpora import sessions
from guardrails.errors import ScrubFailed, UnsupportedLanguage
from guardrails.roster import Person, Roster
from guardrails.scrub import ScrubOptions
from guardrails.scrub.detect import Detector
from guardrails.scrub.engine import NamesOnlySpacy, PresidioEngine
from guardrails.scrub.scrubber import PresidioScrubber
from guardrails.scrub.spans import of_piece
from guardrails.scrub.talk import Talk, piece_of
from guardrails.text import RawText
from guardrails.transcript.turns import RawTranscript, RawTurn

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
ROSTER = Roster.of_names(["Milagros Quispe Huamán", "Will Haddow", "Odd Nilsen"])


@pytest.fixture(scope="module")
def scrubber() -> PresidioScrubber:
    made = PresidioScrubber()
    made.warm_up()
    return made


def _clean(scrubber: PresidioScrubber, text: str, roster: Roster = ROSTER) -> str:
    return str(scrubber.scrub_text(RawText(text), roster).text)


def test_spans_point_at_the_original(scrubber) -> None:
    raw = "Hi Milagros, mail ann@example.com or ring +44 7700 900381 about HR-2291-LT."
    done = scrubber.scrub_text(RawText(raw), ROSTER)
    assert [span.type for span in done.spans] == ["PERSON", "EMAIL", "PHONE", "ID"]
    rebuilt, last = "", 0
    for span in done.spans:
        assert span.start >= last
        rebuilt += raw[last : span.start] + span.placeholder
        last = span.end
    assert rebuilt + raw[last:] == done.text


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("I asked Will about it. Will you come?", "asked Will", "Will you come"),
        ("Odd said so, which is odd.", "Odd said", "which is odd"),
        ("So Milagritos and Mila Gross are me, Milagros.", "Mil", "are me"),
        ("M\u200bilagros and Milаgros came", "ilagros", "came"),
        ("My manager Deepak asked Lorraine from legal.", "Deepak", "from legal"),
        ("We saw it in Q2, the first month, the CFO and KYC too.", "@", "Q2, the first month, the CFO"),
    ],
)  # fmt: skip
def test_names_go_and_words_stay(scrubber, text, gone, stays) -> None:
    clean = _clean(scrubber, text)
    assert gone not in clean
    assert stays in clean


def test_one_person_keeps_one_number(scrubber) -> None:
    clean = _clean(scrubber, "Milagros came. Quispe left. Then Lorraine asked Milagros again.")
    assert clean.count("<PERSON_1>") == 3


def test_labels_are_masked_and_learned(scrubber) -> None:
    text = "Sorcha Geraghty: hello there\nKaue: hi\nSorcha Geraghty: did Sorcha sign?\nKaue: yes"
    clean = _clean(scrubber, text, Roster())
    assert "Sorcha" not in clean
    assert "Kaue" not in clean


def test_a_session_names_nobody(scrubber) -> None:
    turns = (
        RawTurn(0, RawText("Hi Itzel, did Emilio call?"), RawText("Can T.")),
        RawTurn(1, RawText("Can, he did. Can you hear me now?"), RawText("Itzel Poot")),
    )
    done = scrubber.scrub_session(
        RawTranscript("text", turns), Roster(), {"Can T.": "senior", "Itzel Poot": "junior"}
    )
    assert [turn.speaker for turn in done.turns] == ["senior", "junior"]
    words = " ".join(turn.text for turn in done.turns)
    assert "Itzel" not in words
    assert "Emilio" not in words
    assert "Can you hear me now" in words
    assert done.replaced == sum(done.replaced_by_type.values()) >= 3


def test_clients_of_the_programme_go(scrubber) -> None:
    roster = Roster((Person(RawText("Ann Lee")),), (RawText("Petrel Cove"),))
    assert "Petrel" not in _clean(scrubber, "The quote for Petrel Cove was late.", roster)


@pytest.mark.parametrize(
    "text",
    [
        "a.a.a." * 2700,
        "a@" * 8000,
        "1 " * 8000,
        " " * 1_000_000,
        "x" * 50_000,
        "\u202e" * 5000 + " hello",
        "😀 " * 5000,
        "five " * 4000,
        "dot " * 4000,
        "A. " * 4000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_ends_in_time(scrubber, text) -> None:
    began = time.process_time()
    name = "Then Milagros wrote to ann@example.com."
    clean = _clean(scrubber, text + "\n" + name)
    assert "Milagros" not in clean
    assert "ann@example" not in clean
    assert time.process_time() - began < 20


class _Broken(EntityRecognizer):
    def load(self) -> None: ...

    def analyze(self, text, entities, nlp_artifacts=None) -> Never:
        raise ZeroDivisionError(text)


def test_a_failing_recognizer_fails_the_scrub() -> None:
    broken = _Broken(supported_entities=["ANY"], name="broken")
    engine = PresidioEngine(NamesOnlySpacy(), [broken], ScrubOptions())
    with pytest.raises(ScrubFailed) as failed:
        list(engine.analyze(["Milagros was here"]))
    assert "Milagros" not in str(failed.value)


def test_another_language_is_refused_whole(scrubber) -> None:
    german = (
        "ich habe das Dokument gestern nicht gefunden und weiß nicht was wir machen sollen " * 5
    )
    with pytest.raises(UnsupportedLanguage):
        _clean(scrubber, german)


def test_batches_stream(scrubber) -> None:
    taken = []

    def items() -> Iterator[tuple[str, RawText, Roster]]:
        for number in range(3):
            taken.append(number)
            yield str(number), RawText("Milagros came."), ROSTER

    results = scrubber.scrub_batch(items())
    assert next(results)[0] == "0"
    assert taken == [0]


@pytest.mark.timeout(200)
def test_development_sessions_stay_above_their_floor() -> None:
    """Not the target (docs/results.md has the figures): a floor that a mistake breaks."""
    detector = Detector(ScrubOptions(check_language=False))
    found = wanted = kept = keepable = 0
    for pack in list(sessions(SHARED))[:4]:
        talk = Talk([piece_of(n, text) for n, text in enumerate(pack.pieces)])
        hits = detector.find(talk, pack.roster, sorted(set(pack.labels) - {""}))
        masked = {
            (hit.piece, place)
            for piece in talk.pieces
            for hit in of_piece(hits, piece.index)
            for place in range(*piece.folded.span(hit.start, hit.end))
        }
        wanted += len(pack.gold)
        found += sum((g.piece, g.start) in masked for g in pack.gold)
        after = "\n".join(
            "".join("\0" if (n, i) in masked else c for i, c in enumerate(text))
            for n, text in enumerate(pack.pieces)
        )
        keepable += len(pack.keep)
        kept += sum(word in after for word in pack.keep)
    assert found / wanted > 0.95
    assert kept / keepable > 0.8
