"""What is worth a model's time: small trained heads over sentence vectors and cues."""

from graphs.debrief.salience.heads import HeadsMismatch
from graphs.debrief.salience.selecting import Group, Place, select

__all__ = ["Group", "HeadsMismatch", "Place", "select"]
