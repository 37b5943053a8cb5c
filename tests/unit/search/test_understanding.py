"""Which words of a question name a filter, and which only look like one."""

import pytest

from knowledge.search.understanding import understand

VALUES = {"region": ["apac", "emea", "latam"], "function": ["sales", "legal"]}


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("how are reviews seen in Asia", ["region=apac"]),
        ("latam only, what about the forms", ["region=latam"]),
        ("emea: having to be seen all day", ["region=emea"]),
        ("complaints in the legal team", ["function=legal"]),
        ("what changed since spring", ["quarter_from=2026Q2"]),
        ("what changed since 2025Q3", ["quarter_from=2025Q3"]),
        ("what did we hear in 2025", ["quarter_from=2025Q1", "quarter_to=2025Q4"]),
        ("what did we hear last year? in last year", ["quarter_from=2025Q1", "quarter_to=2025Q4"]),
        ("news since last year from Europe", ["region=emea", "quarter_from=2025Q1"]),
        ("splitting rent through us, does it work", []),
        ("spring cleaning of forms", []),
        ("do sales people like the tool", []),
        ("how is it in North America", []),
    ],
)
def test_understood_filters(question: str, filters: list[str]) -> None:
    assert understand(question, VALUES, "2026Q4").words() == filters


def test_a_release_without_quarters_understands_no_time() -> None:
    assert understand("since spring", VALUES, "").words() == []
