"""What the processor is called: written by the engine, and read by the window, which says it in the user's language."""

import re


def cpu_in_words(threads: int) -> str:
    """As "CPU, 8 threads"."""
    return f"CPU, {threads} thread{'' if threads == 1 else 's'}"


def threads_of(words: str) -> int | None:
    """How many threads `cpu_in_words` was told; None for what it did not say, as the name of a graphics card."""
    number = re.search(r"\d+", words)
    return int(number[0]) if number and words == cpu_in_words(int(number[0])) else None
