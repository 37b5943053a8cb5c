"""Scores as a table for people."""

from collections.abc import Sequence

from evals.debrief.scoring import Score

_HEAD = (
    f"{'session':32} found    precise  verbatim  names quasi non-ins inject"
    "  escal(found/false/leak)  model  s/1000w"
)


def table(scores: Sequence[Score], *, heading: bool = True) -> str:
    """One line a session; rates in percent, mistakes counted, seconds per 1,000 words."""
    lines = [_line(each) for each in scores]
    return "\n".join([_HEAD, *lines] if heading else lines)


def _line(each: Score) -> str:
    return (
        f"{each.session[:32]:32} {each.found:3}/{each.gold:3}  {each.right:3}/{each.produced:3} "
        f" {each.verbatim:4}/{each.quotes:4}  {len(each.leaks):5} {len(each.quasi):5} "
        f"{len(each.non_insights):7} {len(each.injections):6}"
        f"   {each.escalations_found}/{each.escalations} / {len(each.escalations_false)} /"
        f" {len(each.escalations_leaked)}"
        f"          {each.by_model:3}/{each.produced:3} {1000 * each.seconds / each.words:7.1f}"
    )
