"""Every format by content, with what the libraries get wrong."""

import io
import json

import pytest
from docx import Document

from guardrails.transcript.reading import read_transcript


def said(data: bytes, name: str = "talk.bin") -> list[tuple[str, str]]:
    turns = read_transcript(data, name).turns
    return [(t.speaker.reveal() if t.speaker else "", t.text.reveal()) for t in turns]


ZOOM = b"""WEBVTT\r
\r
1\r
00:00:01.000 --> 00:00:02.500\r
Ann Bell: So how was the till?\r
\r
2\r
00:00:03.000 --> 00:00:05.000\r
Jo P.: Slow. Very slow.\r
\r
3\r
00:00:05.100 --> 00:00:07.000\r
Note: the deadline is 10:30\r
\r
4\r
00:00:08.000 --> 00:00:09.000\r
Ann Bell: I see.\r
\r
5\r
00:00:09.500 --> 00:00:10.000\r
Jo P.: Yes.\r
"""


def test_zoom_labels_only_at_a_change_and_a_remark_with_a_colon() -> None:
    transcript = read_transcript(ZOOM, "talk.txt")
    assert transcript.kind == "zoom_vtt"
    second = transcript.turns[1]
    assert second.text.reveal() == "Slow. Very slow. Note: the deadline is 10:30"
    assert (second.start_s, second.end_s, second.cues) == (3.0, 7.0, ("2", "3"))


def test_teams_cue_with_two_voices_guid_ids_and_broken_lines() -> None:
    data = (
        "\ufeffWEBVTT\n\n07158ab7-95f3/10-0\n00:00:02.134 --> 00:00:05.085\n"
        "<v Ann Bell>OK, how\nwas it?</v> <v.loud Jo P\u00e9rez>Fine &amp; fast.</v>\n\n"
        "07158ab7-95f3/11-0\n00:00:06.000 --> 00:00:07.000\n<v Jo P\u00e9rez>Mostly.</v>\n"
    ).encode()
    assert said(data) == [
        ("Ann Bell", "OK, how was it?"),
        ("Jo P\u00e9rez", "Fine & fast. Mostly."),
    ]


def test_overlapping_cues_are_put_in_order_of_time() -> None:
    data = (
        b"WEBVTT\n\n00:05.000 --> 00:09.000\n<v A>late</v>\n\n"
        b"00:01.000 --> 00:06.000\n<v B>early</v>\n"
    )
    assert [speaker for speaker, _ in said(data)] == ["B", "A"]


def test_srt_with_two_people_in_one_cue() -> None:
    data = (
        b"1\n00:00:01,000 --> 00:00:02,000\nMilo: Hi.\n\n"
        b"2\n00:00:02,500 --> 00:00:04,000\n- Itzel Poot: Hello.\n- Milo: How are you?\n"
    )
    assert said(data) == [("Milo", "Hi."), ("Itzel Poot", "Hello."), ("Milo", "How are you?")]


def test_otter_header_block_stands_apart() -> None:
    data = (
        b"Weekly w/ Jo\nWed, Feb 18, 2026 9:02AM \xe2\x80\xa2 21:40\n"
        b"SUMMARY KEYWORDS\ntill, price\n"
        b"SPEAKERS\nAnn Bell, Jo P\n\nAnn Bell  0:05  \nHow was it?\n\nJo P  0:09  \nSlow: ten "
        b"seconds.\nEvery time.\n"
    )
    transcript = read_transcript(data)
    assert transcript.kind == "otter"
    assert [turn.start_s for turn in transcript.turns] == [5.0, 9.0]
    assert transcript.turns[1].text.reveal() == "Slow: ten seconds. Every time."
    assert transcript.header is not None
    assert "Weekly w/ Jo" in transcript.header.reveal()


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Call", "Ann Bell   0:03\nHow was it?", "Jo P   0:05\nSlow."],  # one paragraph a turn
        ["Call", "Ann Bell   0:03", "How was it?", "Jo P   0:05", "Slow."],  # two paragraphs
        ["Ann Bell   0:03 How was it?", "Jo P   0:05 Slow."],  # name, time and text in one line
        ["0:0:3.0 --> 0:0:4.1\nAnn Bell\nHow was it?", "0:0:5.0 --> 0:0:6.0\nJo P\nSlow."],  # old
        ["Ann Bell: How was it?", "Jo P: Slow."],  # typed by hand
    ],
)
def test_docx_in_the_shapes_teams_has_used(paragraphs: list[str]) -> None:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    assert said(packed.getvalue()) == [("Ann Bell", "How was it?"), ("Jo P", "Slow.")]


@pytest.mark.parametrize(
    "talk",
    [
        {"segments": [{"id": 0, "start": 1.0, "end": 2, "text": " Hi.", "speaker": "SPEAKER_00"}]},
        {"transcript": [{"speaker": "SPEAKER_00", "text": "Hi.", "timestamp": "00:01"}]},
        {"monologues": [{"speaker": "SPEAKER_00", "elements": [{"value": "Hi.", "ts": 1.0}]}]},
        {"text": "Hi.", "segments": [{"start": 1.0, "text": "SPEAKER_00: Hi."}]},
        {"utterances": [{"speaker": {"name": "SPEAKER_00"}, "text": "Hi.", "start": 1000}]},
    ],
)
def test_json_of_whisper_otter_and_others(talk: dict[str, object]) -> None:
    turn = read_transcript(json.dumps(talk).encode(), "talk.json").turns[0]
    assert turn.speaker is not None
    assert (turn.speaker.reveal(), turn.text.reveal(), turn.start_s) == ("SPEAKER_00", "Hi.", 1.0)


def test_lower_case_recognition() -> None:
    data = b"speaker 1: so how was it\nspeaker 2: slow\nvery slow\nspeaker 1: okay\n"
    assert read_transcript(data).kind == "asr"
    assert said(data)[1] == ("speaker 2", "slow very slow")


def test_plain_text_with_clocks() -> None:
    data = b"[00:00:03] Ann Bell: How was it?\n[00:00:05] Jo P: Slow.\n[00:00:08] Ann Bell: Hm.\n"
    assert [turn.start_s for turn in read_transcript(data).turns] == [3.0, 5.0, 8.0]


def test_notes_keep_each_bullet_and_join_wrapped_lines() -> None:
    data = (
        b"# Talk with Jo\n\n_on the tram_\n\n## tills\n- the till is slow,\n  ten seconds\n"
        b'- Jo: "it is fine"\n- [ ] ask Sam\n1. numbered\n'
    )
    transcript = read_transcript(data)
    assert transcript.kind == "notes"
    assert [turn.text.reveal() for turn in transcript.turns] == [
        "on the tram",
        "tills",
        "the till is slow, ten seconds",
        'Jo: "it is fine"',
        "ask Sam",
        "numbered",
    ]
    assert all(turn.speaker is None for turn in transcript.turns)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    text = (
        "Ann Bell: How was the caf\u00e9, Zo\u00eb?\nJo: It\u2019s slow \u2013 really.\nJo: Yes.\n"
    )
    assert said(text.encode(encoding))[0] == ("Ann Bell", "How was the caf\u00e9, Zo\u00eb?")
