from itertools import product

import pytest

from graphs.ports import KnownTheme
from graphs.prepare.auditing import audit, uncovered
from graphs.prepare.composing import Wish, compose
from graphs.prepare.editing import Edit, another, apply, merge
from graphs.prepare.items import items_of
from graphs.prepare.rehearsing import rehearse
from graphs.prepare.timing import share
from guardrails.text import authored
from knowledge.bank.bank import load_bank
from knowledge.bank.learning import learn, ranks
from tests.unit.prepare.briefs import a_brief

BANK = load_bank()


@pytest.mark.parametrize(("minutes", "juniors"), list(product((20, 30, 45, 60, 90), (1, 2, 3))))
def test_a_guide_covers_every_item_in_its_minutes(minutes: int, juniors: int) -> None:
    brief = a_brief()
    guide = compose(brief, BANK, Wish(minutes, juniors))
    assert audit(guide, items_of(brief)) == []
    assert sum(block.minutes for block in guide.blocks) == minutes


def test_what_does_not_fit_is_said() -> None:
    many = tuple(authored(f"Finding number {number} at the gate") for number in range(40))
    brief = a_brief(what_would_change_it=many)
    guide = compose(brief, BANK, Wish(30))
    assert audit(guide, items_of(brief)) == []
    assert guide.not_covered
    assert set(uncovered(guide, items_of(brief))) == set(guide.not_covered)


def test_a_known_theme_is_shown_and_not_asked_again() -> None:
    theme = KnownTheme(
        authored("Copied entries"), authored("Entries are copied from the day before"), "10-19"
    )
    guide = compose(a_brief(), BANK, Wish(known=[theme]))
    assert "10-19" in guide.already_known[0]
    opener = next(block for block in guide.blocks if block.id == "change-1").questions[0]
    assert opener.bank_id in {row.id for row in BANK if row.place == "known"}


def test_curly_braces_in_a_brief_are_words_and_no_template() -> None:
    guide = compose(a_brief(decision=authored("Keep {deadline} or drop {list}.")), BANK, Wish())
    assert "Keep {deadline} or drop {list}" in guide.opening


def test_edits_survive_an_improvement_that_comes_later() -> None:
    first = compose(a_brief(), BANK, Wish())
    target = first.blocks[2].questions[1]
    edit = Edit(action="write", block="change-1", question=target.id, text=authored("Mine?"))
    better = first.model_copy(deep=True)
    for question in better.questions():
        question.text = authored("Tell me about the last thing.")
    merged = merge(apply(first, [edit]), first, better)
    kept = {question.id: question for question in merged.questions()}
    assert kept[target.id].text == "Mine?"
    assert kept["change-2.1"].text == "Tell me about the last thing."


def test_another_question_is_another_one_on_the_same_item_and_a_pinned_one_stays() -> None:
    brief = a_brief()
    guide = compose(brief, BANK, Wish())
    before = guide.blocks[2].questions[1]
    after = another(guide, "change-1", before.id, items=items_of(brief), bank=BANK, opened={})
    changed = after.blocks[2].questions[1]
    assert changed.text != before.text
    assert changed.need == before.need
    pinned = apply(guide, [Edit(action="pin", block="change-1", question=before.id)])
    same = another(pinned, "change-1", before.id, items=items_of(brief), bank=BANK, opened={})
    assert same.blocks[2].questions[1].text == before.text


def test_move_remove_and_add() -> None:
    guide = compose(a_brief(), BANK, Wish())
    first, second = (question.id for question in guide.blocks[2].questions[:2])
    edits = [
        Edit(action="move", block="change-1", question=second, to=0),
        Edit(action="remove", block="change-1", question=first),
        Edit(action="add", block="change-1", text=authored("What happened at noon?")),
    ]
    ids = [question.id for question in apply(guide, edits).blocks[2].questions]
    assert ids[0] == second
    assert first not in ids[:-1]
    assert len(ids) == len(set(ids))


def test_whole_minutes_add_up() -> None:
    assert sum(share(25, [3, 8, 8, 8, 2])) == 25
    with pytest.raises(ValueError, match="more parts"):
        share(2, [1, 1, 1])


def test_few_marks_stay_uncertain_and_many_lead() -> None:
    learned = learn({"lucky": (1, 1), "proven": (18, 20), "poor": (1, 20)})
    order = ranks(learned)
    assert order["poor"] < order["lucky"] < order["proven"]
    assert "too few" in learned["lucky"].sentence()
    assert "too few" not in learned["proven"].sentence()


@pytest.mark.parametrize(
    ("said", "habit"),
    [
        ("Don't you think it is faster?", "leading"),
        ("But we had to close the gate.", "defending"),
        ("Great!", "leading"),
        ("Thank you, I did not know that.", "listening"),
        ("...", "listening"),
        ("", "listening"),
        ("What happened then?", "listening"),
        ("Tell me about the last log you signed.", "listening"),
        ("Do you use the log?", "asking"),
    ],
)
def test_rehearsal_names_the_habit(said: str, habit: str) -> None:
    reply = rehearse(said, [], frozenset())
    assert reply.habit == habit
    assert reply.answer
    assert reply.note


def test_only_what_tests_an_item_says_so() -> None:
    guide = compose(a_brief(), BANK, Wish())
    told = {
        block.id: {str(question.tested) for question in block.questions} for block in guide.blocks
    }
    assert told["warm_up"] == told["close"] == {""}
    needs = {str(item.need) for item in items_of(a_brief())}
    assert {words for words in set().union(*told.values()) if words} <= needs


def test_own_words_earn_the_bank_nothing_and_can_still_be_replaced() -> None:
    guide = compose(a_brief(), BANK, Wish())
    block = next(block for block in guide.blocks if block.id == "warm_up")
    question = block.questions[0]
    edit = Edit(action="write", block=block.id, question=question.id, text=authored("What is it?"))
    written = apply(guide, [edit])
    own = next(each for each in written.questions() if each.id == question.id)
    assert (own.source, own.bank_id) == ("own", "")
    changed = another(
        written, block.id, question.id, items=items_of(a_brief()), bank=BANK, opened={}
    )
    fresh = next(each for each in changed.questions() if each.id == question.id)
    assert fresh.bank_id in {row.id for row in BANK if row.place == "warm_up"}
