# /// script
# requires-python = ">=3.11"
# dependencies = ["torch", "numpy", "tokenizers", "safetensors"]
# ///
# Torch is no dependency of the project, so its types are unknown here.
# mypy: ignore-errors
"""Teaches the upper layers of the sentence model to read questions, or briefs, as the codes do.

The product needs no torch; this program does, and brings its own environment::

    python -m evals.prepare.reader.rows questions rows.json
    uv run evals/prepare/reader/teach.py rows.json MODEL_FOLDER --leave-out questions_round8
    uv run evals/prepare/reader/teach.py rows.json MODEL_FOLDER --write OUT.npz

Only low-rank changes of the layers from ``FIRST`` on are learned (LoRA, Hu et al. 2021), by two
readers whose chances are averaged; the states below are computed once. A row may have several
segments (the fields of a brief): the strongest one decides, so a label need not say where.
"""

import argparse
import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

FIRST, LAYERS, RANK, HEADS, WIDE = 3, 6, 8, 12, 384
STRENGTH, TINY, MAX_TOKENS = 2.0, 1e-12, 96  # as in knowledge/transformer.py
EPOCHS, RATE, BATCH, SEEDS, DROP = 5, 2e-3, 32, 2, 0.1
NEVER = -30.0  # the logit of a code that a segment cannot have
PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
Row = dict[str, Any]


class Base:
    """The unchanged model: tokens and the states below the layers that are taught."""

    def __init__(self, folder: Path) -> None:
        loaded = load_file(folder / "model.safetensors")
        self.weights = {name: torch.tensor(value) for name, value in loaded.items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)

    @torch.no_grad()
    def states(self, text: str) -> Tensor:
        """Return (tokens, 384) after the first layers."""
        ids = torch.tensor(self.tokenizer.encode(text).ids)
        given = (
            self.weights["embeddings.word_embeddings.weight"][ids]
            + self.weights["embeddings.position_embeddings.weight"][: len(ids)]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        given = self.normed("embeddings.LayerNorm", given)[None]
        mask = torch.ones(1, len(ids), dtype=torch.bool)
        for number in range(FIRST):
            given = layer(self, number, given, mask, {})
        return given[0]

    def normed(self, name: str, given: Tensor) -> Tensor:
        """Scale as the model was trained to."""
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return functional.layer_norm(given, (WIDE,), weight, bias, TINY)


def layer(base: Base, number: int, given: Tensor, mask: Tensor, changes: Any) -> Tensor:
    """One encoder layer with its low-rank changes."""
    at, (rows, tokens, _) = f"encoder.layer.{number}.", given.shape

    def through(part: str, x: Tensor) -> Tensor:
        name = at + part
        out = functional.linear(x, base.weights[f"{name}.weight"], base.weights[f"{name}.bias"])
        return out + STRENGTH * changes[key(name)](x) if key(name) in changes else out

    query, keys, value = (
        through(part, given).view(rows, tokens, HEADS, -1).transpose(1, 2) for part in PARTS[:3]
    )
    seen = functional.scaled_dot_product_attention(
        query, keys, value, attn_mask=mask[:, None, None, :]
    )
    gathered = through(PARTS[3], seen.transpose(1, 2).reshape(given.shape))
    given = base.normed(f"{at}attention.output.LayerNorm", given + gathered)
    worked = through(PARTS[5], functional.gelu(through(PARTS[4], given)))
    return base.normed(f"{at}output.LayerNorm", given + worked)


def key(name: str) -> str:
    """Return a name that torch accepts for a module."""
    return name.replace(".", "_")


class Change(nn.Module):
    """A low-rank change: down to a few numbers and up again, silent before training."""

    def __init__(self, wide: int, out: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(RANK, wide) / math.sqrt(wide))
        self.up = nn.Parameter(torch.zeros(out, RANK))
        self.drop = nn.Dropout(DROP)

    def forward(self, given: Tensor) -> Tensor:
        """Return what is added."""
        return functional.linear(functional.linear(self.drop(given), self.down), self.up)


class Reader(nn.Module):
    """The taught layers and one logit a code from the mean and the maximum over the tokens."""

    def __init__(self, base: Base, codes: list[str]) -> None:
        super().__init__()
        self.base = base
        self.names = [f"encoder.layer.{at}.{part}" for at in range(FIRST, LAYERS) for part in PARTS]
        self.changes = nn.ModuleDict(
            {
                key(name): Change(*reversed(base.weights[f"{name}.weight"].shape))
                for name in self.names
            }
        )
        self.drop, self.head = nn.Dropout(DROP), nn.Linear(2 * WIDE, len(codes))
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -2.0)

    def forward(self, segments: list[Tensor]) -> Tensor:
        """Return (segments, codes) from the states below."""
        longest = max(map(len, segments))
        given = torch.zeros(len(segments), longest, WIDE)
        mask = torch.zeros(len(segments), longest, dtype=torch.bool)
        for row, states in enumerate(segments):
            given[row, : len(states)], mask[row, : len(states)] = states, True
        for number in range(FIRST, LAYERS):
            given = layer(self.base, number, given, mask, self.changes)
        real = mask[:, :, None]
        mean = (given * real).sum(1) / real.sum(1)
        top = given.masked_fill(~real, NEVER).amax(1)
        return self.head(self.drop(torch.cat([mean, top], 1)))


