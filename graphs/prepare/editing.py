"""Changes people make to a guide; what they changed is never overwritten afterwards."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graphs.prepare.choosing import Chooser, fill
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion
from graphs.prepare.items import Item
from guardrails.text import CleanText, authored
from knowledge.bank.bank import BankQuestion

Action = Literal["pin", "unpin", "write", "remove", "move", "add", "opening", "closing"]


class Edit(BaseModel):
    """One change. ``text`` is clean by now; ``to`` is a place in the block, from 0."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    block: str = ""
    question: str = ""
    text: CleanText = authored("")
    to: int = 0


def apply(guide: Guide, edits: Sequence[Edit]) -> Guide:
    """Return the guide after the edits; an edit of something that is gone changes nothing."""
    changed = guide.model_copy(deep=True)
    for edit in edits:
        if edit.action in {"opening", "closing"}:
            setattr(changed, edit.action, edit.text)
            continue
        for block in changed.blocks:
            if block.id == edit.block:
                _apply_to(block, edit)
    return changed


def another(
    guide: Guide, block_id: str, question_id: str, *, items: Sequence[Item],
    bank: Sequence[BankQuestion], opened: Mapping[str, float],
) -> Guide:  # fmt: skip
    """Replace a question by the next fitting one of the bank; pinned ones stay."""
    changed = guide.model_copy(deep=True)
    for block in changed.blocks:
        for place, old in enumerate(block.questions):
            if block.id == block_id and old.id == question_id and not old.pinned:
                found = _next(changed, block, place, items=items, bank=bank, opened=opened)
                if found:
                    block.questions[place] = found.model_copy(update={"id": old.id})
    return changed


def merge(current: Guide, before: Guide, improved: Guide) -> Guide:
    """Bring improvements in where nobody touched the question since ``before``."""
    was = {question.id: question.text for question in before.questions()}
    better = {question.id: question for question in improved.questions()}
    merged = current.model_copy(deep=True)
    for block in merged.blocks:
        for place, question in enumerate(block.questions):
            new = better.get(question.id)
            untouched = was.get(question.id) == question.text
            if new and untouched and not (question.pinned or question.edited):
                block.questions[place] = new
    merged.model, merged.prompt_ids = improved.model, dict(improved.prompt_ids)
    return merged


def _apply_to(block: GuideBlock, edit: Edit) -> None:
    if edit.action == "add":
        need = block.questions[0].need if block.questions else authored("")
        number = len(block.questions) + 1
        taken = {question.id for question in block.questions}
        while f"{block.id}.{number}" in taken:
            number += 1
        block.questions.append(
            GuideQuestion(
                id=f"{block.id}.{number}", text=edit.text, need=need, source="own", edited=True
            )
        )
        return
    for place, question in enumerate(block.questions):
        if question.id != edit.question:
            continue
        if edit.action in {"pin", "unpin"}:
            question.pinned = edit.action == "pin"
        elif edit.action == "write":
            question.text, question.source, question.edited = edit.text, "own", True
            question.bank_id = ""  # what it opens is no merit of the bank's question any more
        elif edit.action == "remove":
            del block.questions[place]
        elif edit.action == "move":
            block.questions.insert(max(0, edit.to), block.questions.pop(place))
        return


def _next(
    guide: Guide, block: GuideBlock, place: int, *, items: Sequence[Item],
    bank: Sequence[BankQuestion], opened: Mapping[str, float],
) -> GuideQuestion | None:  # fmt: skip
    old = block.questions[place]
    item = next((item for item in items if item.need == old.need), None)
    used = [question.bank_id for question in guide.questions() if question.bank_id]
    here = next((row for row in bank if row.id == old.bank_id), None)
    turn = next((number for number, row in enumerate(bank) if row.id == old.bank_id), 0)
    chooser = Chooser(bank, guide.family, turn=turn + 1, opened=opened, used=used)
    if block.id in {"warm_up", "check", "close"} or item is None:
        rows = [
            row for row in bank
            if row.place == (here.place if here else block.id) and row.id not in used and row.family in {None, guide.family}
        ]  # fmt: skip
        return fill_plain(rows[0], old.need) if rows else None
    if place == 0 or block.id in {"metrics", "options"}:
        return chooser.open_item(item)
    return chooser.follow_up(item, late=True)


def fill_plain(row: BankQuestion, need: CleanText) -> GuideQuestion:
    """Make a guide question of a bank question without slots."""
    item = Item(
        need, "change", need, authored(""), doubted=False, looks_for="experience", place="opener"
    )
    return fill(row, item)
