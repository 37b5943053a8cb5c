"""Captions with times: Zoom and Teams ``.vtt``, and ``.srt``."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Literal

import srt  # type: ignore[import-untyped]
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from guardrails.errors import UnreadableInput
from guardrails.transcript.cues import Cue, carry_speakers, merge_cues, parse_clock
from guardrails.transcript.labels import learn_labels, split_label
from guardrails.transcript.turns import RawTranscript

_VOICE = re.compile(r"<v(?:\.[^\s>]+)*\s+([^>]+)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^>]*>|<\d{2}:[\d:.]+>|\{\\an\d\}")
NO_SPEAKERS = (
    "This transcript does not say who spoke; export it with speaker names, "
    "or write `Name:` before each turn."
)


def read_vtt(text: str) -> RawTranscript:
    """Read WebVTT: Teams voices (several in one cue too), Zoom's ``Name: text``, plain labels.

    Raises:
        UnreadableInput: when the file has no cues or nobody is named.
    """
    try:
        captions = WebVTT.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise UnreadableInput(
            "This .vtt file is damaged; export the transcript again from the meeting."
        ) from error
    cues: list[Cue] = []
    for number, caption in enumerate(captions, start=1):
        start, end = parse_clock(caption.start), parse_clock(caption.end)
        ref = caption.identifier or str(number)
        cues += [Cue(said, who, start, end, ref) for who, said in _voices(caption.raw_text)]
    if any(cue.speaker for cue in cues):
        return _transcript("teams_vtt", cues)
    return _labelled("zoom_vtt", cues)


def read_srt(text: str) -> RawTranscript:
    """Read SubRip with ``Name: text`` (or voice tags) in its cues.

    Raises:
        UnreadableInput: when no cue can be parsed or nobody is named.
    """
    try:
        subtitles = list(srt.parse(text, ignore_errors=True))
    except (srt.SRTParseError, ValueError) as error:
        raise UnreadableInput(
            "This .srt file is damaged; export the transcript again from the meeting."
        ) from error
    cues: list[Cue] = []
    for item in subtitles:
        start, end = item.start.total_seconds(), item.end.total_seconds()
        ref = str(item.index) if item.index is not None else ""
        cues += [Cue(said, who, start, end, ref) for who, said in _voices(item.content)]
    return _transcript("srt", cues) if any(cue.speaker for cue in cues) else _labelled("srt", cues)


def _voices(raw: str) -> Iterator[tuple[str | None, str]]:
    """Split a cue at its voice tags, the part before the first belonging to nobody yet."""
    pieces = _VOICE.split(raw)
    if pieces[0].strip():
        yield None, _plain(pieces[0])
    for speaker, said in zip(pieces[1::2], pieces[2::2], strict=True):
        yield unescape(speaker).strip(), _plain(said)


def _plain(raw: str) -> str:
    return unescape(_TAG.sub("", raw))


def _labelled(kind: Literal["zoom_vtt", "srt"], cues: Sequence[Cue]) -> RawTranscript:
    lines = [cue for cue in cues for cue in _split_lines(cue)]
    labels = learn_labels([cue.text for cue in lines])
    if not labels:
        raise UnreadableInput(NO_SPEAKERS if cues else _NO_CUES)
    return _transcript(kind, [_with_label(cue, labels) for cue in lines])


def _split_lines(cue: Cue) -> list[Cue]:
    """Cut a cue where one of its lines could open with a label: two people in one caption."""
    parts: list[str] = []
    for line in cue.text.split("\n"):
        if parts and split_label(line.lstrip("- ")) is None:
            parts[-1] += " " + line
        else:
            parts.append(line.lstrip("- ") if parts or line.startswith("-") else line)
    return [Cue(part, cue.speaker, cue.start_s, cue.end_s, cue.ref) for part in parts]


def _with_label(cue: Cue, labels: frozenset[str]) -> Cue:
    split = split_label(cue.text)
    if split is None or split[0] not in labels:
        return cue
    return Cue(split[1], split[0], cue.start_s, cue.end_s, cue.ref)


_NO_CUES = "This caption file holds no captions; export the transcript again from the meeting."


def _transcript(kind: Literal["teams_vtt", "zoom_vtt", "srt"], cues: list[Cue]) -> RawTranscript:
    # Overlapping cues may stand out of order; the sort is stable for equal times.
    ordered = sorted(carry_speakers(cues), key=lambda cue: cue.start_s or 0.0)
    turns = merge_cues(ordered)
    if not turns:
        raise UnreadableInput(_NO_CUES)
    return RawTranscript(kind, turns)
