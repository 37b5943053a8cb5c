# ruff: noqa: T201, E501  # a bench prints
"""CPU of scrubbing an hour of talk, ours beside plain Presidio, measured in one run."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.scrub.corpora import sessions
from guardrails.scrub.detect import Detector
from guardrails.scrub.options import ScrubOptions
from guardrails.scrub.plain_presidio import plain_spans
from guardrails.scrub.talk import Talk, piece_of

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
HOUR = 9000


@pytest.mark.bench
def test_cost_of_an_hour_of_talk() -> None:
    texts: list[str] = []
    for pack in sessions(SHARED):
        texts += pack.pieces
        if sum(len(text.split()) for text in texts) > HOUR:
            break
    words = sum(len(text.split()) for text in texts)
    detector = Detector(ScrubOptions(check_language=False))
    detector.load()
    plain_spans(["Warm up, Ann."])
    ours = plain = 0.0
    for _ in range(2):
        ours = _cpu(
            lambda: detector.find(
                Talk([piece_of(n, t) for n, t in enumerate(texts)]), pack.roster, []
            )
        )
        plain = _cpu(lambda: plain_spans(["\n".join(texts)]))
    print(
        f"\n{words} words: ours {ours:.2f} CPU s, plain Presidio {plain:.2f} CPU s, ratio {ours / plain:.2f}"
    )


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
