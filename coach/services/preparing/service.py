"""The senior's verbs: check a brief, prepare, edit, rehearse, mark, take along."""

import asyncio
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from coach.documents.export import export_guide
from coach.errors import InvalidInput
from coach.records.guides import GuideRecord, GuideRecords, KeptBrief
from coach.services.preparing.access import my_guide, reachable_briefs
from coach.services.preparing.making import Maker, OnGuide, OnProgress
from coach.services.preparing.marking import AfterTalk, Heard, Marking
from coach.services.preparing.opinion import brief_opinion, second_opinion
from coach.services.preparing.pasting import read_questions
from coach.services.preparing.starting import Starter, read_starters
from coach.users import Permission, User, require
from graphs.ports import Clock, KnownTheme, Progress
from graphs.prepare.choosing import glossary_of
from graphs.prepare.editing import Edit, another, apply, merge
from graphs.prepare.guide import Guide
from graphs.prepare.items import items_of
from graphs.prepare.rehearsing import Reply, rehearse
from guardrails.briefs.brief import Brief
from guardrails.briefs.checking import check_brief
from guardrails.briefs.cleaning import clean_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.returning import WrittenBrief, written
from guardrails.briefs.verdict import BriefVerdict
from guardrails.judgements import Problem
from guardrails.questions.lint import lint_question
from guardrails.references import References
from guardrails.roster import Roster
from guardrails.scrub.port import Scrubber
from guardrails.scrub.readable import readable
from guardrails.text import RawText
from knowledge.bank.bank import load_bank
from knowledge.bank.learning import learn, ranks

SHORTEST, LONGEST, MOST_JUNIORS = 20, 120, 3
_REFUSED = "The brief is not ready: {codes}. See `coach brief check` for rewrites to accept."


_IN_OWN_WORDS = "This question is in your own words, which nothing overwrites. Remove it instead."


def _silent(_step: Progress) -> None:
    """Show nothing."""


def _unseen(_guide: Guide) -> None:
    """Wait for the finished guide."""


