# /// script
# requires-python = ">=3.11"
# dependencies = ["torch", "numpy", "tokenizers", "safetensors"]
# ///
# Torch is no dependency of the project, so its types are unknown here.
# mypy: ignore-errors
"""Teaches the upper layers of the sentence model which statements and questions share an issue.

The product needs no torch; this program does, with an environment that has it::

    python -m evals.themes.teaching.rows rows.json
    TORCH_PYTHON -m evals.themes.teaching.teach rows.json MODEL_FOLDER knowledge/taught.npz

Only low-rank changes of the layers from ``FIRST`` on are learned (LoRA, Hu et al. 2021), from two
tasks on half a programme at a time. A statement must be nearer to the center of its own theme
(without itself) than to those of the other themes of its family. A question must be nearer to
the theme that answers it than a learned floor, and everything below that floor where no theme
does; three themes in ten are hidden each time, as too little support hides them at work. Some
six minutes on one core. At the end: how well pairs are told apart (AUC), whose nearest
neighbor shares the theme, and questions with the right center first and among the first three,
on programmes that were not taught.
"""

import json
import math
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.prepare.reader.teach import FIRST, LAYERS, PARTS, WIDE, Base, Change, key, layer

EPOCHS, RATE, BATCH, HIDDEN, HALF = 4, 1.2e-3, 48, 0.3, 5
NEVER, THREE = -1e4, 3
Row = dict[str, Any]


class Encoder(nn.Module):
    """The model with its changes, and the scales of both tasks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.base = Base(folder)
        self.names = [f"encoder.layer.{at}.{part}" for at in range(FIRST, LAYERS) for part in PARTS]
        shapes = {name: self.base.weights[f"{name}.weight"].shape for name in self.names}
        self.changes = nn.ModuleDict({key(n): Change(s[1], s[0]) for n, s in shapes.items()})
        self.statements = nn.Parameter(torch.tensor(math.log(15.0)))
        self.questions = nn.Parameter(torch.tensor(math.log(12.0)))
        self.floor = nn.Parameter(torch.tensor(0.35))

    def forward(self, rows: list[Row]) -> Tensor:
        """Return unit vectors, texts of like length computed together."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]["states"]))
        parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        vectors = torch.cat([self.upper([rows[at]["states"] for at in part]) for part in parts])
        return vectors[torch.tensor(order).argsort()]

    def upper(self, texts: list[Tensor]) -> Tensor:
        """Return the unit means of the top."""
        given = torch.zeros(len(texts), max(map(len, texts)), WIDE)
        mask = torch.zeros(given.shape[:2], dtype=torch.bool)
        for row, states in enumerate(texts):
            given[row, : len(states)], mask[row, : len(states)] = states, True
        for number in range(FIRST, LAYERS):
            given = layer(self.base, number, given, mask, self.changes)
        return functional.normalize((given * mask[:, :, None]).sum(1), dim=1)


def loss_of(encoder: Encoder, statements: list[Row], questions: list[Row]) -> Tensor:
    """Return the loss of both tasks on a part of one programme."""
    vectors = encoder(statements + questions)
    said, wanted = vectors[: len(statements)], vectors[len(statements) :]
    themes = sorted({(row["family"], row["theme"]) for row in statements})
    number = {theme: at for at, (_, theme) in enumerate(themes)}
    own = torch.tensor([number[row["theme"]] for row in statements])
    member = functional.one_hot(own, len(themes)).float()
    sums = member.T @ said
    centers = functional.normalize(sums, dim=1)
    alone = (said * functional.normalize(sums[own] - said, dim=1)).sum(1)
    close = torch.where(member.bool(), alone[:, None], said @ centers.T)
    family = torch.tensor([[row["family"] == each for each, _ in themes] for row in statements])
    first = functional.cross_entropy(
        (close * encoder.statements.exp()).masked_fill(~family, NEVER), own
    )
    hidden = torch.rand(len(themes)) < HIDDEN
    scores = (wanted @ centers.T - encoder.floor) * encoder.questions.exp()
    scores = functional.pad(scores.masked_fill(hidden[None], NEVER), (0, 1))  # none: exactly 0
    places = [number.get(row["theme"], len(themes)) for row in questions]
    right = [len(themes) if p < len(themes) and hidden[p] else p for p in places]
    return first + functional.cross_entropy(scores, torch.tensor(right))


