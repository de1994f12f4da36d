import pytest
import torch

from tldesk.engine.device import Shortage, best_device, clearly_faster, out_of_memory


def test_the_cpu_is_named_with_its_threads():
    if torch.cuda.is_available():
        pytest.skip("a GPU is here")
    assert best_device().words.startswith(("CPU, ", "Apple GPU"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), True),
        (MemoryError(), True),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), True),
        (RuntimeError("MPS backend out of memory"), True),
        (RuntimeError("can't start new thread"), True),
        (RuntimeError("could not create a primitive"), False),
        (RuntimeError("could not create a primitive descriptor for a convolution"), False),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_too_little_memory_is_told_from_bugs(error, expected):
    assert out_of_memory(error) is expected


def test_a_real_allocation_failure_is_known():
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**60)
    assert out_of_memory(caught.value)


@pytest.mark.parametrize("before", [None, MemoryError(), RuntimeError("mat1 and mat2 shapes cannot be multiplied")])
def test_onednns_words_mean_the_memory_where_it_was_too_small_before(before):
    words, shortage = RuntimeError("Could not create a primitive"), Shortage()
    if before is not None:
        shortage.may_be(before)
    assert shortage.may_be(words)
    assert shortage.meant_by(words) is isinstance(before, MemoryError)
    assert not shortage.may_be(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))


def test_the_probe_prefers_the_much_shorter_work():
    small, large = torch.rand(8, 8), torch.rand(600, 600)
    cpu = torch.device("cpu")
    assert clearly_faster(lambda: small @ small, lambda: large @ large, device=cpu)
    assert not clearly_faster(lambda: large @ large, lambda: small @ small, device=cpu)
