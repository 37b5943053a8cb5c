"""What a large model sorts, and what code leaves of it."""

import asyncio
from collections.abc import Sequence

from graphs.ports import ChatModel
from graphs.theming.sorting import AT_ONCE, Group, Groups, sort_new
from guardrails.text import authored
from knowledge.insights import Insight
from tests.fakes import ScriptedChat


def insights(*families: str) -> list[Insight]:
    return [
        Insight(
            id=f"i{n}",
            statement=authored(f"Statement number {n} of somebody."),
            quote=authored(""),
            family=family,  # type: ignore[arg-type]
            kind="friction",
            severity="low",
            junior_ref=f"j{n}",
            pair_ref=f"p{n}",
        )
        for n, family in enumerate(families)
    ]


def sort(chat: ChatModel, given: Sequence[Insight], known: dict[str, str]) -> list[set[str]]:
    told = asyncio.run(sort_new(chat, given, known))
    return [set(group) for answer in told for group in answer]


def test_what_the_model_puts_together_is_together() -> None:
    given = insights("product", "product", "product")
    chat = ScriptedChat([Groups(groups=[Group(members=[1, 3]), Group(members=[2])])])
    assert sort(chat, given, {}) == [{"i0", "i2"}, {"i1"}]
    assert "1. Statement number 0" in chat.asked[0].user


def test_numbers_that_were_not_shown_or_stand_twice_are_dropped() -> None:
    given = insights("product", "product")
    wild = Groups(groups=[Group(members=[1, 1, 9, 0, -2]), Group(issue=7, members=[1, 2])])
    assert sort(ScriptedChat([wild]), given, {}) == [{"i0"}, {"i1"}]


def test_known_themes_are_shown_by_example_and_only_new_insights_are_asked_about() -> None:
    given = insights("product", "product", "product")
    chat = ScriptedChat([Groups(groups=[Group(issue=1, members=[1])])])
    found = sort(chat, given, {"i0": "t-a", "i1": "t-a"})
    assert found == [{"i0", "i1", "i2"}]
    issues, statements = chat.asked[0].user.split("Statements:")
    assert "number 0" in issues
    assert "number 0" not in statements


def test_a_family_goes_in_parts_and_later_parts_see_what_was_found() -> None:
    given = insights(*["product"] * (AT_ONCE + 1))
    first = Groups(groups=[Group(members=list(range(1, AT_ONCE + 1)))])
    chat = ScriptedChat([first, Groups(groups=[Group(issue=1, members=[1])])])
    assert sort(chat, given, {}) == [{one.id for one in given}]
    assert "Known issues" in chat.asked[1].user


def test_a_silent_model_leaves_what_it_sorted_before() -> None:
    assert sort(ScriptedChat(unavailable=True), insights("product"), {}) == []
    assert sort(ScriptedChat([]), insights("product"), {}) == []


def test_families_are_never_mixed() -> None:
    given = insights("product", "employer_brand")
    same = [Groups(groups=[Group(members=[1, 2])])] * 2
    assert sort(ScriptedChat(same), given, {}) == [{"i1"}, {"i0"}]
