"""The smallest thing a recording gives us, and how neighbours become one turn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from guardrails.text import RawText
from guardrails.transcript.turns import RawTurn

UNKNOWN_SPEAKER = "Unknown Speaker"
_SPACES = re.compile(r"\s+")
_CLOCK = re.compile(r"^(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{1,2}(?:[.,]\d{1,6})?)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption, paragraph or segment; never leaves this package.

    ``speaker`` is None while unknown; times are seconds from the start of the recording.
    """

    text: str
    speaker: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    ref: str = ""


def parse_clock(text: str) -> float | None:
    """Seconds meant by ``0:02``, ``00:00:04.433`` or ``00:00:04,433``; None for anything else."""
    match = _CLOCK.match(text.strip())
    if match is None:
        return None
    seconds = float(match["s"].replace(",", "."))
    return int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + seconds


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space (no-break spaces too) made one space."""
    return _SPACES.sub(" ", text).strip()


def carry_speakers(cues: Iterable[Cue]) -> list[Cue]:
    """Give cues without a label the speaker before them: labels may stand only at a change."""
    carried: list[Cue] = []
    current = UNKNOWN_SPEAKER
    for cue in cues:
        current = cue.speaker or current
        carried.append(Cue(cue.text, current, cue.start_s, cue.end_s, cue.ref))
    return carried


def merge_cues(cues: Iterable[Cue]) -> tuple[RawTurn, ...]:
    """Join neighbouring cues of one speaker with a space; empty cues disappear."""
    groups: list[list[Cue]] = []
    for cue in cues:
        text = one_line(cue.text)
        if not text:
            continue
        tidy = Cue(text, cue.speaker, cue.start_s, cue.end_s, cue.ref)
        if groups and groups[-1][0].speaker == tidy.speaker:
            groups[-1].append(tidy)
        else:
            groups.append([tidy])
    return tuple(_turn(index, group) for index, group in enumerate(groups))


def separate_turns(cues: Iterable[Cue]) -> tuple[RawTurn, ...]:
    """Keep every cue a turn of its own (bullets of notes are separate thoughts)."""
    kept = [cue for cue in cues if one_line(cue.text)]
    return tuple(
        _turn(index, [Cue(one_line(cue.text), cue.speaker, ref=cue.ref)])
        for index, cue in enumerate(kept)
    )


def _turn(index: int, group: list[Cue]) -> RawTurn:
    ends = [cue.end_s for cue in group if cue.end_s is not None]
    speaker = group[0].speaker
    return RawTurn(
        index=index,
        text=RawText(" ".join(cue.text for cue in group)),
        speaker=RawText(speaker) if speaker else None,
        start_s=group[0].start_s,
        end_s=max(ends) if ends else None,
        cues=tuple(cue.ref for cue in group if cue.ref),
    )
