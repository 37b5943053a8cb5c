"""A guide as Markdown."""

from coach.documents import words
from graphs.prepare.guide import Guide, GuideBlock


def guide_as_markdown(guide: Guide) -> str:
    """Return the guide, the listening page and the junior's page."""
    lines = [f"# {words.TITLE}", "", f"**{guide.decision}**", "", words.facts(guide), ""]
    lines += _section(words.OPENING, [f"> {guide.opening}"])
    if guide.already_known:
        lines += _section(words.KNOWN, [f"- {line}" for line in guide.already_known])
    for block in guide.blocks:
        lines += _block(block)
    lines += _section(words.CLOSING, [f"> {guide.closing}"])
    if guide.not_covered:
        lines += _section(words.NOT_COVERED, [f"- {line}" for line in guide.not_covered])
    lines += _section(words.DISAGREEMENT, [f"- {line}" for line in guide.disagreement])
    lines += _section(words.LISTENING, [f"- {line}" for line in guide.listening])
    lines += _section(words.JUNIOR, [f"- {line}" for line in guide.junior_page])
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, body: list[str]) -> list[str]:
    return [f"## {title}", "", *body, ""]


def _block(block: GuideBlock) -> list[str]:
    lines = [f"## {block.title} ({words.minutes(block.minutes)})", ""]
    if block.purpose and block.title not in block.purpose:
        lines += [f"*{block.purpose}*", ""]
    for number, question in enumerate(block.questions, start=1):
        lines += [f"{number}. **{question.text}**"]
        lines += [f"   - {probe}" for probe in question.probes]
        if question.listen_for:
            lines += [f"   - {words.LISTEN_FOR}: {question.listen_for}"]
        if words.care(question):
            lines += [f"   - {words.CARE}: {words.care(question)}"]
    return [*lines, ""] if block.questions else lines
