"""Every error of this package, as one tree.

KnowledgeError                 base; carries ``code`` and a sentence that is safe to show
├── EmbedderMissing            the sentence model is absent or differs from its SHA-256
├── ReleaseRefused             the audit found a difference that isolates somebody
├── ReleaseDamaged             a frozen release no longer matches its hash
├── ReleaseOutdated            somebody withdrew while the release was computed
└── IndexFailed                the vector store refused to read or write

The sentence never contains words of an insight: it names the problem and the remedy.
"""


class KnowledgeError(Exception):
    """Base of all knowledge errors; ``sentence`` is safe to show to anybody."""

    code = "knowledge"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class EmbedderMissing(KnowledgeError):
    """The sentence model's files are absent or are not what their SHA-256 promises."""

    code = "embedder_missing"


class ReleaseRefused(KnowledgeError):
    """The audit found a derivable difference that would isolate somebody."""

    code = "release_refused"


class ReleaseDamaged(KnowledgeError):
    """A frozen release no longer matches the hash it was frozen with."""

    code = "release_damaged"


class ReleaseOutdated(KnowledgeError):
    """Somebody withdrew while the release was computed: it must not be frozen."""

    code = "release_outdated"


class IndexFailed(KnowledgeError):
    """The vector store refused to read or write."""

    code = "index_failed"
