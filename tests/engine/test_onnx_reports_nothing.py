"""ONNX Runtime reports to its maker unless it is told not to; one can see it by what it keeps in the home folder."""

import os
import subprocess
import sys
from pathlib import Path


def test_no_number_is_given_to_this_computer(own_home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    command = [sys.executable, "-c", "import tldesk.engine, onnxruntime; print(onnxruntime.__version__)"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)
    assert not [file for file in own_home.rglob("*") if "onnxruntime" in file.name.lower() or file.name == "deviceid"]
