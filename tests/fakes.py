"""One small hand-written fake a port. Append yours; keep each under thirty lines."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
from pydantic import BaseModel

from coach.errors import ModelUnavailable
from graphs.ports import Answer, Prompt, Usage, Vectors
from guardrails.errors import ScrubFailed, VaultError
from guardrails.roster import Roster
from guardrails.scrub.results import CleanTurn, ScrubbedSession, ScrubbedText, Span
from guardrails.taught import POOLED, TAUGHT_ON, Changes
from guardrails.text import CleanText, RawText
from guardrails.transcript.turns import RawTranscript, TurnRole


class StillClock:
    """Time that moves only when told to."""

    def __init__(self, at: datetime = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


class RosterScrubber:
    """Replaces the roster's names and nothing else; ``fails`` makes it fail closed."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails

    def scrub_text(self, text: RawText, roster: Roster) -> ScrubbedText:
        if self.fails:
            raise ScrubFailed("A recognizer failed.")
        names = [person.name.reveal() for person in roster.people]
        raw, spans = text.reveal(), []
        for number, name in enumerate(names, start=1):
            spans += [
                Span(found.start(), found.end(), "PERSON", f"<PERSON_{number}>")
                for found in re.finditer(re.escape(name), raw)
            ]
        spans.sort(key=lambda span: span.start)
        clean = raw
        for span in reversed(spans):
            clean = clean[: span.start] + span.placeholder + clean[span.end :]
        return ScrubbedText(CleanText(clean), tuple(spans))

    def scrub_session(
        self, transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]
    ) -> ScrubbedSession:
        turns, replaced = [], 0
        for turn in transcript.turns:
            label = turn.speaker.reveal() if turn.speaker else "notes"
            role = roles.get(label, "other")
            scrubbed = self.scrub_text(turn.text, roster)
            replaced += len(scrubbed.spans)
            turns.append(CleanTurn(turn.index, role, role, scrubbed.text, turn.start_s))
        return ScrubbedSession(tuple(turns), replaced)

    def warm_up(self) -> None:
        pass


class WordEmbedder:
    """Vectors from hashed words: texts that share words are near; the same in every process."""

    name = "words"

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) % 384] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths == 0, 1, lengths)


class DeafModel:
    """What the reader of disclosures reads with; it tells every text alike."""

    name = TAUGHT_ON

    def pooled(self, texts: Sequence[CleanText], changes: Changes) -> Vectors:
        return np.zeros((len(texts), POOLED), dtype=np.float32)


class ScriptedChat:
    """Answers from a list, in order; then None. ``unavailable`` raises instead."""

    name = "scripted"

    def __init__(
        self,
        answers: Sequence[BaseModel | None] = (),
        *,
        strength: Literal["small", "large"] = "small",
        unavailable: bool = False,
    ) -> None:
        self.answers = list(answers)
        self.asked: list[Prompt] = []
        self.strength: Literal["small", "large"] = strength
        self.unavailable = unavailable

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        if self.unavailable:
            raise ModelUnavailable("No model answers.")
        self.asked.append(prompt)
        given = self.answers.pop(0) if self.answers else None
        return given if isinstance(given, answer) else None

    def usage(self) -> Usage:
        return Usage(calls=len(self.asked))


class OpenVault:
    """Clean sessions by id, as a flow sees the vault; nothing is sealed."""

    def __init__(self, sessions: Mapping[str, ScrubbedSession] | None = None) -> None:
        self.sessions = dict(sessions or {})

    def scrubbed(self, session_id: str) -> ScrubbedSession:
        if session_id not in self.sessions:
            raise VaultError("This session's transcript is no longer in the vault.")
        return self.sessions[session_id]


class DictVectors:
    """Vectors by id, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Vectors] = {}

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        self.kept.update(zip(ids, vectors, strict=True))

    def get(self, ids: Collection[str]) -> dict[str, Vectors]:
        return {one: self.kept[one] for one in ids if one in self.kept}

    def ids(self) -> set[str]:
        return set(self.kept)

    def erase(self, ids: Collection[str]) -> int:
        gone = set(self.kept) & set(ids)
        for one in gone:
            del self.kept[one]
        return len(gone)
