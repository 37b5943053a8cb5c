"""Transcripts as lines of text: Otter and Teams headings, ``Name: text``, speech recognition."""

import re
from collections.abc import Sequence
from typing import Literal

from guardrails.errors import UnreadableInput
from guardrails.text import RawText
from guardrails.transcript.cues import UNKNOWN_SPEAKER, Cue, carry_speakers, merge_cues, parse_clock
from guardrails.transcript.labels import learn_labels, share_labelled, split_label
from guardrails.transcript.turns import RawTranscript

_HEADING = re.compile(
    r"^(?P<name>[^\s\d\u2022|][^\t\n]{0,57}?)(?:\s{2,}|\t+|\u00a0+)"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\s+(?P<rest>\S.*))?\s*$"
)
_ARROW = re.compile(r"^(?P<start>[\d:.,]+)\s*-->\s*(?P<end>[\d:.,]+)\s*$")
_SYSTEM = re.compile(
    r"\b(?:started|stopped) (?:the )?(?:transcription|recording)\.?\s*$", re.IGNORECASE
)
_RECOGNIZER = re.compile(r"^[\[(<]?\s*(?:speaker|spk|voice)[\s_#-]*\d+", re.IGNORECASE)
_ENOUGH_HEADINGS = 2
_MOSTLY = 0.55
_OFTEN = 0.2

Kind = Literal["otter", "docx", "asr", "text"]


def find_headings(lines: Sequence[str]) -> int:
    """How many lines read ``Name  0:02``."""
    return sum(1 for line in lines if _HEADING.match(line))


def has_headings(lines: Sequence[str]) -> bool:
    """Whether the lines are an Otter or Teams transcript."""
    arrows = sum(1 for line in lines if _ARROW.match(line.strip()))
    return max(find_headings(lines), arrows) >= _ENOUGH_HEADINGS


def read_headings(lines: Sequence[str], kind: Kind) -> RawTranscript:
    """Read turns under headings with name and time; what stands before the first is the header."""
    header: list[str] = []
    cues: list[Cue] = []
    pending: tuple[float | None, float | None] | None = None
    for line in lines:
        heading, arrow = _HEADING.match(line), _ARROW.match(line.strip())
        if arrow:
            pending = (parse_clock(arrow["start"]), parse_clock(arrow["end"]))
        elif pending and line.strip():
            cues.append(Cue("", line.strip(), pending[0], pending[1]))
            pending = None
        elif heading:
            clock = parse_clock(heading["clock"])
            cues.append(Cue(heading["rest"] or "", heading["name"].strip(), clock))
        elif _SYSTEM.search(line) or not cues:
            header.append(line)
        elif line.strip():
            cues[-1] = _longer(cues[-1], line)
    return _finish(cues, header, kind)


def looks_labelled(lines: Sequence[str], *, bullets: float) -> bool:
    """Whether the lines are ``Name: text``; ``bullets`` is the share of bullet lines."""
    labels = learn_labels(lines)
    if len(labels) == 0:
        return False
    share = share_labelled(lines, labels)
    return share >= _MOSTLY or (share >= _OFTEN and len(labels) > 1 and bullets < _OFTEN)


def read_labelled(lines: Sequence[str], kind: Kind) -> RawTranscript:
    """Read ``Name: text`` (with or without times); lines without a label continue the turn."""
    labels = learn_labels([line for line in lines if line.strip()])
    header: list[str] = []
    cues: list[Cue] = []
    for number, line in enumerate(lines, start=1):
        split = split_label(line)
        if split and split[0] in labels:
            clock = parse_clock(split[2]) if split[2] else None
            cues.append(Cue(split[1], split[0], clock, ref=str(number)))
        elif not cues:
            header.append(line)
        elif line.strip():
            cues[-1] = _longer(cues[-1], line)
    machine = all(_RECOGNIZER.match(cue.speaker or "") for cue in cues)
    return _finish(cues, header, "asr" if machine and kind == "text" else kind)


def _longer(cue: Cue, line: str) -> Cue:
    return Cue(f"{cue.text} {line}", cue.speaker, cue.start_s, cue.end_s, cue.ref)


def _finish(cues: Sequence[Cue], header: Sequence[str], kind: Kind) -> RawTranscript:
    numbered = [
        Cue(cue.text, cue.speaker or UNKNOWN_SPEAKER, cue.start_s, cue.end_s, cue.ref or str(n))
        for n, cue in enumerate(cues, start=1)
    ]
    turns = merge_cues(carry_speakers(numbered))
    if not turns:
        raise UnreadableInput("This transcript holds no words; export it again.")
    written = "\n".join(header).strip()
    return RawTranscript(kind, turns, RawText(written) if written else None)
