"""What a junior decides, as the page and ``--decisions FILE`` give it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import InvalidInput
from graphs.debrief.state import Sharing

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Decision(BaseModel):
    """The word on one insight; what is not mentioned is withheld.

    ``statement`` is the junior's own wording (empty: as proposed). ``generalise`` accepts all
    proposed generalisations (true) or the ones named by phrase. ``merge_into``: another id.
    ``theme``: the id of a nearest released theme it belongs to, or ``none`` of those offered.
    """

    model_config = _FROZEN

    id: str
    approve: bool = True
    statement: str = Field(default="", max_length=400)
    sharing: Sharing = "programme"
    generalise: bool | list[str] = True
    merge_into: str = ""
    theme: str = Field(default="", max_length=40)


class Decisions(BaseModel):
    """All decisions of a review; ``disclosures`` answers the private questions by turn number."""

    model_config = _FROZEN

    insights: list[Decision] = Field(default_factory=list)
    disclosures: dict[int, Literal["talk_to_someone", "not_now"]] = Field(default_factory=dict)


def placed(decisions: Decisions) -> dict[str, str]:
    """The theme named for each insight that the programme will see."""
    return {
        each.id: each.theme
        for each in decisions.insights
        if each.theme and each.approve and not each.merge_into and each.sharing != "only_my_senior"
    }


def read_decisions(data: bytes) -> Decisions:
    """Read the JSON of a decisions file.

    Raises:
        InvalidInput: names the first wrong field, never its content.
    """
    try:
        return Decisions.model_validate_json(data)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the file"
        raise InvalidInput(
            f"The decisions are not as expected at {place}; see docs/schemas/decisions.schema.json."
        ) from None
