"""Presidio's analyzer as the engine: one registry of recognizers, chunked, batched, fail closed."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from guardrails.errors import ScrubFailed
from guardrails.scrub.hits import Hit
from guardrails.scrub.options import ScrubOptions

# isort: split
import guardrails.silence  # noqa: F401 - before Presidio, which reads its timeout once

# isort: split
import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from guardrails.scrub.weights import spacy_model

_NEEDLESS = [
    "tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "tok2vec", "morphologizer",
]  # fmt: skip
_BATCH = 16
_MOST_NEW_WORDS = 200_000
"""spaCy keeps each word it ever met; a long batch would grow by about 200 bytes a new word."""


class NamesOnlySpacy(NlpEngine):
    """spaCy with the one pipe we need; nothing is downloaded.

    ``bare`` reads words only, without a model: lists and rules must do. After ``most_new_words``
    the pipeline is loaded anew, so that a batch of any length keeps its memory.
    """

    def __init__(
        self, language: str = "en", *, bare: bool = False, most_new_words: int = _MOST_NEW_WORDS
    ) -> None:
        self._language = language
        self._bare = bare
        self._most_new_words = most_new_words
        self._nlp: Language | None = None
        self._words = 0

    def load(self) -> None:
        """Load the model from the verified files."""
        if self._bare:
            self._nlp = spacy.blank(self._language)
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # W095: made by 3.7.2, measured by us on 3.8
            self._nlp = spacy.load(spacy_model(self._language), exclude=_NEEDLESS)

    def is_loaded(self) -> bool:
        """Whether :meth:`load` was called."""
        return self._nlp is not None

    @property
    def nlp(self) -> Language:
        """The loaded pipeline."""
        if self._nlp is None:
            self.load()
        nlp = self._nlp
        if nlp is None:
            raise ScrubFailed("The language model did not load; run `make install`.")
        return nlp

    def _renewed(self) -> Language:
        """The pipeline, loaded anew when it has collected too many words."""
        nlp = self.nlp
        self._words = self._words or len(nlp.vocab.strings)
        if len(nlp.vocab.strings) - self._words > self._most_new_words:
            self.load()
            self._words = 0
        return self.nlp

    def words_by_frequency(self) -> Iterator[str]:
        """Every word the model's vectors know, most frequent first."""
        strings = self.nlp.vocab.strings
        keys: Any = self.nlp.vocab.vectors.key2row
        return (strings[key] for key in keys)

    def _artifacts(self, doc: Doc) -> NlpArtifacts:
        entities: Any = list(doc.ents)
        no_engine: Any = None
        return NlpArtifacts(entities, doc, [], [], no_engine, self._language)

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Analyze one text."""
        del language
        return self._artifacts(self.nlp(text))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = _BATCH,
        n_process: int = 1,
        **kwargs: object,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Analyze many texts, streaming."""
        del language, n_process, kwargs
        for doc in self._renewed().pipe(texts, batch_size=batch_size):
            yield doc.text, self._artifacts(doc)

    def is_stopword(self, word: str, language: str) -> bool:
        """Presidio's keyword look-up is not used."""
        del word, language
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Presidio's keyword look-up is not used."""
        del word, language
        return False

    def get_supported_entities(self) -> list[str]:
        """Names are read by our own recognizer."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The one language that is loaded."""
        return [self._language]


class _NoContext(ContextAwareEnhancer):
    """Our context rules are recognizers; Presidio's lemma search would need more pipes."""

    def __init__(self) -> None:
        super().__init__(0, 0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Return the results as they are."""
        del text, nlp_artifacts, recognizers, context
        return raw_results


class _Warnings(logging.Handler):
    """Presidio skips a pattern that times out and only logs it: we must know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a warning; its text may hold input and is not kept."""
        self.seen = self.seen or "timed out" in str(record.msg)


class PresidioEngine:
    """Runs every recognizer over every chunk.

    Raises:
        ScrubFailed: from :meth:`analyze` when a recognizer failed or timed out.
    """

    def __init__(
        self, nlp: NamesOnlySpacy, recognizers: Sequence[EntityRecognizer], options: ScrubOptions
    ) -> None:
        registry = RecognizerRegistry(supported_languages=[options.language])
        for recognizer in recognizers:
            registry.add_recognizer(recognizer)
        self._options = options
        self._nlp = nlp
        self._entities = sorted({e for r in recognizers for e in r.supported_entities})
        self._engine = AnalyzerEngine(
            registry=registry,
            nlp_engine=nlp,
            supported_languages=[options.language],
            context_aware_enhancer=_NoContext(),
        )

    def analyze(
        self, chunks: Sequence[str], extra: Sequence[EntityRecognizer] = ()
    ) -> Iterator[list[Hit]]:
        """Yield the hits of each chunk; ``Hit.piece`` is the chunk's number."""
        entities = sorted({*self._entities, *(e for r in extra for e in r.supported_entities)})
        logger = logging.getLogger("presidio-analyzer")
        witness = _Warnings()
        previous, logger.propagate = logger.propagate, False
        logger.addHandler(witness)
        try:
            batch = self._nlp.process_batch(chunks, self._options.language)
            for number, (text, artifacts) in enumerate(batch):
                yield self._analyze_one(number, text, artifacts, entities, list(extra))
                if witness.seen:
                    raise ScrubFailed("A search for personal data took too long; nothing passed.")
        finally:
            logger.removeHandler(witness)
            logger.propagate = previous

    def _analyze_one(
        self,
        number: int,
        text: str,
        artifacts: NlpArtifacts,
        entities: list[str],
        extra: list[EntityRecognizer],
    ) -> list[Hit]:
        try:
            results = self._engine.analyze(
                text,
                self._options.language,
                entities=entities,
                ad_hoc_recognizers=extra,
                nlp_artifacts=artifacts,
            )
        except ScrubFailed:
            raise
        except Exception as error:  # any vendor failure must stop the text
            raise ScrubFailed("A recognizer of personal data failed; nothing passed.") from error
        return [_hit(number, result) for result in results]


def _hit(number: int, result: RecognizerResult) -> Hit:
    metadata: dict[str, Any] = result.recognition_metadata or {}
    source = str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, ""))
    return Hit(number, result.start, result.end, result.entity_type, result.score, source)
