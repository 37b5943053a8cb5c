"""Transcripts and notes: what was said, by whom, before scrubbing."""

from guardrails.transcript.reading import read_transcript
from guardrails.transcript.roles import Roles, assign_roles

__all__ = ["Roles", "assign_roles", "read_transcript"]
