"""Notes a junior typed: headings, bullets and paragraphs; every bullet is a turn of its own."""

import re
from collections.abc import Sequence

from guardrails.errors import UnreadableInput
from guardrails.text import RawText
from guardrails.transcript.cues import Cue, separate_turns
from guardrails.transcript.turns import RawTranscript

HEADING_REF = "heading"
"""The cue reference of a turn that is a heading of the notes: context, nothing anybody said."""

_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u2023\u25e6\u2043\u2013\u2014]|\d{1,2}[.)]|[a-z][.)])\s+")
_CHECKBOX = re.compile(r"^\[[ xX]\]\s+")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_QUOTE = re.compile(r"^\s*>\s?")
_EMPHASIS = re.compile(r"^([*_]{1,3})(?=\S)(.*\S)\1$")


def bullet_share(lines: Sequence[str]) -> float:
    """Share of the non-empty lines that are bullets or headings."""
    filled = [line for line in lines if line.strip()]
    marked = [line for line in filled if _BULLET.match(line) or _HEADING.match(line)]
    return len(marked) / max(1, len(filled))


def read_notes(lines: Sequence[str]) -> RawTranscript:
    """Read notes without speakers. The first top heading becomes the header; markers disappear.

    Raises:
        UnreadableInput: when nothing but markers is left.
    """
    header, blocks = _blocks(lines)
    turns = separate_turns(blocks)
    if not turns:
        raise UnreadableInput("These notes hold no words; check the file and hand it in again.")
    return RawTranscript("notes", turns, RawText(header) if header else None)


def _blocks(lines: Sequence[str]) -> tuple[str, list[Cue]]:
    header = ""
    blocks: list[Cue] = []
    is_open = False  # whether the next plain line continues the last block
    for number, line in enumerate(lines, start=1):
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if not line.strip() or _RULE.match(line):
            is_open = False
        elif heading and not header and not blocks:
            header = heading[2]
        elif heading:
            blocks.append(Cue(_bare(heading[2]), ref=HEADING_REF))
            is_open = False
        elif is_open and not bullet:
            blocks[-1] = Cue(
                f"{blocks[-1].text} {_QUOTE.sub('', line).strip()}", ref=blocks[-1].ref
            )
        else:
            body = line[bullet.end() :] if bullet else _QUOTE.sub("", line)
            blocks.append(Cue(_bare(_CHECKBOX.sub("", body.strip())), ref=str(number)))
            is_open = True
    return header, blocks


def _bare(text: str) -> str:
    match = _EMPHASIS.match(text.strip())
    return match[2] if match else text.strip()
