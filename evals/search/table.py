"""The figures of the search suite as Markdown."""

from collections.abc import Mapping
from typing import Any, Final

_INTRODUCTION: Final = """\
Three invented programmes have known themes (a bank, the demo company, a maker of medical \
devices); two of
them have questions. Each column is judged by models trained on the *other* programmes; \
"shipped" saw all of
them and is printed only to tell how little that helps. The devices were written by \
somebody who had not
seen this code; on first contact they gave .42 / .55 / .55 (answered / withheld / purity, \
k = 5).
The targets for an unseen programme are **not** reached: questions and insights that \
share no word are often
as far apart for the sentence model as two different matters, so themes are mixed, and \
what is asked about is
either missed or answered with its neighbor. A larger encoder and more signals were tried \
and won nothing
(`docs/adr/0015-the-small-encoder-stays.md`); a junior's click does, see below. What holds \
everywhere are the promises to people: no theme with
fewer than k, no pair of filters that isolates somebody. `python -m evals.search.train \
--check` prints the
trade between answering and withholding for every threshold."""
_CLICKS: Final = """\
What people add: the first half of each programme (by quarter) is released without help. Then \
the junior of each
later insight names the right one of the nearest released themes on the review page, or says \
it is none of them.
Simulated from the known themes, so it is what right clicks by everybody would give."""
_WHAT: Final = {
    "answerable_found_in_first_three": ("answerable: right theme among the first three", "≥ .80"),
    "withheld_rightly": ("to be withheld: withheld", "≥ .90"),
    "questions_showing_unsupported_words": ("questions showing unsupported words", "≤ 2"),
    "themes_shown_with_fewer_than_k": ("themes shown with fewer than k juniors", "0"),
    "filter_pairs_isolating": ("pairs of filters that isolate somebody", "0"),
    "purity": ("theme purity", "≥ .70"),
}
_SUBJECTS: Final = ("ours", "shipped", "naive")
Figures = Mapping[str, Mapping[str, Any]]


def report(
    programmes: Mapping[str, Figures],
    themes: Figures,
    clicks: Figures,
    retrieval: Mapping[str, Figures],
    image: str,
) -> str:
    """Four tables: questions and releases, themes alone, with clicks, plain retrieval."""
    lines = [_INTRODUCTION, "", f"![Answered and withheld by programme]({image})", ""]
    lines += _programmes(programmes)
    lines += ["", *_themes(themes), "", _CLICKS, "", *_clicks(clicks), "", *_retrieval(retrieval)]
    return "\n".join(lines)


def _programmes(programmes: Mapping[str, Figures]) -> list[str]:
    heads = [f"{name} {subject}" for name in programmes for subject in _SUBJECTS]
    lines = [f"| unseen programme | {' | '.join(heads)} | target |", _rule(len(heads) + 2)]
    for key, (words, target) in _WHAT.items():
        cells = [
            str(each[subject].get(key, "–"))
            for each in programmes.values()
            for subject in _SUBJECTS
        ]
        lines.append(f"| {words} | {' | '.join(cells)} | {target} |")
    return lines


def _themes(themes: Figures) -> list[str]:
    lines = [
        (
            "| themes of an unseen programme | purity | groups that can be released"
            " | true themes shown | groups with too few of their theme |"
        ),
        _rule(5),
    ]
    for name, each in themes.items():
        cells = f"{each['purity']} | {each['groups']} | {each['shown']} | {each['wrongly']}"
        lines.append(f"| {name} | {cells} |")
    return lines


def _clicks(clicks: Figures) -> list[str]:
    shown = ("purity", "groups", "shown", *list(_WHAT)[:2])
    lines = [
        (
            "| second half of the insights | purity | groups that can be released"
            " | true themes shown | answered | withheld |"
        ),
        _rule(len(shown) + 1),
    ]
    for name, each in clicks.items():
        lines.append(f"| {name} | {' | '.join(str(each.get(key, '–')) for key in shown)} |")
    return lines


def _retrieval(retrieval: Mapping[str, Figures]) -> list[str]:
    ways = next(iter(retrieval.values()))
    lines = [f"| retrieval, nDCG@10 / recall@10 | {' | '.join(ways)} |", _rule(len(ways) + 1)]
    for task, found in retrieval.items():
        cells = " | ".join(f"{each['ndcg@10']} / {each['recall@10']}" for each in found.values())
        lines.append(f"| {task} | {cells} |")
    return lines


def _rule(columns: int) -> str:
    return "|" + "---|" * columns
