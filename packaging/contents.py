"""What the frozen program leaves out of what its libraries bring: measured in MB, and checked by `smoke.py`, which uses what is left."""

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PurePath
from typing import Final

EXCLUDED: Final = [
    # Only the tests and benchmarks use these.
    "cv2",
    "grad_cam",
    "hypothesis",
    "pytest",
    "pytest_grad_cam",
    # Optional friends of our libraries.
    "hf_xet",
    "IPython",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "dask",
    "matplotlib",
    "onnxscript",
    # What tells its maker how OpenVINO is used.
    "openvino_telemetry",
    "pandas",
    "pkg_resources",
    # GNU's line editor is under the GPL 3.0, and nobody types Python into tldesk.
    "readline",
    "setuptools",
    "tensorboard",
    "tensorflow",
    "tkinter",
    "transformers",
    # Their own tests.
    "numpy.f2py.tests",
    "scipy.conftest",
    "sklearn.conftest",
    "torch.testing._internal.common_methods_invocations",
    "torch.testing._internal.common_modules",
    "torch.testing._internal.common_nn",
    "torch.testing._internal.distributed.distributed_test",
    "torch.testing._internal.distributed.rpc",
    "torch.testing._internal.generated",
    "torch.testing._internal.opinfo",
    "torch.utils.benchmark",
    "torch.utils.tensorboard",
    # `torch.compile` needs a compiler on the user's computer; where there is none, the recipe's switch says so.
    "triton",
    # Others' ways to run an ONNX file; symbolic shapes, which the int8 file is made without; tables of ranges for NVIDIA's TensorRT.
    "onnx.backend",
    "onnxruntime.backend",
    "onnxruntime.tools",
    "onnxruntime.quantization.CalTableFlatBuffers",
    "flatbuffers",
]
"""Modules."""

ONNX: Final = ("onnx", "onnxruntime")
"""What the export as ONNX needs; the program is built without it where one of them is not installed."""

HIDDEN_OF_ONNX: Final = [
    # protobuf's core, which it imports by a name that it puts together.
    "google._upb._message",
    # `onnxruntime.transformers` puts its own folder into `sys.path`, and these are then imported without the package's name.
    "onnxruntime.transformers.float16",
    "onnxruntime.transformers.fusion_utils",
    "onnxruntime.transformers.onnx_model",
]
"""Modules that PyInstaller does not see by itself."""

UNWANTED: Final = [
    "resources/screenshots/*",
    "*/tests/*",
    # They are all in the folder of licences, under shorter names.
    "*.dist-info/licenses/*",
    # Headers and static libraries to build extensions with.
    "torch/bin/protoc*",
    "torch/bin/FlameGraph*",
    "torch/bin/test_*",
    "torch/include/*",
    "torch/share/*",
    "torch/test/*",
    # Tests too.
    *(f"torch/lib/lib{name}*" for name in ("torchbind_test", "jitbackend_test", "backend_with_compiler", "aoti_custom_ops")),
    # For programs in C and C++; Python's module has all of it inside.
    "onnxruntime/capi/libonnxruntime.so*",
    "numpy/*/include/*",
    "*.a",
    # OpenVINO answers on the processor, and reads networks of torch alone.
    "openvino/libs/*intel_gpu*",
    "openvino/libs/*intel_npu*",
    "openvino/libs/cache.json",
    *(f"openvino/libs/*{name}_frontend*" for name in ("onnx", "tensorflow", "tensorflow_lite", "paddle", "jax", "gguf")),
    # NVIDIA's for several graphics cards at once, for measuring programs, and for others' interfaces. None is named as needed by torch's
    # libraries, unlike NCCL, cuFile and NVSHMEM's own: without those torch can't be imported.
    *(f"nvidia/*/lib/{name}*" for name in ("libcusolverMg", "libnvperf_", "libpcsampling", "libcheckpoint", "libcufftw", "libnvblas")),
    "nvidia/nvshmem/lib/nvshmem_*",
    "nvidia/*/include/*",
    # Qt's on-screen keyboard, and with it QML.
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard*",
    "PySide6/Qt/plugins/virtualkeyboard/*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6VirtualKeyboard*",
    "PySide6/Qt/qml/*",
    "PySide6/*translations/*",
    "resources/translations/*.ts",
    # Photos are decoded by Pillow, and by Qt where they are plain JPEGs.
    "*Qt6Pdf*",
    "PySide6/Qt/plugins/imageformats/*qpdf*",
    "torchvision/image*.so",
    "torchvision/image*.pyd",
    "*libnvjpeg*",
    # The look is our own on every desktop.
    "PySide6/Qt/plugins/platformthemes/*gtk3*",
    "libgtk-3*",
    "libgdk-3*",
    "libgdk_pixbuf*",
    "libatk*",
    "libatspi*",
    "libcairo*",
    "libepoxy*",
    "libpango*",
    "libpixman*",
    "libthai*",
    "libdatrie*",
    # Platforms that nobody runs this on.
    "PySide6/Qt/plugins/platforms/libqeglfs*",
    "PySide6/Qt/plugins/platforms/libqlinuxfb*",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay*",
    "PySide6/Qt/plugins/platforms/libqvnc*",
    "PySide6/Qt/plugins/platforms/libqminimal*",
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "*Qt6EglF*",
]
"""Patterns of places in the program's folder, with `/` on every system."""

STRIPPED: Final = [
    "torch/lib/libc10.so",
    "torch/lib/libtorch_cpu.so",
    "torch/lib/libtorch_python.so",
    "libpython3.*.so.*",
    "python3.*/lib-dynload/*.so",
    "yaml/_yaml*.so",
]
"""Libraries for Linux that bring tables of symbols, 120 MB together, which only debuggers read. Their licences (BSD, PSF, MIT) allow it.
NVIDIA's allow no change, of Qt's and pillow-heif's we say that they are unchanged, and those that `auditwheel` renamed may break by it."""

SPOKEN: Final = ["PySide6/*translations/qtbase_de.qm"]
"""Qt's own words, on standard buttons and in dialogs, in the languages of the window: they are not left out with the others."""


def is_wanted(place: str) -> bool:
    """Whether a file that PyInstaller found goes into the program.

    Args:
        place: where it would lie, relative to the program's folder.
    """
    name = PurePath(place).as_posix()
    return not any(fnmatch(name, pattern) for pattern in UNWANTED) or any(fnmatch(name, pattern) for pattern in SPOKEN)


def is_stripped(place: str) -> bool:
    """Whether a library of the program, by its place in `_internal`, loses its tables of symbols."""
    return any(fnmatch(PurePath(place).as_posix(), pattern) for pattern in STRIPPED)


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of what PyInstaller found (place, source, kind), what goes into the program: a link goes with the library that it points to."""
    return [entry for entry in entries if is_wanted(entry[0]) and (entry[2] != "SYMLINK" or is_wanted(entry[1]))]
