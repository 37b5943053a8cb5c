"""The figures of the scrub suite as Markdown."""

from collections.abc import Mapping, Sequence

from evals.scrub.scoring import Tally
from evals.scrub.subjects import OURS, PLAIN, Measured

Ablation = dict[tuple[str, str, str], Tally]
_NOTE = (
    "A mention counts as found when every letter of it is masked; lost is what no label covers."
    " *lower-case*: the same text in small letters without punctuation, as speech recognition"
    " writes it. Sessions are read with their rosters; the other corpora have none. Our scrubber"
    " leaves organisations, months, ages, cities and countries in place on purpose."
    " The network was trained on these very corpora, so unseen talk does a little worse."
)
_CELLS = "Every cell: plain Presidio with the small model → ours."
_LAYERS = (
    "Spoken corpora and sessions together. *Without*: that layer off, all others on. *Alone*: only"
    " that layer, every finding of it counting as it is."
)
_WHICH = {False: "a fixed sample; `--full` reads everything", True: "everything"}


def report(
    rows: Sequence[Measured], ablation: Ablation, took: str, *, full: bool, image: str
) -> str:
    """All tables under one another; ``took`` tells the words read and the time."""
    pairs = _pairs(rows)
    parts = [
        f"{_NOTE} Measured on {took} ({_WHICH[full]}). {_CELLS}",
        f"![Names found and other text lost, plain Presidio beside ours]({image})",
        _by_corpus(pairs),
        "### By type",
        _by_type(pairs),
        "### By layer",
        _LAYERS,
        _by_layer(ablation, rows),
    ]
    return "\n\n".join(parts)


def _pairs(rows: Sequence[Measured]) -> list[tuple[Measured, Measured]]:
    plain = {(r.corpus, r.style): r for r in rows if r.subject == PLAIN}
    ours = sorted((r for r in rows if r.subject == OURS), key=lambda r: (r.corpus, r.style))
    return [(plain[each.corpus, each.style], each) for each in ours]


def _by_corpus(pairs: Sequence[tuple[Measured, Measured]]) -> str:
    head = (
        "| corpus | style | words | names | names found | all identifiers | documents with every"
        " name masked | other text lost | keep words left | CPU s an hour of talk |\n"
        f"{'|---' * 10}|"
    )
    lines = [
        f"| {b.corpus} | {b.style} | {b.words:,} | {b.tally.wanted['PERSON']} "
        f"| {_both(a.tally.recall('PERSON'), b.tally.recall('PERSON'))} "
        f"| {_both(a.tally.recall(), b.tally.recall())} "
        f"| {_both(a.tally.whole_share, b.tally.whole_share)} "
        f"| {_both(a.tally.lost_share, b.tally.lost_share, 2)} "
        f"| {_both(a.tally.kept_share, b.tally.kept_share)} "
        f"| {a.seconds_an_hour:.1f} → {b.seconds_an_hour:.1f} |"
        for a, b in pairs
    ]
    return "\n".join([head, *lines])


def _by_type(pairs: Sequence[tuple[Measured, Measured]]) -> str:
    corpora = list(dict.fromkeys(ours.corpus for _, ours in pairs))
    kinds = sorted({kind for _, ours in pairs for kind in ours.tally.wanted})
    by_corpus = {
        (ours.corpus, kind): [pair for pair in pairs if pair[1].corpus == ours.corpus]
        for _, ours in pairs
        for kind in ours.tally.wanted
    }
    head = f"| type | {' | '.join(corpora)} |\n{'|---' * (len(corpora) + 1)}|"
    lines = [
        f"| {kind} | "
        + " | ".join(_of_kind(kind, by_corpus.get((corpus, kind), ())) for corpus in corpora)
        + " |"
        for kind in kinds
    ]
    return "\n".join([head, *lines])


def _of_kind(kind: str, pairs: Sequence[tuple[Measured, Measured]]) -> str:
    """Both styles of a corpus in one cell, lower-case last; the number of mentions in brackets."""
    cells = [
        f"{_both(a.tally.recall(kind), b.tally.recall(kind), unit='')} ({b.tally.wanted[kind]})"
        for a, b in pairs
        if b.tally.wanted[kind]
    ]
    return "; ".join(cells)


def _by_layer(ablation: Ablation, rows: Sequence[Measured]) -> str:
    styles = [s for s in ("cased", "lower-case") if any(r.style == s for r in rows)]
    columns = [(how, style) for style in styles for how in ("without", "alone")]
    head = (
        "| layer | "
        + " | ".join(f"{style}: {how}, names / lost" for how, style in columns)
        + f" |\n{'|---' * (len(columns) + 1)}|"
    )
    layers = sorted({layer for _, layer, _ in ablation})
    lines = [
        f"| {layer} | "
        + " | ".join(_cell(ablation, how, layer, style) for how, style in columns)
        + " |"
        for layer in layers
    ]
    return "\n".join([head, *lines])


def _cell(ablation: Mapping[tuple[str, str, str], Tally], how: str, layer: str, style: str) -> str:
    tally = ablation.get((how, layer, style))
    if tally is None:
        return "–"
    return f"{_percent(tally.recall('PERSON'))} / {_percent(tally.lost_share, 2)}"


def _both(plain: float | None, ours: float | None, digits: int = 1, *, unit: str = " %") -> str:
    if ours is None:
        return "–"
    return f"{_percent(plain, digits, unit='')} → {_percent(ours, digits, unit=unit)}"


def _percent(share: float | None, digits: int = 1, *, unit: str = " %") -> str:
    return "–" if share is None else f"{100 * share:.{digits}f}{unit}"
