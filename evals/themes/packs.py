"""Thirty-three invented programmes by writers who had not read our code: ``packs/*.txt``.

The first eighteen, with 24 themes, taught the vectors that ship; record 20 tells what was tried
with all of them and with the questions that eight more writers added.

Statements of one theme share hardly a word, themes of one family lie close together: harder than
life, and made for teaching. ``python -m evals.themes.packs`` prints how well the sentence vectors
on board tell the themes apart, here and on the other labeled programmes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
from evals.themes.labeled import Labeled, insight, labeled
from evals.themes.train import embedded
from knowledge.embedding import Vectors

FOLDER: Final = Path(__file__).parent / "packs"
_NONE: Final = "NONE"
_BROAD: Final = "BROAD"


@dataclass(slots=True)
class PackTheme:
    """One true theme: what was said of it, and how people ask for it."""

    slug: str
    family: str
    statements: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pack:
    """One invented programme; ``absent`` are questions that no theme of it answers."""

    name: str
    industry: str
    themes: list[PackTheme]
    absent: list[str]
    broad: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Questions that several themes answer together, with their slugs."""

    def as_labeled(self) -> Labeled:
        """Return the statements as insights, each by a junior of its own."""
        rows = [(theme, text) for theme in self.themes for text in theme.statements]
        records = [
            {
                "id": f"{self.name}-{number:03d}",
                "statement": text,
                "quote": "",
                "family": theme.family,
                "kind": "risk",
                "severity": "medium",
                "junior_ref": f"j{number}",
                "pair_ref": f"p{number}",
            }
            for number, (theme, text) in enumerate(rows)
        ]
        return Labeled(self.name, tuple(map(insight, records)), tuple(t.slug for t, _ in rows))


def read_pack(path: Path) -> Pack:
    """Read one file: ``= industry``, ``# slug | family``, statements, ``? question``.

    At its end ``# NONE`` holds questions that no theme answers, and ``# BROAD`` such that several
    do: ``? question | slug, slug``.
    """
    first, *lines = path.read_text("utf-8").splitlines()
    pack = Pack(path.stem, first.removeprefix("= "), [], [])
    asked, broad = pack.absent, list[str]()
    for line in lines:
        if line in {f"# {_NONE}", f"# {_BROAD}"}:
            asked = pack.absent if line.endswith(_NONE) else broad
        elif line.startswith("# "):
            slug, family = line.removeprefix("# ").split(" | ")
            pack.themes.append(PackTheme(slug, family))
            asked = pack.themes[-1].questions
        elif line.startswith("? "):
            asked.append(line.removeprefix("? "))
        else:
            pack.themes[-1].statements.append(line)
    parts = (line.rpartition("|") for line in broad)
    pack.broad = [(asked.strip(), tuple(map(str.strip, s.split(",")))) for asked, _, s in parts]
    return pack


def packs() -> Iterator[Pack]:
    """Yield every pack, by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield read_pack(path)


def told_apart(programme: Labeled, vectors: Vectors) -> tuple[float, float]:
    """Return how well cosines tell pairs of one theme from others of their family.

    The first figure is the AUC over pairs of different juniors, the second the share of insights
    whose nearest one (of the family, by another junior) has the same theme.
    """
    same, close, nearest = [], [], []
    for family in sorted({one.family for one in programme.insights}):
        mine = [n for n, one in enumerate(programme.insights) if one.family == family]
        theme = np.array([programme.themes[n] for n in mine])
        junior = np.array([programme.insights[n].junior_ref for n in mine])
        cosine = np.where(junior[:, None] == junior[None], -1.0, vectors[mine] @ vectors[mine].T)
        a, b = np.triu_indices(len(mine), 1)
        others = junior[a] != junior[b]
        same.append((theme[a] == theme[b])[others])
        close.append(cosine[a, b][others])
        nearest += list(theme[cosine.argmax(axis=1)] == theme)
    area = roc_auc_score(np.concatenate(same), np.concatenate(close))
    return round(float(area), 3), round(float(np.mean(nearest)), 3)


def main() -> None:
    """Print both figures of every programme."""
    every = labeled() | {pack.name: pack.as_labeled() for pack in packs()}
    vectors = embedded(every)
    for name, programme in every.items():
        area, nearest = told_apart(programme, vectors[name])
        print(f"{name:36} AUC {area:.3f}   nearest of the same theme {nearest:.3f}")


if __name__ == "__main__":
    main()