def logits_of(reader: Reader, rows: list[Row], codes: list[str]) -> Tensor:
    """Return (rows, codes): for each code the strongest of the segments that may have it."""
    flat = [(at, segment) for at, row in enumerate(rows) for segment in row["segments"]]
    flat.sort(key=lambda pair: len(pair[1]["states"]))  # like lengths together: little padding
    parts = [flat[at : at + BATCH] for at in range(0, len(flat), BATCH)]
    raw = torch.cat([reader([segment["states"] for _, segment in part]) for part in parts])
    allowed = torch.tensor([[code in segment["codes"] for code in codes] for _, segment in flat])
    raw = raw.masked_fill(~allowed, NEVER)
    places = torch.tensor([at for at, _ in flat])[:, None].expand_as(raw)
    empty = torch.full((len(rows), len(codes)), NEVER)
    return empty.scatter_reduce(0, places, raw, "amax")


def teach(base: Base, rows: list[Row], codes: list[str], seed: int) -> Reader:
    """Train one reader; a code that a row may or may not have counts for nothing there."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - shuffles, guards nothing
    reader = Reader(base, codes)
    steps = EPOCHS * math.ceil(len(rows) / BATCH)
    mover = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, RATE, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        reader.train()
        order = sorted(
            range(len(rows)),
            key=lambda at: (
                max(len(s["states"]) for s in rows[at]["segments"]) + 6 * chance.random()
            ),
        )
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            chosen = [rows[at] for at in batch]
            wanted = torch.tensor([[float(c in row["gold"]) for c in codes] for row in chosen])
            counts = torch.tensor(
                [[float(c in row["gold"] or c not in row["also"]) for c in codes] for row in chosen]
            )
            loss = functional.binary_cross_entropy_with_logits(
                logits_of(reader, chosen, codes), wanted, reduction="none"
            )
            mover.zero_grad()
            (loss * counts).sum(1).mean().backward()
            mover.step()
            pace.step()
    return reader.eval()


@torch.no_grad()
def chances(readers: list[Reader], rows: list[Row], codes: list[str]) -> Any:
    """Return (rows, codes), averaged over the readers."""
    parts = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
    each = [
        torch.cat([torch.sigmoid(logits_of(reader, part, codes)) for part in parts])
        for reader in readers
    ]
    return torch.stack(each).mean(0).numpy()


def judged(rows: list[Row], found: Any, codes: list[str], sure: float) -> str:
    """Return what rules and readers reach together on rows the readers never saw."""
    good = alone = bad = caught = true = extra = missed = 0
    for row, chance in zip(rows, found, strict=True):
        heard = {c for c, value in zip(codes, chance, strict=True) if value >= sure}
        heard |= set(row["rules"])
        gold, also = set(row["gold"]), set(row["also"])
        false = heard - gold - also
        good, alone = good + (not gold), alone + (not gold and not false)
        bad, caught = bad + bool(gold), caught + bool(gold and heard)
        true, extra, missed = (
            true + len(gold & heard),
            extra + len(false),
            missed + len(gold - heard),
        )
    return (
        f"  sure {sure:.2f}: good left alone {100 * alone / max(good, 1):5.1f} %"
        f"  bad caught {100 * caught / max(bad, 1):5.1f} %"
        f"  code F1 {200 * true / max(2 * true + extra + missed, 1):5.1f} %"
    )


def written(readers: list[Reader], codes: list[str], path: Path) -> None:
    """Write what was taught, in half precision."""
    arrays: dict[str, Any] = {"codes": np.array(codes), "first": np.array(FIRST)}
    for at, reader in enumerate(readers):
        for name in reader.names:
            change = reader.changes[key(name)]
            arrays[f"{at}|{name}|down"] = change.down.detach().numpy().astype(np.float16)
            arrays[f"{at}|{name}|up"] = change.up.detach().numpy().astype(np.float16)
        arrays[f"{at}|head|weight"] = reader.head.weight.detach().numpy().astype(np.float16)
        arrays[f"{at}|head|bias"] = reader.head.bias.detach().numpy().astype(np.float32)
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Leave sets out one after the other, or teach with everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("model", type=Path, help="folder with model.safetensors")
    parser.add_argument("--leave-out", action="append", default=[], metavar="SET")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    base, table = Base(given.model), json.loads(given.rows.read_text(encoding="utf-8"))
    rows, codes = table["rows"], table["codes"]
    for row in rows:
        for segment in row["segments"]:
            segment["states"] = base.states(segment["text"])
    for name in given.leave_out:
        kept = [row for row in rows if row["set"] != name]
        held = [row for row in rows if row["set"] == name]
        found = chances([teach(base, kept, codes, seed) for seed in range(SEEDS)], held, codes)
        print(f"{name}, never seen ({len(held)})")
        for sure in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            print(judged(held, found, codes, sure), flush=True)
    if given.write:
        written([teach(base, rows, codes, seed) for seed in range(SEEDS)], codes, given.write)


if __name__ == "__main__":
    main()
