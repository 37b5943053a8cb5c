import pytest

from guardrails.references import References
from guardrails.text import RawText

MINE = References(b"k" * 32)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("ana quill", id="capitals"),
        pytest.param("  Ana \t Quill ", id="spaces"),
        pytest.param("Ana\u00a0Quill", id="a hard space from a document"),
        pytest.param("\uff21na Quill", id="a full-width letter from a Teams export"),
    ],
)
def test_one_person_has_one_reference_however_written(written: str) -> None:
    assert MINE.name(RawText(written)) == MINE.name(RawText("Ana Quill"))


def test_different_people_kinds_and_programmes_have_different_references() -> None:
    other = References(b"l" * 32)
    made = [
        MINE.name(RawText("Ana Quill")),
        MINE.name(RawText("Anna Quill")),
        MINE.account("Ana Quill"),
        other.name(RawText("Ana Quill")),
        MINE.pair("ab", "c"),
        MINE.pair("a", "bc"),
    ]
    assert len(set(made)) == len(made)


def test_the_key_never_shows() -> None:
    assert "kkkk" not in repr(MINE)
