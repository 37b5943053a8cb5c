"""Reads a brief from YAML or JSON bytes; refuses, in one sentence, what is no brief."""

from collections.abc import Mapping
from typing import cast, get_args

import yaml

from guardrails.briefs.raw import RawBrief, RawMetric
from guardrails.errors import InvalidBrief
from guardrails.families import Family
from guardrails.text import RawText

_MAX_BYTES = 200_000
_KEYS = (
    "decision",
    "owner",
    "deadline",
    "options",
    "what_would_change_it",
    "junior_vantage",
)


def parse_brief(data: bytes, filename: str = "brief.yaml") -> RawBrief:
    """Return the brief that ``data`` holds; JSON is read as the YAML it also is.

    Absent optional keys become empty fields: judging them is :func:`check_brief`'s work.

    Raises:
        InvalidBrief: when the bytes are empty, too large, no UTF-8 text, no mapping, or lack the
            decision; the sentence names every missing key, never the content.
    """
    mapping = _mapping(data, filename)
    missing = [key for key in _KEYS if not mapping.get(key)]
    if "decision" in missing:
        raise InvalidBrief(f"The brief lacks: {', '.join(missing)}. Add these keys and try again.")
    objectives = _inner(mapping, "learning_objectives")
    return RawBrief(
        decision=_text(mapping, "decision"),
        owner_role=_owner(mapping.get("owner")),
        deadline=_text(mapping, "deadline"),
        options=_texts(mapping, "options"),
        what_would_change_it=_texts(mapping, "what_would_change_it"),
        metrics=_metrics(mapping.get("metrics")),
        junior_vantage=_text(mapping, "junior_vantage"),
        off_limits=_texts(mapping, "off_limits"),
        senior_objectives=_texts(objectives, "senior"),
        junior_objectives=_texts(objectives, "junior"),
        family=_family(mapping.get("question_family")),
    )


def _mapping(data: bytes, filename: str) -> Mapping[str, object]:
    if not data.strip():
        raise InvalidBrief("The brief is empty.")
    if len(data) > _MAX_BYTES:
        raise InvalidBrief("The brief is larger than 200 kB; a brief is one page.")
    kind = "JSON" if filename.lower().endswith(".json") else "YAML"
    try:
        loaded = yaml.safe_load(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidBrief(f"The brief is not UTF-8 text; save it as {kind} in UTF-8.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark is not None else ""
        raise InvalidBrief(f"The brief is not valid {kind}{where}.") from error
    if not isinstance(loaded, Mapping):
        raise InvalidBrief(
            f"The brief is not a mapping of keys; it needs: {', '.join(_KEYS)}, and more if known."
        )
    return {str(key): value for key, value in loaded.items()}


def _inner(mapping: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = mapping.get(key)
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return {str(inner): entry for inner, entry in value.items()}
    raise InvalidBrief(f"In the brief, {key} must be a mapping.")


def _scalar(value: object, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping | list):
        raise InvalidBrief(f"In the brief, {key} must be plain text.")
    return " ".join(str(value).split())


def _text(mapping: Mapping[str, object], key: str) -> RawText:
    return RawText(_scalar(mapping.get(key), key))


def _texts(mapping: Mapping[str, object], key: str) -> tuple[RawText, ...]:
    value = mapping.get(key)
    entries = value if isinstance(value, list) else [value]
    texts = (_entry(entry, key) for entry in entries)
    return tuple(RawText(text) for text in texts if text)


def _entry(entry: object, key: str) -> str:
    """Return a list entry; an unquoted ``a: b`` reads as a mapping in YAML and is put back."""
    if isinstance(entry, Mapping) and len(entry) == 1:
        ((name, rest),) = entry.items()
        return f"{_scalar(name, key)}: {_scalar(rest, key)}".strip(": ")
    return _scalar(entry, key)


def _owner(value: object) -> RawText:
    if isinstance(value, Mapping):
        return RawText(_scalar(value.get("role"), "owner.role"))
    return RawText(_scalar(value, "owner"))


def _metrics(value: object) -> tuple[RawMetric, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidBrief("In the brief, metrics must be a list.")
    metrics = (_metric(entry) for entry in value)
    return tuple(metric for metric in metrics if metric.name)


def _metric(entry: object) -> RawMetric:
    if not isinstance(entry, Mapping):
        return RawMetric(RawText(_scalar(entry, "metrics")))
    return RawMetric(
        name=RawText(_scalar(entry.get("name"), "metrics.name")),
        baseline=_number(entry.get("baseline")),
        target=_number(entry.get("target")),
        unit=RawText(_scalar(entry.get("unit"), "metrics.unit")),
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(str(value).replace(",", "").strip().rstrip("%"))
    except ValueError:
        return None


def _family(value: object) -> Family | None:
    text = str(value or "").strip().lower().replace(" ", "_").replace("-", "_")
    return cast("Family", text) if text in get_args(Family) else None
