"""What is said in a talk and yet must not become an insight."""

from guardrails.disregard.asides import find_asides
from guardrails.disregard.attribution import find_attributed
from guardrails.disregard.injections import Disregarded, find_injections
from guardrails.disregard.orders import find_orders
from guardrails.disregard.sections import find_kept_private, find_sections

__all__ = [
    "Disregarded",
    "find_asides",
    "find_attributed",
    "find_injections",
    "find_kept_private",
    "find_orders",
    "find_sections",
]
