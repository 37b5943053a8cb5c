# /// script
# requires-python = ">=3.11"
# dependencies = ["torch", "numpy", "tokenizers", "safetensors"]
# ///
# Torch is no dependency of the project, so its types are unknown here.
# mypy: ignore-errors
"""Teaches the upper layers of the sentence model whether a word names a person, a tool, or nothing.

The product needs no torch; this program does, with an environment that has it::

    python -m evals.scrub.namesakes.rows rows.json
    TORCH_PYTHON -m evals.scrub.namesakes.teach rows.json MODEL_FOLDER --without out3
    TORCH_PYTHON -m evals.scrub.namesakes.teach rows.json MODEL_FOLDER --write OUT.npz

``--without`` leaves one writer out and prints what is reached on that writer's lines. Only
low-rank changes (LoRA, Hu et al. 2021) of the layers from ``FIRST`` on and one head are learned;
the head sees the marked word's own states and the mean of its sentence.
"""

import argparse
import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.prepare.reader.teach import DROP, FIRST, LAYERS, PARTS, WIDE, Base, Change, key, layer

EPOCHS, RATE, BATCH, SOFT = 3, 2e-3, 32, 0.03
Row = dict[str, Any]


class Namesakes(nn.Module):
    """The taught layers and logits for each marked word."""

    def __init__(self, base: Base, classes: int) -> None:
        super().__init__()
        self.base = base
        self.names = [f"encoder.layer.{at}.{part}" for at in range(FIRST, LAYERS) for part in PARTS]
        shapes = {name: base.weights[f"{name}.weight"].shape for name in self.names}
        self.changes = nn.ModuleDict({key(n): Change(s[1], s[0]) for n, s in shapes.items()})
        self.drop, self.head = nn.Dropout(DROP), nn.Linear(2 * WIDE, classes)

    def forward(self, rows: list[Row]) -> Tensor:
        """Return (marks, classes), the marks of all rows in order."""
        given = torch.zeros(len(rows), max(len(row["states"]) for row in rows), WIDE)
        mask = torch.zeros(given.shape[:2], dtype=torch.bool)
        for at, row in enumerate(rows):
            states = row["states"].float()
            given[at, : len(states)], mask[at, : len(states)] = states, True
        for number in range(FIRST, LAYERS):
            given = layer(self.base, number, given, mask, self.changes)
        whole = (given * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        seen = [
            torch.cat([given[at, first:last].mean(0), whole[at]])
            for at, row in enumerate(rows)
            for first, last in row["places"]
        ]
        return self.head(self.drop(torch.stack(seen)))


def opened(base: Base, rows: list[Row]) -> list[Row]:
    """Add the states below and the tokens of each mark; what lies behind token 96 is dropped."""
    kept = []
    for row in rows:
        offsets = base.tokenizer.encode(row["text"]).offsets
        places, labels = [], []
        for start, end, label in row["marks"]:
            tokens = [at for at, (a, b) in enumerate(offsets) if a < end and start < b]
            if tokens:
                places.append((tokens[0], tokens[-1] + 1))
                labels.append(label)
        if places:
            states = base.states(row["text"]).half()
            kept.append(row | {"places": places, "labels": labels, "states": states})
    return kept


def teach(base: Base, rows: list[Row], classes: int) -> Namesakes:
    """Train one reader."""
    torch.manual_seed(0)
    chance = random.Random(0)  # noqa: S311 - shuffles, guards nothing
    reader = Namesakes(base, classes)
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
            wanted = torch.tensor([label for row in batch for label in row["labels"]])
            loss = functional.cross_entropy(reader(batch), wanted, label_smoothing=SOFT)
            mover.zero_grad()
            loss.backward()
            mover.step()
            pace.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / len(batches):.3f}", flush=True)
    return reader.eval()


@torch.no_grad()
def judged(reader: Namesakes, rows: list[Row], classes: list[str]) -> str:
    """Return the confusion of classes on rows that were not taught."""
    table = np.zeros((len(classes), len(classes)), dtype=int)
    for at in range(0, len(rows), BATCH):
        part = rows[at : at + BATCH]
        found = reader(part).argmax(1).tolist()
        for label, guess in zip((n for row in part for n in row["labels"]), found, strict=True):
            table[label, guess] += 1
    told = [
        f"{name:>8} " + " ".join(f"{n:6}" for n in row)
        for name, row in zip(classes, table, strict=True)
    ]
    return "\n".join([f"{'true':>8} " + " ".join(f"{name:>6}" for name in classes), *told])


def written(reader: Namesakes, classes: list[str], path: Path) -> None:
    """Write what was taught, in half precision."""
    arrays: dict[str, Any] = {"classes": np.array(classes)}
    for name in reader.names:
        change = reader.changes[key(name)]
        arrays[f"{name}|down"] = change.down.detach().numpy().astype(np.float16)
        arrays[f"{name}|up"] = change.up.detach().numpy().astype(np.float16)
    arrays["weights"] = reader.head.weight.detach().numpy().astype(np.float16)
    arrays["bias"] = reader.head.bias.detach().numpy().astype(np.float32)
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Leave a writer out and judge, or teach with everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("model", type=Path, help="folder with model.safetensors")
    parser.add_argument("--without", metavar="WRITER")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    base, table = Base(given.model), json.loads(given.rows.read_text(encoding="utf-8"))
    rows, classes = table["rows"], table["classes"]
    taught = opened(base, [row for row in rows if row["source"] != given.without])
    reader = teach(base, taught, len(classes))
    if given.without:
        left = [row for row in rows if row["source"] == given.without and not row["copy"]]
        print(judged(reader, opened(base, left), classes))
    if given.write:
        written(reader, classes, given.write)


if __name__ == "__main__":
    main()
