"""The rows that the vectors for themes learn from: ``python -m evals.themes.teaching.rows OUT``.

Taught are the packs; the other labeled programmes and their questions are only for judging.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.search.programmes import asked
from evals.themes.labeled import Labeled, labeled
from evals.themes.packs import packs

Row = dict[str, str | bool | None]


def rows() -> Iterator[Row]:
    """Yield statements (with a family), questions, and questions without an answer (no theme)."""
    for pack in packs():
        yield from _statements(pack.as_labeled(), taught=True)
        questions = [(text, t.slug) for t in pack.themes for text in t.questions]
        for text, theme in [*questions, *((text, None) for text in pack.absent)]:
            yield _question(pack.name, text, theme, taught=True)
    for programme in labeled().values():
        yield from _statements(programme, taught=False)
    for name, each in asked().items():
        for question in each.questions:
            if question["case"] in {"plain", "sub_k"} and len(question["relevant_themes"]) == 1:
                theme = question["relevant_themes"][0]
                yield _question(name, question["query"], theme, taught=False)


def _statements(programme: Labeled, *, taught: bool) -> Iterator[Row]:
    for one, theme in zip(programme.insights, programme.themes, strict=True):
        yield {
            "programme": programme.name,
            "text": str(one.statement),
            "family": one.family,
            "theme": theme,
            "junior": one.junior_ref,
            "taught": taught,
        }


def _question(programme: str, text: str, theme: str | None, *, taught: bool) -> Row:
    return {"programme": programme, "text": text, "family": "", "theme": theme, "taught": taught}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(list(rows()), ensure_ascii=False), "utf-8")
