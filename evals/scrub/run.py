"""``coach eval scrub``: recall, loss and cost, layer by layer, beside plain Presidio."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import coach.silence  # noqa: F401 - before the recognizers' runtimes
from evals.scrub.corpora import Labelled
from evals.scrub.plot import picture
from evals.scrub.sampling import for_ablation, texts, words_of
from evals.scrub.scoring import Tally
from evals.scrub.subjects import OURS, PLAIN, Measured, Ours, choices, plain
from evals.scrub.table import Ablation, report

PICTURE = "scrub.svg"


def run(data_dir: Path, *, full: bool = False) -> dict[str, Any]:
    """Measure on the labelled files and session packs of ``data_dir``.

    Args:
        data_dir: a folder like ``shared/data``, its ``pii``, its ``sessions`` or one pack.
        full: read everything; by default large corpora are sampled, the same way every time.

    Returns:
        ``rows``, one a corpus, style and subject, and ``ablation``; shares are 0..1. ``report``
        is Markdown and ``pictures`` are files beside it.
    """
    began = time.monotonic()
    groups = texts(data_dir, full=full)
    ours = Ours()
    plain(Labelled("warm up", "", ("Ann left.",), ()))
    for_layers = for_ablation([each for group in groups for each in group], full=full)
    rows: list[Measured] = []
    ablation: Ablation = {}
    for documents in groups:
        rows += _measured(documents, ours, for_layers, ablation)
    words = sum(words_of(each) for group in groups for each in group)
    took = f"{words:,} words in {time.monotonic() - began:.0f} seconds"
    return {
        "rows": [_row(each) for each in rows],
        "ablation": [_ablation_row(*each) for each in ablation.items()],
        "report": report(rows, ablation, took, full=full, image=f"images/{PICTURE}"),
        "pictures": {PICTURE: picture(rows)},
    }


def _measured(
    documents: Sequence[Labelled], ours: Ours, for_layers: set[str], ablation: Ablation
) -> list[Measured]:
    corpus, style = documents[0].corpus, _style(documents[0])
    mine, theirs = Measured(OURS, corpus, style), Measured(PLAIN, corpus, style)
    for document in documents:
        mine.add(document, ours.spans)
        theirs.add(document, plain)
        if document.id in for_layers:
            for (how, layer), layers in choices().items():
                tally = ablation.setdefault((how, layer, style), Tally())
                tally.add(document, ours.under(document, layers))
    return [theirs, mine]


def _style(document: Labelled) -> str:
    return "cased" if document.cased else "lower-case"


def _row(measured: Measured) -> dict[str, Any]:
    tally = measured.tally
    return {
        "subject": measured.subject,
        "corpus": measured.corpus,
        "style": measured.style,
        "words": measured.words,
        "names": tally.recall("PERSON"),
        "all": tally.recall(),
        "by_type": {kind: tally.recall(kind) for kind in sorted(tally.wanted)},
        "mentions": dict(tally.wanted),
        "other_text_lost": tally.lost_share,
        "documents_without_a_missed_name": tally.whole_share,
        "keep_words_kept": tally.kept_share,
        "cpu_s_per_9000_words": measured.seconds_an_hour,
    }


def _ablation_row(choice: tuple[str, str, str], tally: Tally) -> dict[str, Any]:
    how, layer, style = choice
    return {
        "layers": f"{how} {layer}",
        "style": style,
        "names": tally.recall("PERSON"),
        "all": tally.recall(),
        "other_text_lost": tally.lost_share,
    }
