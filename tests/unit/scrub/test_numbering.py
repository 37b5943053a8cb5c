"""One person keeps one number; readers see no numbers at all."""

from guardrails.scrub.numbering import Numbering
from guardrails.scrub.readable import PLACEHOLDER, readable
from guardrails.text import CleanText


def test_parts_of_a_name_share_its_number() -> None:
    numbering = Numbering()
    whole = numbering.placeholder("PERSON", "Wade MacIsaac")
    assert numbering.placeholder("PERSON", "Wade") == whole
    assert numbering.placeholder("PERSON", "MacIsaac") == whole
    assert numbering.placeholder("PERSON", "Lorraine") != whole


def test_linked_forms_share_a_number() -> None:
    numbering = Numbering()
    numbering.link("PERSON", ["Milagros Quispe", "Milagros", "Mili"])
    assert numbering.placeholder("PERSON", "Mili") == numbering.placeholder("PERSON", "Milagros")


def test_types_count_apart() -> None:
    numbering = Numbering()
    assert numbering.placeholder("EMAIL", "a@b.c") == "<EMAIL_1>"
    assert numbering.placeholder("PERSON", "Ann") == "<PERSON_1>"


def test_readers_see_plain_words() -> None:
    text = readable(CleanText("<PERSON_3> wrote to <CLIENT_1> on <DATE_12>"))
    assert text == "[a colleague] wrote to [a client] on [a certain day]"
    assert PLACEHOLDER.search(text) is None


def test_a_title_tells_nobody_apart_and_nobody_together() -> None:
    numbering = Numbering()
    hope = numbering.placeholder("PERSON", "Constable Hope")
    assert numbering.placeholder("PERSON", "Constable Ames") != hope
    assert numbering.placeholder("PERSON", "Hope") == hope
