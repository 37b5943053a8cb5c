"""The five business questions, and the closed vocabularies shared by every layer."""

from typing import Literal

Family = Literal[
    "first_job_user", "hiring_brand", "internal_tools", "ai_workflows", "language_and_policy"
]
Kind = Literal["friction", "workaround", "opportunity", "risk", "strength"]
Severity = Literal["low", "medium", "high"]
EscalationCategory = Literal["harassment", "safety", "legal", "self_harm", "data_breach"]

FAMILY_TITLES: dict[Family, str] = {
    "first_job_user": "The product through a first-job user's eyes",
    "hiring_brand": "How the hiring brand lands",
    "internal_tools": "Internal tools against consumer tools",
    "ai_workflows": "AI workflows leaders have not seen",
    "language_and_policy": "Corporate language and policy",
}
