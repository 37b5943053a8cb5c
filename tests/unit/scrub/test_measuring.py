"""The scrub suite counts what it says, on any folder of the same form."""

import json

import pytest

from evals.scrub.corpora import Gold, Labelled, as_recognised, corpora, read_corpus, sessions
from evals.scrub.sampling import shortened, texts
from evals.scrub.scoring import Tally
from evals.scrub.subjects import OURS, PLAIN, Measured, choices
from evals.scrub.table import report
from guardrails.scrub.hits import Hit
from guardrails.scrub.layers import of_layers
from guardrails.scrub.options import ALL_LAYERS

TALK = Labelled(
    "t1",
    "calls",
    ("Hi, I'm Ann. Ask Ben!", "Thanks, Ann."),
    (Gold(0, 8, 11, "PERSON"), Gold(0, 17, 20, "PERSON"), Gold(1, 8, 11, "PERSON")),
    keep=("Thanks",),
)


def test_recognised_speech_keeps_every_offset() -> None:
    flat = as_recognised(TALK)
    assert flat.pieces == ("hi  i'm ann  ask ben ", "thanks  ann ")
    assert [flat.pieces[g.piece][g.start : g.end] for g in flat.gold] == ["ann", "ben", "ann"]
    assert flat.keep == ("thanks",)


def test_a_mention_counts_only_when_all_of_it_is_masked() -> None:
    tally = Tally()
    tally.add(TALK, [[(8, 11), (17, 19), (0, 2)], []])
    assert (tally.found["PERSON"], tally.wanted["PERSON"]) == (1, 3)
    assert tally.whole_share == 0
    assert tally.kept_share == 1
    assert tally.lost_share == pytest.approx(2 / 13), "Hi, of: Hi Im Ask Thanks"


def test_a_shortened_document_keeps_whole_pieces_and_their_labels() -> None:
    cut = shortened(TALK, 3)
    assert cut.pieces == TALK.pieces[:1]
    assert cut.gold == TALK.gold[:2]


def test_any_folder_of_labelled_lines_and_packs_is_read(tmp_path) -> None:
    span = {"start": 4, "end": 7, "label": "PERSON"}
    lines = [{"id": n, "text": f"Ask Ann again {n}", "spans": [span]} for n in range(3)]
    mine = tmp_path / "mine.jsonl"
    mine.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "other.jsonl").write_text('{"gold": 1}\n', encoding="utf-8")
    pack = tmp_path / "01-pack"
    pack.mkdir()
    (pack / "roster.csv").write_text("name,role,team,email\nAnn Lee,junior,,\n", encoding="utf-8")
    (pack / "transcript.txt").write_text("Ann Lee: hello\n\nBo: hello Ann\n", encoding="utf-8")
    gold = {"pii": [{"text": "Ann", "type": "PERSON"}], "keep": ["hello"]}
    (pack / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert corpora(tmp_path) == [mine]
    assert [each.gold[0].type for each in read_corpus(mine)] == ["PERSON"] * 3
    for folder in (tmp_path, pack):
        assert [each.corpus for each in sessions(folder)] == ["sessions"]
    styles = [(group[0].corpus, group[0].cased, len(group)) for group in texts(tmp_path, full=True)]
    assert ("mine", True, 3) in styles
    assert ("mine", False, 3) in styles, "an unknown corpus is read as recognised speech too"


def test_every_layer_is_switched_off_once_and_found_alone() -> None:
    off = {layers for (how, _), layers in choices().items() if how == "without"}
    assert off == {ALL_LAYERS - {layer} for layer in ALL_LAYERS}
    hits = [Hit(0, 0, 3, kind, 1.0, "") for kind in ("SPACY_PERSON", "EMAIL_ADDRESS", "SPELLED")]
    assert of_layers(hits, frozenset({"spacy"})) == hits[:1]
    assert of_layers(hits, frozenset({"patterns", "spoken"})) == hits[1:]


def test_the_report_sets_both_subjects_side_by_side() -> None:
    plain, ours = Measured(PLAIN, "calls", "cased"), Measured(OURS, "calls", "cased")
    plain.add(TALK, lambda _: [[], []])
    ours.add(TALK, lambda _: [[(8, 11), (17, 20)], [(8, 11)]])
    ablation = {("without", "spacy", "cased"): ours.tally}
    told = report([plain, ours], ablation, "7 words", full=True, image="images/x.svg")
    assert "| calls | cased | 7 | 3 | 0.0 → 100.0 % |" in told
    assert "| spacy | 100.0 % / 0.00 % | – |" in told
