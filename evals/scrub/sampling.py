"""Which part of a large corpus is read, the same on every machine: by hash of the document's id."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from evals.scrub.corpora import (
    WRITTEN,
    Labelled,
    as_recognised,
    corpora,
    read_corpus,
    sessions,
)

_TALK_WORDS, _DOCUMENT_WORDS, _WRITTEN_WORDS, _SESSION_WORDS = 9_000, 1_500, 4_000, 60_000
_SHARE_FOR_ABLATION = 4


def texts(folder: Path, *, full: bool) -> list[list[Labelled]]:
    """Every corpus of ``folder`` in each style it is measured in; a sample unless ``full``."""
    found = [_pick(read_corpus(path), path.stem, full=full) for path in corpora(folder)]
    found.append(_take(sessions(folder), None if full else _SESSION_WORDS))
    groups: dict[tuple[str, bool], list[Labelled]] = {}
    for document in (each for documents in found for each in _styles(documents)):
        groups.setdefault((document.corpus, document.cased), []).append(document)
    return list(groups.values())


def for_ablation(documents: Iterable[Labelled], *, full: bool) -> set[str]:
    """Ids of the spoken documents that every choice of layers is measured on."""
    spoken = [each for each in documents if each.corpus not in WRITTEN]
    if full:
        return {each.id for each in spoken}
    return {each.id for each in sorted(spoken, key=_draw)[::_SHARE_FOR_ABLATION]}


def words_of(document: Labelled) -> int:
    """Words of all its pieces."""
    return sum(len(piece.split()) for piece in document.pieces)


def _pick(documents: Iterable[Labelled], name: str, *, full: bool) -> list[Labelled]:
    if full:
        return list(documents)
    most = _WRITTEN_WORDS if name in WRITTEN else _TALK_WORDS
    return _take((shortened(each, _DOCUMENT_WORDS) for each in documents), most)


def _take(documents: Iterable[Labelled], most: int | None) -> list[Labelled]:
    """Whole documents in the order of their hash, until there are ``most`` words."""
    taken, count = [], 0
    for document in sorted(documents, key=_draw):
        if most is None or count < most:
            taken.append(document)
            count += words_of(document)
    return taken


def _draw(document: Labelled) -> str:
    return hashlib.sha256(document.id.encode()).hexdigest()


def _styles(documents: Iterable[Labelled]) -> Iterator[Labelled]:
    for document in documents:
        yield document
        if document.cased and document.corpus not in WRITTEN:
            yield as_recognised(document)


def shortened(document: Labelled, words: int) -> Labelled:
    """The first pieces of a document, up to about ``words`` words, with their gold spans."""
    kept, left = [], words
    for piece in document.pieces:
        if left <= 0:
            break
        kept.append(piece)
        left -= len(piece.split())
    return replace(
        document,
        pieces=tuple(kept),
        gold=tuple(span for span in document.gold if span.piece < len(kept)),
        labels=document.labels[: len(kept)],
    )
