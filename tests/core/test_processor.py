import pytest

from tldesk.core.processor import cpu_in_words, threads_of


@pytest.mark.parametrize("threads", [1, 2, 11, 128])
def test_what_is_said_of_a_processor_is_understood(threads: int) -> None:
    assert threads_of(cpu_in_words(threads)) == threads


@pytest.mark.parametrize("words", ["", "Apple GPU", "NVIDIA RTX 4060, 8 GB", "CPU", "CPU, 1 threads"])
def test_what_is_no_processor_has_no_threads(words: str) -> None:
    assert threads_of(words) is None