def halves(rows: list[Row], chance: random.Random) -> list[tuple[list[Row], list[Row]]]:
    """Split each programme: five statements a theme, and every other question."""
    jobs = []
    for name in sorted({row["programme"] for row in rows}):
        mine = [row for row in rows if row["programme"] == name]
        chance.shuffle(mine)
        themes: dict[str, list[Row]] = {}
        for row in mine:
            if row["family"]:
                themes.setdefault(row["theme"], []).append(row)
        asked = [row for row in mine if not row["family"]]
        for at in (0, 1):
            part = slice(HALF) if at == 0 else slice(HALF, None)
            jobs.append(([row for t in themes.values() for row in t[part]], asked[at::2]))
    chance.shuffle(jobs)
    return jobs


def teach(encoder: Encoder, rows: list[Row], chance: random.Random) -> None:
    """Train in place."""
    scales = [encoder.statements, encoder.questions, encoder.floor]
    groups = [
        {"params": encoder.changes.parameters()},
        {"params": scales, "lr": RATE * HALF, "weight_decay": 0.0},
    ]
    mover = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(halves(rows, chance))
    pace = torch.optim.lr_scheduler.OneCycleLR(
        mover, [RATE, RATE * HALF], total_steps=steps, pct_start=0.15
    )
    encoder.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for statements, questions in halves(rows, chance):
            loss = loss_of(encoder, statements, questions)
            mover.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.changes.parameters(), 1.0)
            mover.step()
            pace.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total * EPOCHS / steps:.3f}", flush=True)
    encoder.eval()


@torch.no_grad()
def judged(encoder: Encoder, rows: list[Row]) -> str:
    """Return what the vectors reach on one programme that was not taught."""
    said, asked = ([r for r in rows if bool(r["family"]) == which] for which in (True, False))
    vectors = encoder(said).numpy()
    theme, family, junior = (np.array([r[k] for r in said]) for k in ("theme", "family", "junior"))
    pair = (family[:, None] == family) & (junior[:, None] != junior)
    close = np.where(pair, vectors @ vectors.T, -1.0)
    same = (theme[:, None] == theme) & pair
    rank = close[pair].argsort().argsort() + 1
    true = same[pair]
    area = (rank[true].sum() - true.sum() * (true.sum() + 1) / 2) / (true.sum() * (~true).sum())
    told = f"AUC {area:.3f}  nearest {np.mean(theme[close.argmax(1)] == theme):.3f}"
    if not asked:
        return told
    names = sorted(set(theme))
    centers = np.stack([vectors[theme == name].mean(0) for name in names])
    centers /= np.linalg.norm(centers, axis=1, keepdims=True)
    order = np.argsort(-(encoder(asked).numpy() @ centers.T), axis=1)
    place = [[names[n] for n in row].index(r["theme"]) for row, r in zip(order, asked, strict=True)]
    first, three = np.mean(np.array(place) < 1), np.mean(np.array(place) < THREE)
    return f"{told}  question first {first:.3f}  of three {three:.3f}"


def written(encoder: Encoder, path: Path) -> None:
    """Write what was taught, in half precision."""
    arrays = {}
    for name in encoder.names:
        change = encoder.changes[key(name)]
        arrays[f"{name}|down"] = change.down.detach().numpy().astype(np.float16)
        arrays[f"{name}|up"] = change.up.detach().numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)


def main(table: str, folder: str, out: str) -> None:
    """Judge, teach, write, judge again."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    encoder, rows = Encoder(Path(folder)).eval(), json.loads(Path(table).read_text("utf-8"))
    for row in rows:
        row["states"] = encoder.base.states(row["text"])
    left = sorted({row["programme"] for row in rows if not row["taught"]})
    parts = {name: [row for row in rows if row["programme"] == name] for name in left}
    for when in ("before", "taught"):
        if when == "taught":
            teach(encoder, [row for row in rows if row["taught"]], random.Random(0))  # noqa: S311 - shuffles
            written(encoder, Path(out))
        for name, part in parts.items():
            print(f"{when}  {name:8} {judged(encoder, part)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
