import pytest

from coach.llm.cores import Threads, choose_threads, hashing_throughput, usable_cores


@pytest.mark.parametrize(
    ("cores", "free", "expected", "why"),
    [
        (1, 1.0, Threads(1, 1), "one core has no choice"),
        (2, 2.0, Threads(2, 2), "both cores are free"),
        (2, 1.0, Threads(1, 2), "somebody else uses one core: two threads would share the other"),
        (2, 1.4, Threads(1, 2), "the second core is mostly busy"),
        (4, 4.0, Threads(4, 4), "four free cores"),
        (4, 3.0, Threads(4, 4), "each of four still gets three quarters"),
        (4, 2.0, Threads(2, 4), "half of the cores are busy"),
        (16, 16.0, Threads(8, 16), "memory bandwidth ends the gain at eight"),
    ],
)
def test_generation_uses_only_cores_that_are_free(
    cores: int, free: float, expected: Threads, why: str
) -> None:
    def throughput(threads: int) -> float:
        return min(threads, free) * 1000

    assert choose_threads(cores, throughput) == expected, why


def test_the_machine_is_measured() -> None:
    assert usable_cores() >= 1
    assert hashing_throughput(1) > 1
