"""Builds support rows from short tables."""

from guardrails.disclosure.rows import SupportRow

CLEAN = {"function": "sales", "region": "emea", "tenure_band": "1-2", "kind": "friction"}


def row(junior: int, theme: str = "t", quarter: str = "2026Q1", **values: str) -> SupportRow:
    known = {**CLEAN, **values}
    return SupportRow(
        insight=f"{theme}-{junior}-{quarter}-{known['kind']}",
        theme=theme,
        junior=f"j{junior}",
        pair=values.get("pair", f"p{junior}"),
        values=(
            known["function"],
            known["region"],
            known["tenure_band"],
            known["kind"],
            quarter,
        ),
    )


def rows(counts: dict[str, int], dimension: str = "region", start: int = 0) -> list[SupportRow]:
    """Make one row each for so many juniors of each value of a dimension."""
    made = []
    for value, count in counts.items():
        for _ in range(count):
            values = {dimension: value}
            made.append(row(start + len(made), **values))
    return made
