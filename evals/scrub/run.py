"""``coach eval scrub``: recall, loss and cost of every layer, beside plain Presidio."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from evals.scrub.corpora import SPOKEN, WRITTEN, Labelled, as_recognised, corpus, sessions
from evals.scrub.scoring import Spans, Tally
from guardrails.roster import Roster
from guardrails.scrub.detect import Detector
from guardrails.scrub.options import ALL_LAYERS, Layer, ScrubOptions
from guardrails.scrub.spans import of_piece
from guardrails.scrub.talk import Talk, piece_of

Subject = Callable[[Labelled], Spans]


def run(data_dir: Path, *, ablation: bool = False, written: bool = True) -> dict[str, Any]:
    """Measure on ``data_dir`` (the layout of ``shared/data``).

    Args:
        data_dir: folder with ``pii`` and ``sessions``.
        ablation: also measure with each layer switched off (an hour on two cores).
        written: also measure the corpora of written text.

    Returns:
        ``rows``, one a corpus, style and subject; shares are 0..1; ``report`` is Markdown.
    """
    documents = list(_documents(data_dir, written=written))
    subjects: dict[str, Subject] = {"plain Presidio (small)": _plain(), "ours": _ours(ALL_LAYERS)}
    if ablation:
        for layer in get_args(Layer):
            subjects[f"without {layer}"] = _ours(ALL_LAYERS - {layer})
    rows = [row for name, subject in subjects.items() for row in _rows(name, subject, documents)]
    return {"rows": rows, "report": report(rows)}


def _documents(data_dir: Path, *, written: bool) -> Iterator[Labelled]:
    plain = [d for name in SPOKEN for d in corpus(data_dir, name)]
    plain += list(sessions(data_dir))
    if written:
        plain += [d for name in WRITTEN for d in corpus(data_dir, name)]
    for document in plain:
        yield document
        if document.cased and document.corpus not in WRITTEN:
            yield as_recognised(document)


def _rows(name: str, subject: Subject, documents: Iterable[Labelled]) -> list[dict[str, Any]]:
    tallies: dict[tuple[str, str], Tally] = {}
    seconds: dict[tuple[str, str], float] = {}
    words: dict[tuple[str, str], int] = {}
    for document in documents:
        key = document.corpus, "cased" if document.cased else "lower-case"
        began = time.process_time()
        spans = subject(document)
        seconds[key] = seconds.get(key, 0.0) + time.process_time() - began
        words[key] = words.get(key, 0) + sum(len(piece.split()) for piece in document.pieces)
        tallies.setdefault(key, Tally()).add(document, spans)
    return [
        {
            "subject": name,
            "corpus": key[0],
            "style": key[1],
            "names": tally.recall("PERSON"),
            "all": tally.recall(),
            "by_type": {kind: tally.recall(kind) for kind in sorted(tally.wanted)},
            "mentions": dict(tally.wanted),
            "other_text_lost": tally.lost_share,
            "documents_without_a_missed_name": tally.whole / tally.documents,
            "keep_words_kept": tally.kept / tally.to_keep if tally.to_keep else None,
            "cpu_s_per_9000_words": 9000 * seconds[key] / max(1, words[key]),
        }
        for key, tally in tallies.items()
    ]


def _ours(layers: frozenset[Layer]) -> Subject:
    detector = Detector(ScrubOptions(layers=layers, check_language=False))
    detector.load()

    def spans(document: Labelled) -> Spans:
        pieces = [piece_of(n, text) for n, text in enumerate(document.pieces)]
        speakers = sorted(set(document.labels) - {""})
        found = detector.find(Talk(pieces), document.roster or Roster(), speakers)
        return [
            [piece.folded.span(hit.start, hit.end) for hit in of_piece(found, piece.index)]
            for piece in pieces
        ]

    return spans


def _plain() -> Subject:
    from guardrails.scrub.plain_presidio import plain_spans  # noqa: PLC0415

    def spans(document: Labelled) -> Spans:
        found = plain_spans(["\n".join(document.pieces)])[0]
        begin, split = 0, []
        for piece in document.pieces:
            end = begin + len(piece)
            split.append(
                [
                    (max(s, begin) - begin, min(e, end) - begin)
                    for s, e, _ in found
                    if s < end and e > begin
                ]
            )
            begin = end + 1
        return split

    return spans


def report(rows: list[dict[str, Any]]) -> str:
    """The rows as one Markdown table."""
    head = (
        "| corpus | style | subject | names found | all identifiers | other text lost | "
        "whole documents | keep words | CPU s an hour of talk |\n"
        f"{'|---' * 9}|"
    )
    lines = [
        f"| {r['corpus']} | {r['style']} | {r['subject']} | {_percent(r['names'])} "
        f"| {_percent(r['all'])} | {_percent(r['other_text_lost'], 2)} "
        f"| {_percent(r['documents_without_a_missed_name'])} | {_percent(r['keep_words_kept'])} "
        f"| {r['cpu_s_per_9000_words']:.1f} |"
        for r in sorted(rows, key=lambda r: (r["corpus"], r["style"], r["subject"]))
    ]
    return "\n".join([head, *lines])


def _percent(share: float | None, digits: int = 1) -> str:
    return "-" if share is None else f"{100 * share:.{digits}f} %"
