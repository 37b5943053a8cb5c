"""What LiteLLM raises, translated once and by type into what may be shown.

A vendor's own message may quote the prompt or the key, so none of its words are kept.
"""

from enum import Enum, auto
from http import HTTPStatus

from litellm import exceptions as vendor
from litellm.exceptions import LITELLM_EXCEPTION_TYPES

from coach.errors import ModelRefused, ModelUnavailable


class Remedy(Enum):
    """What to do after a failed call."""

    AGAIN = auto()  # wait and try the same model again
    PLAIN = auto()  # the endpoint may not know JSON schemas: ask in plain words
    SKIP = auto()  # this prompt gets no answer; the model itself is in order
    LEAVE = auto()  # this model will not answer: take the next one


_REMEDIES: tuple[tuple[type[Exception], Remedy], ...] = (
    (vendor.ContextWindowExceededError, Remedy.SKIP),
    (vendor.ContentPolicyViolationError, Remedy.SKIP),
    (vendor.LiteLLMUnknownProvider, Remedy.LEAVE),
    (vendor.PaymentRequiredError, Remedy.LEAVE),
    (vendor.BadRequestError, Remedy.PLAIN),
    (vendor.UnprocessableEntityError, Remedy.PLAIN),
    (vendor.AuthenticationError, Remedy.LEAVE),
    (vendor.PermissionDeniedError, Remedy.LEAVE),
    (vendor.NotFoundError, Remedy.LEAVE),
    (vendor.BudgetExceededError, Remedy.LEAVE),
)
VENDOR_ERRORS: tuple[type[Exception], ...] = (*LITELLM_EXCEPTION_TYPES, vendor.BudgetExceededError)
"""Everything a call can raise; the first row of the table that fits decides."""


def remedy(error: Exception) -> Remedy:
    """Tell what to do about a vendor's error; unknown kinds are worth another try."""
    if _forbidden(error):
        return Remedy.LEAVE
    return next((found for kind, found in _REMEDIES if isinstance(error, kind)), Remedy.AGAIN)


def _forbidden(error: Exception) -> bool:
    """Some providers' 403 arrives as a general error, which carries its status all the same."""
    return getattr(error, "status_code", None) == HTTPStatus.FORBIDDEN


_Kinds = tuple[type[Exception], ...]
_SENTENCES: tuple[tuple[_Kinds, type[ModelUnavailable], str], ...] = (
    (
        (vendor.AuthenticationError, vendor.PermissionDeniedError),
        ModelRefused,
        "The key for {label} was refused; set COACH_LLM__API_KEY.",
    ),
    (
        (vendor.NotFoundError,),
        ModelRefused,
        "{label} is unknown to its provider; set COACH_LLM__MODEL or COACH_LLM__API_BASE.",
    ),
    (
        (vendor.PaymentRequiredError, vendor.BudgetExceededError),
        ModelRefused,
        "The budget for {label} is used up.",
    ),
    (
        (vendor.BadRequestError, vendor.UnprocessableEntityError),
        ModelRefused,
        "{label} does not take our request; choose another COACH_LLM__MODEL.",
    ),
    (
        (vendor.Timeout,),
        ModelUnavailable,
        "{label} did not answer within {timeout_s:g} s (COACH_LLM__TIMEOUT_S); try again later.",
    ),
    (
        (vendor.RateLimitError,),
        ModelUnavailable,
        "{label} takes no more questions for now; try again later.",
    ),
)
_OTHERWISE = (
    "{label} could not be reached or is out of order; check the network and COACH_LLM__API_BASE."
)


def translated(error: Exception, label: str, timeout_s: float) -> ModelUnavailable:
    """Return our error for the vendor's; ``label`` is the LiteLLM string of the model."""
    for kinds, ours, sentence in _SENTENCES:
        if isinstance(error, kinds) or (_forbidden(error) and vendor.AuthenticationError in kinds):
            return ours(sentence.format(label=label, timeout_s=timeout_s))
    return ModelUnavailable(_OTHERWISE.format(label=label))
