"""Every error of the flows, as one tree.

FlowError                      base; the sentence is safe to show to anybody
└── ModelSilent                no model answered at all; ``coach.errors.ModelUnavailable`` is one

A flow that meets :class:`ModelSilent` goes on without a model and says so in its result.
"""


class FlowError(Exception):
    """Base of what the flows and their ports raise."""


class ModelSilent(FlowError):
    """No model answered: none configured, wrong key, no network, or too slow."""
