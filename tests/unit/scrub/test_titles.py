"""What is said as part of a name goes with it; what only stands before it stays."""

import pytest

from guardrails.scrub.situations import plainly_titled, respectful
from guardrails.scrub.talk import cut


@pytest.mark.parametrize(
    ("text", "name", "beside"),
    [
        ("Hello, Mr. Sunny.", "Sunny", ["Mr"]),
        ("I think Constable Hope drew it", "Hope", ["Constable"]),
        ("It was under Big Tam's dinner", "Tam", ["Big"]),
        ("He says Mr. Villa Floor is here", "Villa", ["Mr", "Floor"]),
        ("we asked mrs hoa again", "hoa", ["mrs"]),
        ("Sho san wrote", "Sho", ["san"]),
        ("my sister agnes wrote", "agnes", []),
        ("mister friday from finance", "friday", ["mister"]),
        ("then doctor hope came in", "hope", ["doctor"]),
        ("good morning madam grace", "grace", ["madam"]),
        ("we asked the doctor hope or not", "hope", []),
        ("my sister Agnes wrote", "Agnes", []),
        ("it is a big jam today", "jam", []),
        ("I met Mr. Young. He is kind", "Young", ["Mr"]),
    ],
)
def test_titles_go_with_the_name(text: str, name: str, beside: list[str]) -> None:
    words = cut(text)
    place = next(n for n, word in enumerate(words) if word.text == name)
    assert [words[each].text for each in sorted(respectful(words, place))] == beside


def _after_plain_title(text: str, name: str) -> bool:
    words = cut(text)
    return plainly_titled(words, next(n for n, word in enumerate(words) if word.text == name))


def test_a_title_that_is_no_word_besides_makes_a_name() -> None:
    assert _after_plain_title("With Mr. Short. He said", "Short")
    assert _after_plain_title("mister lane the auditor", "lane")


def test_a_title_that_is_a_word_does_not() -> None:
    assert not _after_plain_title("a sister lane of the road", "lane")
    assert not _after_plain_title("the short one", "short")