class Preparing:
    """Everything around a guide, from the brief to what was learned from the talk."""

    def __init__(
        self,
        *,
        records: GuideRecords,
        maker: Maker,
        scrubber: Callable[[], Scrubber],
        references: References,
        clock: Clock,
        glossary: frozenset[str] = frozenset(),
    ) -> None:
        self._records = records
        self._maker = maker
        self._scrubber = scrubber
        self._references = references
        self._clock = clock
        self._glossary = glossary  # what everybody in the programme knows is no jargon

    def check(self, user: User, data: bytes, filename: str = "brief.yaml") -> BriefVerdict:
        """Judge a brief by the rules and the second opinion, fast enough for live use.

        Raises:
            NotAllowed: when the user may not prepare.
            InvalidBrief: when the bytes are no brief.
        """
        require(user, Permission.PREPARE)
        raw = parse_brief(data, filename)
        return check_brief(raw, self._clock.now().date(), brief_opinion())

    def get_ready(self, user: User) -> None:
        """Begin to load what cleans briefs, so that the first guide need not wait for it."""
        require(user, Permission.PREPARE)
        threading.Thread(target=self._scrubber, name="get-ready", daemon=True).start()

    def read(self, user: User, data: bytes, filename: str = "brief.yaml") -> WrittenBrief:
        """Give a brief from a file back to its author, line by line, for the form on the page.

        Raises:
            InvalidBrief: when the bytes are no brief.
        """
        require(user, Permission.PREPARE)
        return written(parse_brief(data, filename))

    def starters(self, user: User) -> list[Starter]:
        """The five business questions to start from, each with a worked, invented example."""
        require(user, Permission.PREPARE)
        return read_starters(self._clock.now().date())

    async def prepare(
        self,
        user: User,
        data: bytes,
        filename: str = "brief.yaml",
        *,
        minutes: int = 60,
        juniors: int = 1,
        improve: bool = True,
        on_progress: OnProgress = _silent,
        on_guide: OnGuide = _unseen,
    ) -> GuideRecord:
        """Make a guide for an accepted brief: from the bank at once, then improved.

        Args:
            user: whose guide it is.
            data: the brief's bytes.
            filename: tells YAML from JSON.
            minutes: the booked length, 20 to 120.
            juniors: one to three.
            improve: False never asks a model.
            on_progress: is told every step.
            on_guide: is given the guide at once and again after each improvement.

        Raises:
            NotAllowed: when the user may not prepare.
            InvalidInput: when the length or the number of juniors is out of range, or the brief
                was not accepted; the sentence names the codes.
            InvalidBrief: when the bytes are no brief.
            ScrubFailed: when the brief could not be cleaned: nothing is kept.
        """
        require(user, Permission.PREPARE)
        brief = await asyncio.to_thread(self._accepted, user, data, filename, minutes, juniors)
        now = self._clock.now()
        reference = self._references.anything("decision", brief.decision)
        kept = KeptBrief(reference, user.id, user.pair_refs, now, brief)
        await asyncio.to_thread(self._records.keep_brief, kept)
        guide_id = secrets.token_hex(8)
        first: list[Guide] = []

        def keep_first(guide: Guide) -> None:
            if not first:
                first.append(guide)
                self._records.keep(
                    GuideRecord(guide_id, user.id, user.pair_refs, reference, now, now, guide)
                )
            on_guide(guide)

        finished = await self._maker.make(
            guide_id,
            brief,
            minutes=minutes,
            juniors=juniors,
            opened=ranks(learn(self._records.marks())),
            improve=improve,
            on_progress=on_progress,
            on_guide=keep_first,
        )
        current = self._records.get(guide_id)
        merged = merge(current.guide, first[0], finished)
        return self._saved(replace(current, guide=merged))

    def guides(self, user: User) -> list[GuideRecord]:
        """The user's guides (everybody's for the operator), newest first."""
        require(user, Permission.PREPARE)
        own = self._records.guides()
        return [record for record in own if user.operator or record.owner_id == user.id]

    def guide(self, user: User, guide_id: str) -> GuideRecord:
        """One guide of the user's own, with what is known of its questions.

        Raises:
            NotFound: when there is none of theirs.
        """
        require(user, Permission.PREPARE)
        return self._with_learning(my_guide(self._records, user, guide_id))

    def briefs(self, user: User) -> list[KeptBrief]:
        """Briefs a debrief can be opened on: the user's own and those of their pairs."""
        require(user, Permission.ASK)
        return reachable_briefs(self._records, user)

    def edit(self, user: User, guide_id: str, edits: Sequence[Edit]) -> GuideRecord:
        """Change a guide; typed words are scrubbed like everything else.

        Raises:
            NotFound: when there is no such guide of theirs.
            ScrubFailed: when a text could not be cleaned: nothing is changed.
        """
        require(user, Permission.PREPARE)
        record = my_guide(self._records, user, guide_id)
        clean = [self._cleaned(edit) for edit in edits]
        return self._saved(replace(record, guide=apply(record.guide, clean)))

    def write(
        self, user: User, guide_id: str, block: str, question: str, words: RawText
    ) -> GuideRecord:
        """Put a question into the senior's own words; they are scrubbed before anything else.

        Raises:
            NotFound: when there is no such guide of theirs.
            ScrubFailed: when the words could not be cleaned: nothing is changed.
        """
        require(user, Permission.PREPARE)
        clean = readable(self._scrubber().scrub_text(words, Roster()).text)
        record = my_guide(self._records, user, guide_id)
        edit = Edit(action="write", block=block, question=question, text=clean)
        return self._saved(replace(record, guide=apply(record.guide, [edit])))

    def another(self, user: User, guide_id: str, block: str, question: str) -> GuideRecord:
        """Replace one question by the next fitting one of the bank; a pinned one stays.

        Raises:
            NotFound: when there is no such guide of theirs.
            InvalidInput: when the question is in the senior's own words, which nothing overwrites.
        """
        require(user, Permission.PREPARE)
        record = my_guide(self._records, user, guide_id)
        kept = [entry for entry in record.guide.questions() if entry.edited]
        if question in {entry.id for entry in kept}:
            raise InvalidInput(_IN_OWN_WORDS)
        items = items_of(self._records.brief(record.brief_ref).brief)
        opened = ranks(learn(self._records.marks()))
        changed = another(
            record.guide, block, question, items=items, bank=load_bank(), opened=opened
        )
        return self._saved(replace(record, guide=changed))

    def export(self, user: User, guide_id: str, kind: str) -> tuple[str, bytes]:
        """Return (file name, bytes) of a guide as md, docx, pdf, json, ics or cards.

        Raises:
            NotFound: when there is no such guide of theirs.
            InvalidInput: for another kind.
        """
        require(user, Permission.PREPARE)
        return export_guide(my_guide(self._records, user, guide_id).guide, kind, self._clock.now())

    def lint(self, user: User, text: str, guide_id: str = "") -> list[Problem]:
        """Judge one question as it is typed; a guide's own short forms count as known.

        Raises:
            NotFound: when a guide is named that is not theirs.
        """
        require(user, Permission.PREPARE)
        known = my_guide(self._records, user, guide_id).guide.decision if guide_id else ""
        return lint_question(text, self._known(known), second_opinion())

    def lint_list(
        self, user: User, data: bytes, filename: str = "questions.txt"
    ) -> list[tuple[str, list[Problem]]]:
        """Judge a pasted list, or the questions of a former guide (text, Markdown, JSON, docx).

        Raises:
            InvalidInput: when no question can be read from the bytes.
        """
        require(user, Permission.PREPARE)
        second = second_opinion()
        return [
            (text, lint_question(text, self._glossary, second))
            for text in read_questions(data, filename)
        ]

    def rehearse(self, user: User, guide_id: str, said: str) -> Reply:
        """Answer as a composite junior and give one note; nothing typed here is kept.

        Raises:
            NotFound: when there is no such guide of theirs.
        """
        require(user, Permission.PREPARE)
        guide = my_guide(self._records, user, guide_id).guide
        brief = self._records.brief(my_guide(self._records, user, guide_id).brief_ref).brief
        knowledge = self._maker.knowledge()
        grounds: list[KnownTheme] = knowledge.known_about(brief) if knowledge else []
        return rehearse(said, grounds, self._known(guide.decision))

    def _known(self, decision: str) -> frozenset[str]:
        """The programme's glossary, and the short forms that the brief itself uses."""
        return self._glossary | glossary_of(decision)

    def mark_opened(self, user: User, guide_id: str, question_id: str, *, opened: bool) -> None:
        """Note, after the talk, whether a question opened something; for seniors and juniors.

        Raises:
            NotFound: when there is no such guide within their reach.
            InvalidInput: when the guide has no such question.
        """
        require(user, Permission.ASK)
        marking = Marking(self._records, user, guide_id)
        marking.mark(question_id, "opened" if opened else "asked")

    def after_talk(self, user: User, guide_id: str) -> list[AfterTalk]:
        """Questions of a guide with this side's marks and what the bank has learned of them.

        Raises:
            NotFound: when there is no such guide within their reach.
        """
        require(user, Permission.ASK)
        return Marking(self._records, user, guide_id).so_far()

    def note_talk(self, user: User, guide_id: str, heard: Mapping[str, Heard]) -> None:
        """Keep what became of each question; one that was not asked counts for nothing.

        Raises:
            NotFound: when there is no such guide within their reach.
            InvalidInput: when the guide has no such question.
        """
        require(user, Permission.ASK)
        marking = Marking(self._records, user, guide_id)
        for question_id, outcome in heard.items():
            marking.mark(question_id, outcome)

    def invitations(self, user: User) -> list[GuideRecord]:
        """The talks a junior was invited to: guides of the pairs they belong to, newest first."""
        require(user, Permission.DEBRIEF)
        within = set(user.pair_refs)
        return [record for record in self._records.guides() if within & set(record.pair_refs)]

    def _accepted(
        self, user: User, data: bytes, filename: str, minutes: int, juniors: int
    ) -> Brief:
        if not SHORTEST <= minutes <= LONGEST:
            raise InvalidInput(f"A talk takes {SHORTEST} to {LONGEST} minutes.")
        if not 1 <= juniors <= MOST_JUNIORS:
            raise InvalidInput(f"A talk has one to {MOST_JUNIORS} juniors.")
        raw = parse_brief(data, filename)
        verdict = check_brief(raw, self._clock.now().date(), brief_opinion())
        if not verdict.accept:
            codes = ", ".join(problem.code for problem in verdict.problems)
            raise InvalidInput(_REFUSED.format(codes=codes))
        return clean_brief(raw, self._scrubber(), Roster.of_names([user.name]))

    def _cleaned(self, edit: Edit) -> Edit:
        if not edit.text:
            return edit
        scrubbed = self._scrubber().scrub_text(RawText(edit.text), Roster())
        return edit.model_copy(update={"text": readable(scrubbed.text)})

    def _saved(self, record: GuideRecord) -> GuideRecord:
        changed = replace(record, changed=self._clock.now())
        self._records.keep(changed)
        return self._with_learning(changed)

    def _with_learning(self, record: GuideRecord) -> GuideRecord:
        learned = learn(self._records.marks())
        guide = record.guide.model_copy(deep=True)
        for question in guide.questions():
            entry = learned.get(question.bank_id)
            question.opened = entry.sentence() if entry else None
        return replace(record, guide=guide)
