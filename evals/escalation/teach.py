# /// script
# requires-python = ">=3.11"
# dependencies = ["torch", "numpy", "tokenizers", "safetensors"]
# ///
# Torch is no dependency of the project, so its types are unknown here.
# mypy: ignore-errors
"""Teaches the upper layers of the sentence model to read disclosures, or orders to a machine.

The product needs no torch; this program does, with an environment that has it::

    python -m evals.escalation.train --rows rows.json
    TORCH_PYTHON -m evals.escalation.teach rows.json MODEL_FOLDER --folds 2 3 --kept unseen.npy
    TORCH_PYTHON -m evals.escalation.teach rows.json MODEL_FOLDER --write OUT.npz

``python -m evals.orders.train --rows rows.json`` writes rows of orders in the same form. The reader
learns from all lines and from the windows of harmless talk that the ear (or the sieve) finds
gravest, for those are the ones it will be asked about. ``--folds`` tries folds it never saw and
prints what is heard there; a fold takes some six minutes of one core. ``--kept`` joins folds of
several runs.
"""

import argparse
import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from evals.escalation.report import figures
from evals.prepare.reader.teach import Base, Reader, key

EPOCHS, RATE, BATCH, GRAVEST, SEED, SOFT = 4, 2e-3, 32, 1200, 0, 0.02
SURES = (0.9, 0.92, 0.94, 0.96)
Row = dict[str, Any]


def learned(rows: list[Row], fold: int | None) -> list[Row]:
    """Return what may be learned from when ``fold`` is held out."""
    known = [row for row in rows if not row["tried"] and (fold is None or row["fold"] != fold)]
    calm = sorted((row for row in known if row["talk"] >= 0), key=lambda row: -row["ear"])
    return [row for row in known if row["talk"] < 0] + calm[:GRAVEST]


def teach(base: Base, rows: list[Row], classes: list[str]) -> Reader:
    """Train one reader."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - shuffles, guards nothing
    reader = Reader(base, classes)
    torch.nn.init.zeros_(reader.head.bias)
    mover = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(rows) / BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, RATE, total_steps=steps, pct_start=0.1)
    reader.train()
    for epoch in range(EPOCHS):
        order = sorted(rows, key=lambda row: len(row["states"]) + 6 * chance.random())
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            wanted = torch.tensor([classes.index(row["label"]) for row in batch])
            loss = functional.cross_entropy(read(reader, batch), wanted, label_smoothing=SOFT)
            mover.zero_grad()
            loss.backward()
            mover.step()
            pace.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: {total / len(rows):.3f}", flush=True)
    return reader.eval()


def read(reader: Reader, rows: list[Row]) -> Tensor:
    """Return (rows, classes) logits."""
    return reader([row["states"].float() for row in rows])


@torch.no_grad()
def heard(reader: Reader, rows: list[Row], harmless: int, worth: float) -> list[float]:
    """Return the chance of a disclosure, 0 for what the ear does not think worth reading."""
    return [
        1 - torch.softmax(read(reader, [row])[0], 0)[harmless].item() if row["ear"] > worth else 0.0
        for row in rows
    ]


def written(reader: Reader, classes: list[str], path: Path) -> None:
    """Write what was taught, in half precision."""
    arrays: dict[str, Any] = {"classes": np.array(classes)}
    for name in reader.names:
        change = reader.changes[key(name)]
        arrays[f"{name}|down"] = change.down.detach().numpy().astype(np.float16)
        arrays[f"{name}|up"] = change.up.detach().numpy().astype(np.float16)
    arrays["weights"] = reader.head.weight.detach().numpy().astype(np.float16)
    arrays["bias"] = reader.head.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def opened(base: Base, rows: list[Row]) -> list[Row]:
    """Add the states below the taught layers, once a text."""
    for row in rows:
        if "states" not in row:
            row["states"] = base.states(row["text"]).half()
    return rows


def main() -> None:
    """Hold folds out one after the other, or teach with everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("model", type=Path, help="folder with model.safetensors")
    parser.add_argument("--folds", type=int, nargs="*", default=[])
    parser.add_argument("--kept", type=Path, help="chances of folds tried so far")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    base, table = Base(given.model), json.loads(given.rows.read_text(encoding="utf-8"))
    rows, harmless, worth = table["rows"], table["harmless"], table["worth"]
    classes = sorted({row["label"] for row in rows})
    chances = np.full(len(rows), np.nan)
    if given.kept and given.kept.exists():
        chances = np.load(given.kept)
    for fold in given.folds:
        reader = teach(base, opened(base, learned(rows, fold)), classes)
        held = [at for at, row in enumerate(rows) if row["fold"] == fold]
        opened(base, [rows[at] for at in held if rows[at]["ear"] > worth])
        chances[held] = heard(reader, [rows[at] for at in held], classes.index(harmless), worth)
        if given.kept:
            np.save(given.kept, chances)
    tried = ~np.isnan(chances)
    shown = [row for row, is_tried in zip(rows, tried, strict=True) if is_tried]
    for sure in SURES if shown else ():
        print(f"sure {sure}", figures(shown, chances[tried], sure), sep="\n", flush=True)
    if given.write:
        written(teach(base, opened(base, learned(rows, None)), classes), classes, given.write)


if __name__ == "__main__":
    main()
