"""``docs/flows.md`` shows the flows as they are: drawn from the code, compared here.

Redraw with: python -m tests.architecture.test_flows_are_drawn
"""

from pathlib import Path

import coach.silence  # noqa: F401 - before LangGraph

# isort: split
from langgraph.checkpoint.memory import InMemorySaver

from graphs.ask.flow import build as build_ask
from graphs.debrief.flow import build as build_debrief
from graphs.prepare.flow import build as build_prepare

PAGE = Path(__file__).resolve().parents[2] / "docs" / "flows.md"
INTRODUCTION = """# The three flows

Drawn from the code by `python -m tests.architecture.test_flows_are_drawn`; a test compares them.
Solid arrows always follow, dotted ones where a router decides. Every flow takes ids and clean text
only; what it may touch outside comes through its typed context.
"""


def drawn() -> str:
    flows = {
        "Prepare: brief → what is known → guide": build_prepare(InMemorySaver()),
        "Debrief: sealed talk → review → what is shared": build_debrief(InMemorySaver()),
        "Ask: question → released rows → cited answer": build_ask(),
    }
    parts = [INTRODUCTION]
    for title, flow in flows.items():
        picture = flow.get_graph().draw_mermaid(with_styles=False).strip()
        parts.append(f"## {title}\n\n```mermaid\n{picture}\n```\n")
    return "\n".join(parts)


def test_the_page_shows_the_flows_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == drawn()


if __name__ == "__main__":
    PAGE.write_text(drawn(), encoding="utf-8")
