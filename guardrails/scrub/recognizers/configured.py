"""Identifiers by the expressions that a language's profile lists."""

import re

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer

from guardrails.scrub.profiles import Profile


def configured_recognizers(profile: Profile) -> list[EntityRecognizer]:
    """One Presidio pattern recognizer an expression, so that its timeout guards them too."""
    return [
        PatternRecognizer(
            supported_entity=entity,
            name=f"{profile.code} {number}",
            patterns=[Pattern(entity, regex, 0.8)],
            supported_language=profile.code,
            global_regex_flags=re.IGNORECASE,
        )
        for number, (entity, regex) in enumerate(profile.patterns)
    ]
