"""Any transcript or notes file into turns: the content decides, the name of the file does not."""

import re

from guardrails.transcript.captions import read_srt, read_vtt
from guardrails.transcript.decoding import decode, refuse_hopeless
from guardrails.transcript.json_talk import read_json
from guardrails.transcript.lines import (
    Kind,
    has_headings,
    looks_labelled,
    read_headings,
    read_labelled,
)
from guardrails.transcript.notes import bullet_share, has_sides, read_notes
from guardrails.transcript.turns import RawTranscript

_ZIP = b"PK\x03\x04"
_VTT = re.compile(r"\A\s*WEBVTT\b")
_VTT_TIMES = re.compile(r"^\s*(?:\d+:)?\d{2}:\d{2}\.\d{3}\s+-->\s+", re.MULTILINE)
_SRT_TIMES = re.compile(r"^\s*\d+:\d{2}:\d{2},\d{1,3}\s+-->\s+", re.MULTILINE)
_PRIVATE_NOTES = 0.45
"""With more bullets than this, a few ``Jo: ...`` bullets are quotes inside notes."""


def read_transcript(data: bytes, filename: str = "") -> RawTranscript:
    """Read a transcript or notes of any format that CONTRACTS.md names.

    ``filename`` is only a hint for JSON that starts oddly; the content decides. Neighbouring
    cues of one speaker are one turn, joined by one space, with times and cue references.

    Raises:
        UnreadableInput: one sentence that names the problem and the remedy, never the content.
    """
    refuse_hopeless(data)
    if data.startswith(_ZIP):
        # python-docx takes 0.2 s to import; captions and notes do not need it.
        from guardrails.transcript.word import paragraphs_of  # noqa: PLC0415

        lines = "\n".join(paragraphs_of(data)).split("\n")
        decode("\n".join(lines).encode())  # the same refusal of empty content
        return _read_lines(lines, "docx")
    text = decode(data)
    if _VTT.match(text):
        return read_vtt(text)
    if _SRT_TIMES.search(text):
        return read_srt(text)
    if _VTT_TIMES.search(text):
        return read_vtt("WEBVTT\n\n" + text)
    if text.lstrip()[:1] in "{[" and _is_json(text, filename):
        return read_json(text)
    return _read_lines(text.split("\n"), "text")


def _is_json(text: str, filename: str) -> bool:
    """Tell JSON from notes that open with a bracket such as ``[10:30]`` or ``[ ] call``."""
    opening = text.lstrip()[:200]
    return filename.lower().endswith((".json", ".jsonl")) or bool(
        re.match(r"\{\s*(?:\"|\}|$)|\[\s*(?:\{|\]|$)", opening)
    )


def _read_lines(lines: list[str], kind: Kind) -> RawTranscript:
    filled = [line for line in lines if line.strip()]
    if has_headings(filled):
        return read_headings(lines, "otter" if kind == "text" else kind)
    bullets = bullet_share(filled)
    labelled = bullets < _PRIVATE_NOTES and looks_labelled(filled, bullets=bullets)
    if labelled and not has_sides(filled):
        return read_labelled(lines, kind)
    return read_notes(lines)
