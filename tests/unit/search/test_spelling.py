"""Typing errors are mended towards released words, and nothing else is touched."""

import pytest

from guardrails.text import CleanText
from knowledge.search.spelling import Speller

SPELLER = Speller(["The appraisal form is read aloud.", "Managers skip calibration.", "A quilt."])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the apraisal", "the appraisal"),  # a letter missing
        ("the apprasial", "the appraisal"),  # two letters swapped
        ("Calibrstion", "calibration"),  # a wrong letter
        ("appraisals", "appraisals"),  # an ending is no error
        ("from", "from"),  # short words have too many neighbors
        ("salary", "salary"),  # a word of other subjects stays
        ("xylophone", "xylophone"),  # nothing released is near
        ("built", "built"),  # the first letter is kept: never "quilt"
    ],
)
def test_mending(typed: str, meant: str) -> None:
    assert SPELLER.mended(CleanText(typed)) == meant
