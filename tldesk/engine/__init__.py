"""The engine: takes a request, yields events. The only package that imports torch and timm; it sees no SQL and no Qt.

Some settings must be in the environment before torch, the Hugging Face client and ONNX Runtime are first imported:
OpenMP's waiting threads sleep instead of spinning (beside other load, spinning slows
a step tenfold), and no library may reach for the network: ONNX Runtime's wheels would report
to their maker, under a number that they give this computer.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
