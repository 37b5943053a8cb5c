"""Words that are also names: in small letters the sense of what is said decides."""

from collections.abc import Iterator, Sequence

import pytest

from coach.sentences import sentence_model
from guardrails.errors import ScrubFailed
from guardrails.roster import Roster
from guardrails.scrub.lexicon import lexicon_of
from guardrails.scrub.namesakes import NAME, WORD, Senses, may_be_either, verdict
from guardrails.scrub.options import ALL_LAYERS, ScrubOptions
from guardrails.scrub.scrubber import PresidioScrubber
from guardrails.scrub.talk import Talk, piece_of
from guardrails.taught import Changes, ReaderMismatch
from guardrails.text import RawText
from knowledge.transformer import MiniLM, Top

ROSTER = Roster.of_names(["Tevita Lolohea", "Grace Nafula"])


@pytest.fixture(scope="module")
def reading() -> PresidioScrubber:
    made = PresidioScrubber(model=sentence_model())
    made.warm_up()
    return made


def clean(scrubber: PresidioScrubber, text: str) -> str:
    return str(scrubber.scrub_text(RawText(text), ROSTER).text)


@pytest.mark.parametrize(
    ("text", "name", "stays"),
    [
        ("the key was with hope on nights and i hope she has it", "with hope", "i hope"),
        ("um amber checks the boxes and the amber light is off", "amber checks", "amber light"),
        ("ask summer she was here all summer", "ask summer", "all summer"),
        ("i asked blessing because it is a blessing to have help", "asked blessing", "a blessing"),
    ],
)
def test_one_word_is_a_name_here_and_a_word_there(
    reading: PresidioScrubber, text: str, name: str, stays: str
) -> None:
    found = clean(reading, text)
    assert name not in found
    assert stays in found


@pytest.mark.parametrize(
    "text",
    [
        "we hope that the storm passes before the amber light goes off",
        "we lost a rich customer in june because the bill came twice",
        "will you mark it as done or may i",
    ],
)
def test_plain_words_stay(reading: PresidioScrubber, text: str) -> None:
    assert clean(reading, text) == text


def test_the_company_keeps_its_own_names() -> None:
    options = ScrubOptions(keep=("amber",))
    own = PresidioScrubber(options, sentence_model())
    assert "amber checks" in clean(own, "um amber checks the boxes before the shift begins")


def test_the_layer_can_be_switched_off() -> None:
    without = PresidioScrubber(ScrubOptions(layers=ALL_LAYERS - {"namesakes"}), Unasked())
    assert "[" not in clean(without, "we hope the rain stops")


class Unasked(MiniLM):
    def tops(self, *_: object) -> object:  # type: ignore[override]
        pytest.fail("nothing is read where the layer is off or capitals tell")


def test_capitals_need_no_reading() -> None:
    cased = PresidioScrubber(model=Unasked())
    assert clean(cased, "We hope that Grace has the key.") == "We hope that <PERSON_2> has the key."


def test_only_words_that_may_be_either_are_read() -> None:
    lexicon = lexicon_of(["the", "hope", "Tevita"])
    assert may_be_either("hope", lexicon)
    assert not may_be_either("the", lexicon)
    assert not may_be_either("tevita", lexicon)


class Other(MiniLM):
    name = "another"  # type: ignore[assignment]


def test_weights_never_meet_another_model() -> None:
    with pytest.raises(ReaderMismatch):
        Senses(Talk([piece_of(0, "ask hope")]), Other())


class Broken(MiniLM):
    def tops(self, texts: Sequence[str], changes: Changes) -> Iterator[tuple[int, Top]]:
        raise ValueError(texts[0])


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("Grace knew. Grace period is over now.", "<PERSON_2> knew. Grace period is over now."),
        ("We asked Will. He has a list.", "We asked <PERSON_3>. He has a list."),
    ],
)
def test_capitals_of_a_sentence_are_read_too(
    reading: PresidioScrubber, text: str, clean_text: str
) -> None:
    assert clean(reading, text) == clean_text


def test_a_model_that_fails_fails_the_scrub_without_a_word_of_it() -> None:
    with pytest.raises(ScrubFailed) as failed:
        Senses(Talk([piece_of(0, "ask hope and joy")]), Broken()).of([(0, 1)])
    assert "hope" not in str(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


def test_a_word_behind_the_reach_of_the_model_is_left_to_the_rules() -> None:
    far = "so " + "." * 400 + " hope has the key"
    senses = Senses(Talk([piece_of(0, far)]), sentence_model())
    assert senses.of([(0, 1)]) == {}
    assert clean(PresidioScrubber(model=sentence_model()), far).startswith("so ")


def test_a_day_of_the_week_on_the_roster_is_somebody_who_does_something(
    reading: PresidioScrubber,
) -> None:
    roster = Roster.of_names(["Tevita Lolohea", "Sunday Okonjo"])
    text = "i fold the coat at the corner and sunday turns his own around, on sunday we rest"
    found = str(reading.scrub_text(RawText(text), roster).text)
    assert "and sunday" not in found
    assert "on sunday" in found


class Counting(MiniLM):
    given = 0

    def tops(self, texts: Sequence[str], changes: Changes) -> Iterator[tuple[int, Top]]:
        Counting.given += len(texts)
        return super().tops(texts, changes)


def test_each_word_is_read_once() -> None:
    senses = Senses(Talk([piece_of(0, "ask hope and joy")]), Counting())
    assert len(senses.of([(0, 1)])) == 1
    assert len(senses.of([(0, 1), (0, 3)])) == len(senses.of([])) == Counting.given == 2


def test_between_name_and_word_the_rules_decide() -> None:
    assert verdict(None) is None
    assert verdict((NAME + WORD) / 2) is None
    assert verdict(NAME) is True
    assert verdict(WORD / 2) is False
