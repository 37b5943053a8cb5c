"""First contact: what each fresh set gave before anybody looked at it; history, never remeasured.

``python -m evals.prepare.firstcontact`` draws ``docs/images/prepare-first-contact.svg``.
"""

from pathlib import Path
from typing import Final, NamedTuple


class Contact(NamedTuple):
    """Shares in percent."""

    name: str
    n: int
    good: float
    bad: float
    f1: float


QUESTIONS: Final = (
    Contact("questions, blind", 80, 92.5, 70.0, 77.4),
    Contact("questions, round 1", 60, 84.2, 65.9, 74.1),
    Contact("questions, round 2", 76, 88.0, 80.4, 80.4),
    Contact("questions, round 3", 72, 95.8, 91.7, 92.3),
    Contact("questions, round 4", 68, 100.0, 93.5, 92.0),
    Contact("questions, round 5", 172, 96.6, 92.9, 92.4),
    Contact("questions, round 6", 212, 94.5, 70.7, 75.1),
    Contact("questions, round 7", 237, 95.9, 72.0, 76.0),
    Contact("questions, round 8", 204, 97.3, 79.2, 77.6),
    Contact("questions, round 9", 82, 100.0, 92.3, 94.1),
    Contact("questions, round 10", 143, 87.3, 100.0, 44.4),
)
BRIEFS: Final = (
    Contact("briefs, blind", 30, 92.9, 87.5, 88.5),
    Contact("briefs, round 1", 25, 100.0, 93.3, 97.7),
    Contact("briefs, round 2", 25, 91.7, 92.3, 86.5),
    Contact("briefs, round 3", 25, 90.9, 100.0, 92.7),
    Contact("briefs, round 4", 51, 94.4, 75.8, 81.7),
    Contact("briefs, round 5", 46, 88.9, 64.3, 72.7),
    Contact("briefs, round 6", 29, 100.0, 68.4, 81.1),
)
_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73")  # Okabe and Ito 2008: told apart by everybody
_LABELS: Final = ("good left alone", "bad caught", "code F1")
_LEFT, _WIDE, _HIGH, _STEP = 150, 420, 12, 50


def drawing() -> str:
    """Return the bars as SVG; every bar carries its number, so colour is never alone."""
    parts = [
        f'<rect x="{_LEFT + at * 140}" y="6" width="12" height="12" fill="{colour}"/>'
        f'<text x="{_LEFT + at * 140 + 18}" y="16">{label}</text>'
        for at, (colour, label) in enumerate(zip(_COLOURS, _LABELS, strict=True))
    ]
    rows = (*QUESTIONS, *BRIEFS)
    for at, row in enumerate(rows):
        top = 30 + at * _STEP
        parts.append(f'<text x="{_LEFT - 8}" y="{top + 22}" text-anchor="end">{row.name}</text>')
        for place, (share, colour) in enumerate(zip(row[2:], _COLOURS, strict=True)):
            y, width = top + place * (_HIGH + 1), _WIDE * share / 100
            parts.append(
                f'<rect x="{_LEFT}" y="{y}" width="{width:.0f}" height="{_HIGH}" fill="{colour}"/>'
                f'<text x="{_LEFT + width + 5:.0f}" y="{y + 10}" font-size="10">{share:g}</text>'
            )
    high = 30 + len(rows) * _STEP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {high}" role="img"'
        ' font-family="sans-serif" font-size="12"><title>First contact by round, percent</title>'
        f'<rect width="640" height="{high}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    target = Path(__file__).resolve().parents[2] / "docs" / "images" / "prepare-first-contact.svg"
    target.write_text(drawing(), encoding="utf-8")
