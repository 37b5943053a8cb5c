"""Names, places and organisations as en_core_web_md reads them."""

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

_TYPES = {
    "PERSON": "SPACY_PERSON",
    "GPE": "SPACY_PLACE",
    "LOC": "SPACY_PLACE",
    "FAC": "SPACY_SITE",
    "ORG": "SPACY_ORG",
    "PRODUCT": "SPACY_THING",
    "WORK_OF_ART": "SPACY_THING",
    "LAW": "SPACY_THING",
    "EVENT": "SPACY_THING",
    "NORP": "SPACY_GROUP",
}
_SCORE = 0.8


class SpacyNames(EntityRecognizer):
    """Turns spaCy's entities into evidence; deciding is left to the session."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(
            supported_entities=sorted(set(_TYPES.values())),
            name="spacy",
            supported_language=language,
        )

    def load(self) -> None:
        """Nothing to load: the entities come with the artifacts."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return one result an entity of a type we use."""
        del text, entities
        found = nlp_artifacts.entities if nlp_artifacts else []
        return [
            RecognizerResult(_TYPES[span.label_], span.start_char, span.end_char, _SCORE)
            for span in found
            if span.label_ in _TYPES
        ]
