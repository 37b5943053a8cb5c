"""Themes over programmes whose truth is known: pure, stable, reproducible."""

import pytest

import coach.silence  # noqa: F401 - before the embedder's runtime
from evals.search.scoring import purity
from evals.themes.labeled import Labeled, bank, demo
from knowledge.embedding import Vectors
from knowledge.taught import TaughtEmbedder
from knowledge.themes.assigning import assign
from knowledge.themes.describing import describe
from knowledge.words import vocabulary, words


@pytest.fixture(scope="module")
def bank_vectors() -> tuple[Labeled, Vectors]:
    programme = bank()
    return programme, TaughtEmbedder().embed([one.statement for one in programme.insights])


def test_themes_of_the_development_pack_are_pure(bank_vectors) -> None:
    programme, vectors = bank_vectors
    truth = dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
    found = assign(programme.insights, vectors, {}, 5)
    assert set(found) == set(truth)
    assert purity(found, truth) >= 0.75


def test_a_company_with_twice_the_themes_is_harder_but_not_mush() -> None:
    programme = demo()
    truth = dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
    vectors = TaughtEmbedder().embed([one.statement for one in programme.insights])
    assert purity(assign(programme.insights, vectors, {}, 5), truth) >= 0.55


def test_new_insights_never_move_old_ones(bank_vectors) -> None:
    programme, vectors = bank_vectors
    before = assign(programme.insights[:150], vectors[:150], {}, 5)
    after = assign(programme.insights, vectors, before, 5)
    assert {one: after[one] for one in before} == before
    assert any(after[one.id] in before.values() for one in programme.insights[150:])


def test_the_same_data_gives_the_same_themes(bank_vectors) -> None:
    programme, vectors = bank_vectors
    once = assign(programme.insights, vectors, {}, 5)
    assert once == assign(programme.insights, vectors, {}, 5)


def test_label_words_are_shared_by_two_juniors_and_the_statement_is_a_members(
    bank_vectors,
) -> None:
    programme, vectors = bank_vectors
    found = assign(programme.insights, vectors, {}, 5)
    largest = max(set(found.values()), key=list(found.values()).count)
    numbers = [n for n, one in enumerate(programme.insights) if found[one.id] == largest]
    members = [programme.insights[n] for n in numbers]
    family = [one.statement for one in programme.insights if one.family == members[0].family]
    made = describe(members, vectors[numbers], vocabulary(family), len(family))
    assert made.statement == members[[m.id for m in members].index(made.typical[0])].statement
    for word in words(made.label):
        speakers = {m.junior_ref for m in members if word in words(m.statement)}
        assert speakers, "every label word stands in a member"


def test_what_was_said_about_an_insight_holds_in_every_computation(bank_vectors) -> None:
    programme, vectors = bank_vectors
    known = assign(programme.insights[:150], vectors[:150], {}, 5)
    freely = assign(programme.insights, vectors, known, 5)
    one = next(i.id for i in programme.insights[150:] if freely[i.id] in known.values())
    out = assign(programme.insights, vectors, known, 5, apart={one: frozenset({freely[one]})})
    assert out[one] != freely[one]
    again = assign(programme.insights, vectors, out, 5, apart={one: frozenset({freely[one]})})
    assert again[one] == out[one]
