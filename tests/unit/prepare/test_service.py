from pathlib import Path

import pytest

from coach.errors import InvalidInput, NotAllowed, NotFound
from coach.services.preparing import Edit, by_rank
from coach.users import User
from graphs.prepare.guide import Guide
from graphs.prepare.varying import Variant
from guardrails.errors import InvalidBrief, ScrubFailed
from guardrails.text import authored
from tests.builders import a_coach
from tests.fakes import RosterScrubber, ScriptedChat
from tests.unit.prepare.briefs import brief_bytes

SENIOR = User("s1", "Senior One", "senior", pair_refs=("p1",))
OTHER = User("s2", "Senior Two", "senior")
JUNIOR = User("j1", "Junior One", "junior", pair_refs=("p1",))
STRANGER = User("j2", "Junior Two", "junior", pair_refs=("p9",))
GOOD = "Tell me about the last entry you found that somebody had copied at dawn."


async def test_a_guide_is_kept_edited_exported_and_its_thread_forgotten(tmp_path: Path) -> None:
    with a_coach(tmp_path, chat=ScriptedChat([Variant(question=GOOD)])) as coach:
        seen: list[Guide] = []
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), on_guide=seen.append)
        assert len(seen) == 2
        assert [entry.id for entry in coach.preparing.guides(SENIOR)] == [record.id]
        assert any(question.text == GOOD for question in record.guide.questions())
        edit = Edit(action="write", block="warm_up", question="warm_up.1", text="What came first?")
        coach.preparing.edit(SENIOR, record.id, [edit])
        name, text = coach.preparing.export(SENIOR, record.id, "md")
        assert name.endswith(".md")
        assert "What came first?" in text.decode()
        assert await (await coach.adapters.checkpoints()).threads_of(record.id) == []


