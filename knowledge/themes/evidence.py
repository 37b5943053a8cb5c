"""What two insights of one family have in common, as numbers a small model can weigh.

Vectors say whether they sound alike, shared rare terms whether they name the same thing, their
profiles whether they resemble the same other insights (two sentences about one problem often
share no word, but both are close to a third) and how many nearest neighbors they share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from knowledge.embedding import Vectors
from knowledge.insights import Insight
from knowledge.words import stems

Matrix = npt.NDArray[np.float32]

FEATURES: Final = ("vector", "terms", "profile", "shared")
_NEIGHBORS: Final = 8


@dataclass(frozen=True, slots=True)
class Items:
    """Insights (or groups of near-identical ones) of one family, ready to be compared."""

    vectors: Vectors
    terms: sparse.csr_matrix
    juniors: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.juniors)


def items(insights: Sequence[Insight], vectors: Vectors) -> Items:
    """Prepare insights of one family; ``vectors`` are those of their statements."""
    terms = _term_matrix([insight.statement for insight in insights])
    return Items(vectors, terms, tuple(frozenset(i.juniors) for i in insights))


def pooled(whole: Items, labels: npt.NDArray[np.int64]) -> Items:
    """Join items of equal label (numbers from 0) into one item each: mean vector, mean terms."""
    count = int(labels.max()) + 1
    which = sparse.csr_matrix(
        (np.ones(len(labels), np.float32), (labels, np.arange(len(labels)))),
        shape=(count, len(labels)),
    )
    juniors: list[set[str]] = [set() for _ in range(count)]
    for label, mine in zip(labels, whole.juniors, strict=True):
        juniors[label] |= mine
    return Items(
        unit(which @ whole.vectors),
        _unit_rows(which @ whole.terms),
        tuple(frozenset(j) for j in juniors),
    )


def features(family: Items) -> Matrix:
    """Return (features, n, n): every pair of the family under each of :data:`FEATURES`.

    ``profile`` is the correlation of two items' similarities to everybody else in the family,
    ``shared`` the share of their nearest neighbors by profile that they have in common.
    """
    vector = (family.vectors @ family.vectors.T).astype(np.float32)
    terms = np.asarray((family.terms @ family.terms.T).todense(), dtype=np.float32)
    centered = vector - vector.mean(axis=1, keepdims=True)
    centered = unit(centered)
    profile = (centered @ centered.T).astype(np.float32)
    stacked: Matrix = np.stack([vector, terms, profile, _shared_neighbors(profile)])
    return stacked


def standardized(stacked: Matrix, usual: Matrix, pairs: int) -> Matrix:
    """Measure each feature against what is usual in this family.

    How alike two sentences of one family are by chance differs from programme to programme (one
    product or twenty, one trade or five), so only what stands out from the family's own pairs
    counts. ``usual`` holds mean and spread of each feature elsewhere, which weigh as much as
    ``pairs`` pairs: a family of few insights has no usual of its own.
    """
    upper = np.triu_indices(stacked.shape[1], 1)
    own = stacked[:, upper[0], upper[1]]
    count = own.shape[1]
    mean = (own.sum(axis=1) + pairs * usual[0]) / (count + pairs)
    around = ((own - mean[:, None]) ** 2).sum(axis=1) + pairs * usual[1] ** 2
    spread = np.sqrt(around / (count + pairs))
    scaled: Matrix = ((stacked - mean[:, None, None]) / spread[:, None, None]).astype(np.float32)
    return scaled


def _shared_neighbors(profile: Matrix) -> Matrix:
    """Each item is its own neighbor too, so two that are each other's nearest share those."""
    count = len(profile)
    near = min(_NEIGHBORS, count - 1)
    if near < 1:
        return np.ones((count, count), np.float32)
    others = profile.copy()
    np.fill_diagonal(others, -np.inf)
    nearest = np.argpartition(-others, near - 1, axis=1)[:, :near]
    marks = np.eye(count, dtype=np.float32)
    np.put_along_axis(marks, nearest, 1.0, axis=1)
    shared: Matrix = (marks @ marks.T) / np.float32(near)
    return shared


def unit(rows: npt.NDArray[np.floating]) -> Matrix:
    """Scale rows to length one; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def same_junior(family: Items) -> Matrix:
    """Return (n, n): 1 where both items come from exactly one and the same person."""
    alone = [next(iter(j)) if len(j) == 1 else f"?{n}" for n, j in enumerate(family.juniors)]
    known: dict[str, int] = {}
    names = np.array([known.setdefault(name, len(known)) for name in alone])
    same: Matrix = (names[:, None] == names[None]).astype(np.float32)
    return same


def _term_matrix(texts: Sequence[str]) -> sparse.csr_matrix:
    """Unit rows of stems weighted by how few texts of the family share them."""
    columns: dict[str, int] = {}
    rows, places = [], []
    for number, text in enumerate(texts):
        for one in set(stems(text)):
            rows.append(number)
            places.append(columns.setdefault(one, len(columns)))
    shape = (len(texts), max(len(columns), 1))
    present = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, places)), shape=shape)
    shared = np.asarray(present.sum(axis=0)).ravel()
    rarity = np.log(len(texts) / np.maximum(shared, 1)).astype(np.float32)
    return _unit_rows(sparse.csr_matrix(present.multiply(rarity[None, :])))


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    rows = sparse.csr_matrix(matrix)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ rows)
