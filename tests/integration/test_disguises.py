# ruff: noqa: RUF001  # look-alike letters are the subject
"""Whatever a text is dressed up in, what plain text would give away is found."""

import time

import pytest

from guardrails.roster import Roster
from guardrails.scrub.folding import fold
from guardrails.scrub.scrubber import PresidioScrubber
from guardrails.text import RawText

ROSTER = Roster.of_names(["Milagros Quispe"])
TELLING = (
    "Then Milagros told my manager Deepak about it, and he rang +44 7700 900381"
    " and wrote to ann@example.com before the weekly meeting."
)
SECRETS = ("Milagros", "Deepak", "900381", "ann@example.com")
LOOKALIKES = str.maketrans("aeopcxAEOPCMKTB", "аеорсхАЕОРСМКТВ")


@pytest.fixture(scope="module")
def scrubber() -> PresidioScrubber:
    made = PresidioScrubber()
    made.warm_up()
    return made


def _in_names(change) -> str:
    text = TELLING
    for name in ("Milagros", "Deepak"):
        text = text.replace(name, change(name))
    return text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TELLING, "plain text gives all of it away"),
        (_in_names("\u200b".join), "zero-width spaces inside the names"),
        (_in_names("\u00ad".join), "soft hyphens inside the names"),
        (_in_names("\u2060".join), "word joiners inside the names"),
        (_in_names(lambda name: f"\u202e{name}\u202c"), "written from right to left"),
        (_in_names(lambda name: "".join(f"{c}\u200f" for c in name)), "a mark behind each letter"),
        (_in_names(lambda name: name.translate(LOOKALIKES)), "letters of another alphabet"),
        (_in_names(lambda name: "".join(chr(ord(c) + 0xFEE0) for c in name)), "full-width letters"),
        (_in_names(lambda name: f"\U0001f600{name}\U0001f600"), "smileys on both sides"),
        (TELLING.replace(" ", "\u00a0"), "spaces that do not break"),
        (TELLING.replace(" ", "\u2003"), "wide spaces"),
        ("\u200b" * 100_000 + TELLING, "after a hundred thousand marks nobody sees"),
        ("Привет Ωmega 你好 مرحبا — " + TELLING, "among words of four scripts"),
        ("\ufeff" + TELLING + "\x00\x07\x1b[0m", "among control characters"),
    ],
)
def test_a_disguise_hides_nothing(scrubber, text, reason) -> None:
    began = time.process_time()
    done = scrubber.scrub_text(RawText(text), ROSTER)
    left = fold(done.text).text
    assert not [secret for secret in SECRETS if secret in left], reason
    assert "weekly" in left, reason
    assert time.process_time() - began < 20