async def test_the_first_guide_is_kept_before_the_model_is_asked(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        kept: list[int] = []
        await coach.preparing.prepare(
            SENIOR,
            brief_bytes(),
            on_guide=lambda _: kept.append(len(coach.preparing.guides(SENIOR))),
        )
        assert kept[0] == 1


async def test_a_guide_is_its_owners_alone(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        for look in (coach.preparing.guide, lambda u, g: coach.preparing.export(u, g, "md")):
            with pytest.raises(NotFound):
                look(OTHER, record.id)
        with pytest.raises(NotAllowed):
            coach.preparing.guides(JUNIOR)


async def test_a_brief_reaches_its_pair_and_nobody_else(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        assert [kept.reference for kept in coach.preparing.briefs(JUNIOR)] == [record.brief_ref]
        assert coach.preparing.briefs(STRANGER) == []


async def test_both_sides_mark_what_opened_and_the_guide_shows_it(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        for user in (SENIOR, JUNIOR):
            coach.preparing.mark_opened(user, record.id, "warm_up.1", opened=True)
        first = coach.preparing.guide(SENIOR, record.id).guide.blocks[1].questions[0]
        assert first.opened is not None
        assert "2 of 2" in first.opened
        with pytest.raises(NotFound):
            coach.preparing.mark_opened(STRANGER, record.id, "warm_up.1", opened=True)


async def test_a_refused_brief_and_a_failed_scrub_keep_nothing(tmp_path: Path) -> None:
    with a_coach(tmp_path, scrubber=RosterScrubber(fails=True)) as coach:
        with pytest.raises(InvalidInput, match="no_owner"):
            await coach.preparing.prepare(SENIOR, brief_bytes(owner={"role": ""}))
        with pytest.raises(ScrubFailed):
            await coach.preparing.prepare(SENIOR, brief_bytes())
        with pytest.raises(InvalidInput, match="minutes"):
            await coach.preparing.prepare(SENIOR, brief_bytes(), minutes=5)
        with pytest.raises(InvalidBrief):
            await coach.preparing.prepare(SENIOR, b"")
        assert coach.preparing.guides(SENIOR) == []
        assert coach.preparing.briefs(SENIOR) == []


async def test_a_name_in_a_brief_never_reaches_the_guide(tmp_path: Path) -> None:
    changed = brief_bytes(decision="Keep the log of Senior One, move it, or drop it.")
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, changed, improve=False)
        assert "Senior One" not in record.guide.model_dump_json()
        assert "[a colleague]" in record.guide.decision


async def test_former_questions_are_judged_in_order(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pasted = b"Our list\n1. Do you like it?\n- Tell me about the last one you saw.\n"
        judged = coach.preparing.lint_list(SENIOR, pasted)
        assert [text for text, _ in judged] == [
            "Do you like it?",
            "Tell me about the last one you saw.",
        ]
        assert judged[0][1]
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        for kind in ("json", "docx", "md"):
            name, data = coach.preparing.export(SENIOR, record.id, kind)
            found = {text for text, _ in coach.preparing.lint_list(SENIOR, data, name)}
            assert str(record.guide.blocks[1].questions[0].text) in found
        with pytest.raises(InvalidInput):
            coach.preparing.lint_list(SENIOR, b"no question here")


async def test_what_was_changed_while_the_model_worked_is_never_overwritten(tmp_path: Path) -> None:
    """The senior edits, pins, adds and moves between the first guide and the finished one."""
    with a_coach(tmp_path, chat=ScriptedChat([Variant(question=GOOD)] * 9)) as coach:
        preparing, mine = coach.preparing, "What was the first thing you wrote down today?"
        touched: dict[str, str] = {}

        def meanwhile(_guide: Guide) -> None:
            if touched:
                return
            record = preparing.guides(SENIOR)[0]
            topic = next(block for block in record.guide.blocks if block.id.startswith("change"))
            edited, pinned = topic.questions[:2]
            edits = [
                Edit(action="write", block=topic.id, question=edited.id, text=authored(mine)),
                Edit(action="pin", block=topic.id, question=pinned.id),
                Edit(action="add", block=topic.id, text=authored("What came after that?")),
                Edit(action="move", block=topic.id, question=pinned.id, to=0),
            ]
            changed = preparing.edit(SENIOR, record.id, edits)
            block = next(block for block in changed.guide.blocks if block.id == topic.id)
            touched.update({question.id: str(question.text) for question in block.questions})
            assert next(iter(touched)) == pinned.id
            touched.pop(block.questions[2].id)  # nobody touched the third: it may improve

        done = await preparing.prepare(SENIOR, brief_bytes(), on_guide=meanwhile)
        found = {question.id: str(question.text) for question in done.guide.questions()}
        assert len(touched) >= 3
        assert {key: found[key] for key in touched} == touched
        key = next(key for key, text in touched.items() if text == mine)
        with pytest.raises(InvalidInput, match="your own words"):
            preparing.another(SENIOR, done.id, key.rsplit(".", 1)[0], key)


async def test_a_question_that_was_not_asked_counts_for_nothing(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        first, second, third, *_ = [question.id for question in record.guide.questions()]
        preparing = coach.preparing
        preparing.note_talk(SENIOR, record.id, {first: "opened", second: "asked"})
        preparing.note_talk(JUNIOR, record.id, {first: "opened", third: "not_asked"})
        rows = {row.question.id: row for row in preparing.after_talk(SENIOR, record.id)}
        assert [rows[key].heard for key in (first, second, third)] == [
            "opened", "asked", "not_asked",
        ]  # fmt: skip
        assert rows[third].learned is None
        known = rows[first].learned
        assert known
        assert (known.opened, known.marked) == (2, 2)
        assert known.high - known.low > 0.4, "two answers are no certainty"
        assert [row.question.id for row in by_rank(list(rows.values()))] == [first, second]
        preparing.note_talk(SENIOR, record.id, {second: "not_asked"})
        rows = {row.question.id: row for row in preparing.after_talk(SENIOR, record.id)}
        assert rows[second].learned is None
        with pytest.raises(InvalidInput):
            preparing.note_talk(SENIOR, record.id, {"nothing.9": "opened"})
        with pytest.raises(NotFound):
            preparing.after_talk(STRANGER, record.id)


async def test_the_bank_learns_nothing_from_the_senior_s_own_words(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        edit = Edit(action="write", block="warm_up", question="warm_up.1", text="What came first?")
        coach.preparing.edit(SENIOR, record.id, [edit])
        coach.preparing.note_talk(SENIOR, record.id, {"warm_up.1": "opened"})
        row = coach.preparing.after_talk(SENIOR, record.id)[0]
        assert (row.own, row.heard, row.learned) == (True, "not_asked", None)


async def test_a_junior_sees_the_talks_of_their_pair(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        record = await coach.preparing.prepare(SENIOR, brief_bytes(), improve=False)
        assert [found.id for found in coach.preparing.invitations(JUNIOR)] == [record.id]
        assert coach.preparing.invitations(STRANGER) == []
        with pytest.raises(NotAllowed):
            coach.preparing.invitations(SENIOR)


async def test_a_brief_goes_back_to_its_author_alone(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        assert coach.preparing.read(SENIOR, brief_bytes()).owner == "Harbor Master"
        assert len(coach.preparing.starters(SENIOR)) == 5
        for verb in (coach.preparing.starters, lambda user: coach.preparing.read(user, b"{}")):
            with pytest.raises(NotAllowed):
                verb(JUNIOR)


def test_what_the_whole_programme_knows_is_no_jargon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "What happened in the last QBR after the NPS came out?"
    with a_coach(tmp_path / "one") as coach:
        assert [each.code for each in coach.preparing.lint(SENIOR, question)] == ["jargon"]
    monkeypatch.setenv("COACH_PREPARE__GLOSSARY", "QBR, NPS")
    with a_coach(tmp_path / "two") as coach:
        assert coach.preparing.lint(SENIOR, question) == []
        assert coach.preparing.lint_list(SENIOR, question.encode()) == [(question, [])]
