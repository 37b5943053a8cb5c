"""What a caption heard against the name it should have been."""

import pytest

from guardrails.scrub.sounds import alike, sound


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("keeva", "Caoimhe"),
        ("la rotto", "Lerato"),
        ("Mila Gross", "Milagros"),
        ("Ludo Vika", "Ludovica"),
        ("Hey Tam", "Haitham"),
        ("tie nan", "Tynan"),
    ],
)
def test_captions_sound_like_their_name(heard, name) -> None:
    assert sound(heard) == sound(name)
    assert alike(heard, name) > alike("window", name)


@pytest.mark.parametrize(("heard", "name"), [("table", "Milagros"), ("window", "Roberta")])
def test_other_words_do_not(heard, name) -> None:
    assert alike(heard, name) < 0.8
