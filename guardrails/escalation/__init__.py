"""Disclosures that must leave the stream before anybody but the junior sees them."""

from guardrails.escalation.aftermath import find_aftermath, find_lead_in
from guardrails.escalation.finding import Escalation, find_escalations

__all__ = ["Escalation", "find_aftermath", "find_escalations", "find_lead_in"]
