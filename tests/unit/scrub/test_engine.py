"""The pipeline is renewed before the words it has met fill the memory."""

from guardrails.scrub.engine import NamesOnlySpacy


def test_words_of_a_long_batch_are_let_go() -> None:
    nlp = NamesOnlySpacy(bare=True, most_new_words=300)
    counts = []
    for batch in range(12):
        list(nlp.process_batch([" ".join(f"w{batch}x{n}" for n in range(100))], "en"))
        counts.append(len(nlp.nlp.vocab.strings))
    assert max(counts) - min(counts) < 700, "a dozen hundreds would be 1,200"
    assert counts[-1] < max(counts), "it was loaded anew at least once"
