"""JSON transcripts: Whisper segments, Otter and other services' utterances."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guardrails.errors import UnreadableInput
from guardrails.transcript.captions import NO_SPEAKERS
from guardrails.transcript.cues import Cue, carry_speakers, merge_cues, parse_clock
from guardrails.transcript.labels import learn_labels, split_label
from guardrails.transcript.turns import RawTranscript

_TEXT = ("text", "transcript", "content", "utterance", "message", "value", "body", "sentence")
_SPEAKER = (
    "speaker",
    "speaker_name",
    "speakerName",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "name",
    "participant",
    "user",
)
_START = ("start", "start_time", "startTime", "start_offset", "begin", "from", "timestamp", "time")
_END = ("end", "end_time", "endTime", "end_offset", "to")
_INNER = ("words", "elements", "tokens")
_MAX_DEPTH = 6
# Nobody speaks slower than one word in twenty seconds for a whole file: then it is milliseconds.
_SLOWEST_S_PER_WORD = 20.0


def read_json(text: str) -> RawTranscript:
    """Read the longest list of objects with text in it, wherever it stands in the file.

    Raises:
        UnreadableInput: for broken JSON, no such list, or nobody named.
    """
    items = max(_lists(_load(text)), key=_size, default=None)
    if not items:
        raise UnreadableInput(
            "This JSON file holds no transcript we know; "
            "it needs a list of segments with `speaker`, `text` and `start`."
        )
    cues = [_cue(number, item) for number, item in enumerate(items, start=1)]
    if not any(cue.speaker for cue in cues):
        cues = _from_labels(cues)
    factor = _time_factor(cues)
    scaled = [
        Cue(cue.text, cue.speaker, _scale(cue.start_s, factor), _scale(cue.end_s, factor), cue.ref)
        for cue in cues
    ]
    turns = merge_cues(carry_speakers(scaled))
    if not turns:
        raise UnreadableInput("This JSON transcript holds no words; export it again.")
    return RawTranscript("json", turns)


def _load(text: str) -> object:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines] if len(lines) > 1 else _broken(error)
        except (json.JSONDecodeError, RecursionError):
            return _broken(error)


def _broken(error: Exception) -> object:
    raise UnreadableInput(
        "This JSON file is broken or cut off; export the transcript again."
    ) from error


def _lists(node: object, depth: int = 0) -> Iterator[Sequence[Mapping[str, Any]]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, list):
        items = [item for item in node if isinstance(item, dict) and _text_of(item)]
        if items and len(items) >= len(node) / 2:
            yield items
            return
        for item in node[:50]:
            yield from _lists(item, depth + 1)
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _INNER:
                yield from _lists(value, depth + 1)


def _size(items: Sequence[Mapping[str, Any]]) -> tuple[bool, int]:
    named = any(_first(item, _SPEAKER) is not None for item in items)
    return named, sum(len(_text_of(item)) for item in items)


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _text_of(item: Mapping[str, Any]) -> str:
    text = _first(item, _TEXT)
    if isinstance(text, str):
        return text
    inner = _first(item, _INNER)
    if not isinstance(inner, list):
        return ""
    words = [
        _first(word, ("value", "text", "word", "w")) for word in inner if isinstance(word, dict)
    ]
    kept = [word for word in words if isinstance(word, str)]
    # Services that store punctuation and blanks as elements need no further blanks.
    return ("" if any(word.isspace() for word in kept) else " ").join(kept)


def _cue(number: int, item: Mapping[str, Any]) -> Cue:
    inner = [word for word in _first(item, _INNER) or [] if isinstance(word, dict)]
    start, end = _seconds(_first(item, _START)), _seconds(_first(item, _END))
    if start is None and inner:
        start = _seconds(_first(inner[0], ("ts", *_START)))
    return Cue(_text_of(item), _name(_first(item, _SPEAKER)), start, end, _ref(number, item))


def _ref(number: int, item: Mapping[str, Any]) -> str:
    given = item.get("id")
    return str(given) if isinstance(given, (int, str)) else str(number)


def _name(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = _first(value, ("name", "display_name", "displayName", "id"))
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return f"Speaker {value}"
    return str(value).strip() or None


def _seconds(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value.removesuffix("s"))
        except ValueError:
            return parse_clock(value)
    return None


def _from_labels(cues: Sequence[Cue]) -> list[Cue]:
    labels = learn_labels([cue.text for cue in cues])
    if not labels:
        raise UnreadableInput(NO_SPEAKERS)
    named: list[Cue] = []
    for cue in cues:
        split = split_label(cue.text)
        if split and split[0] in labels:
            named.append(Cue(split[1], split[0], cue.start_s, cue.end_s, cue.ref))
        else:
            named.append(cue)
    return named


def _time_factor(cues: Sequence[Cue]) -> float:
    last = max((cue.end_s or cue.start_s or 0.0 for cue in cues), default=0.0)
    words = sum(len(cue.text.split()) for cue in cues)
    return 0.001 if words and last / words > _SLOWEST_S_PER_WORD else 1.0


def _scale(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor
