"""What is said as part of a name goes with it; what only stands before it stays."""

import pytest

from guardrails.scrub.situations import respectful
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
        ("my sister Agnes wrote", "Agnes", []),
        ("it is a big jam today", "jam", []),
        ("I met Mr. Young. He is kind", "Young", ["Mr"]),
    ],
)
def test_titles_go_with_the_name(text: str, name: str, beside: list[str]) -> None:
    words = cut(text)
    place = next(n for n, word in enumerate(words) if word.text == name)
    assert [words[each].text for each in sorted(respectful(words, place))] == beside
