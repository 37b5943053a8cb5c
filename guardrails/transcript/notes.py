"""Notes a junior typed: headings, bullets and paragraphs; every bullet is a turn of its own."""

import re
from collections import Counter
from collections.abc import Sequence

from guardrails.errors import UnreadableInput
from guardrails.text import RawText
from guardrails.transcript.cues import Cue, separate_turns
from guardrails.transcript.turns import HEADING_REF, RawTranscript

_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u2023\u25e6\u2043\u2013\u2014]|\d{1,2}[.)]|[a-z][.)])\s+")
_OWN = re.compile(r"^(?:A|[Mm]e|ME|I)\s*:\s+(?=\S)")
"""The writer's side of notes kept as questions and answers: a marker like a bullet."""
_SIDE = re.compile(r"^\s*(?:[-*+\u2022]\s+)?(?P<label>\w[\w .'-]{0,24}?)\s*:\s", re.MULTILINE)
_SIDES = frozenset(["q", "a", "me", "i", "her", "him", "she", "he"])
_FEWEST_SIDES = 3
_CHECKBOX = re.compile(r"^\[[ xX]\]\s+")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_QUOTE = re.compile(r"^\s*>\s?")
_TITLE_WORDS = 8
_WIDEST = 110  # characters; whoever lets lines be broken breaks them before
_SLACK = 8
_EMPHASIS = re.compile(r"^([*_]{1,3})(?=\S)(.*\S)\1$")


def bullet_share(lines: Sequence[str]) -> float:
    """Share of the non-empty lines that are bullets or headings."""
    filled = [line for line in lines if line.strip()]
    marked = [line for line in filled if _BULLET.match(line) or _HEADING.match(line)]
    return len(marked) / max(1, len(filled))


def has_sides(lines: Sequence[str]) -> bool:
    """Whether these are notes kept as "Q: ... A: ..." or "me: ... her: ...": one hand, no talk."""
    hits = (_SIDE.match(line) for line in lines)
    labels = Counter(hit["label"].lower() for hit in hits if hit)
    sides = sum(times for label, times in labels.items() if label in _SIDES)
    speakers = [times for label, times in labels.items() if label not in _SIDES]
    return sides >= _FEWEST_SIDES and max(speakers, default=0) < _FEWEST_SIDES


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
    width = _width(lines)
    before = ""  # the line that the next plain one may continue
    for number, line in enumerate(lines, start=1):
        bullet, title = _BULLET.match(line), _title(lines, number - 1)
        if not line.strip() or _RULE.match(line):
            before = ""
        elif title and not header and not blocks and line.lstrip().startswith("#"):
            header = title
        elif title:
            blocks.append(Cue(_bare(title), ref=HEADING_REF))
            before = ""
        elif before and not bullet and _continues(before, line, width):
            joined = f"{blocks[-1].text} {_QUOTE.sub('', line).strip()}"
            blocks[-1] = Cue(joined, ref=blocks[-1].ref)
            before = line
        else:
            body = line[bullet.end() :] if bullet else _QUOTE.sub("", line)
            said = _OWN.sub("", _CHECKBOX.sub("", body.strip()))
            blocks.append(Cue(_bare(said), ref=str(number)))
            before = line
    return header, blocks


def _title(lines: Sequence[str], at: int) -> str:
    """The text of a heading: marked as one, or a few words alone above a list."""
    marked = _HEADING.match(lines[at])
    if marked:
        return marked[2]
    bare = _BULLET.sub("", lines[at]).strip()
    if bare.endswith(":") and len(bare.split()) <= _TITLE_WORDS:
        return bare.rstrip(": ")
    line = lines[at].strip()
    alone = at == 0 or not lines[at - 1].strip()
    over_list = at + 1 < len(lines) and _BULLET.match(lines[at + 1])
    few = 0 < len(line.split()) <= _TITLE_WORDS and not line.endswith((".", "!", "?"))
    return line.rstrip(": ") if alone and over_list and few and not _BULLET.match(line) else ""


def _width(lines: Sequence[str]) -> int:
    """Where the writer's program broke long lines; 0 when it did not."""
    lengths = [len(line.rstrip()) for line in lines]
    longest = max(lengths, default=0)
    full = sum(length > longest - _SLACK for length in lengths)
    return longest if longest <= _WIDEST and full > 1 else 0


def _continues(before: str, line: str, width: int) -> bool:
    """Whether a line was broken here: indented, or its first word had no room above."""
    side = _SIDE.match(f"{line} ")
    if side and side["label"].lower() in _SIDES:
        return False
    if line[:1].isspace():
        return True
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width - _SLACK > 0


def _bare(text: str) -> str:
    match = _EMPHASIS.match(text.strip())
    return match[2] if match else text.strip()
