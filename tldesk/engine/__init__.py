"""The engine: takes a request, yields events. The only package that imports torch and timm; it sees no SQL and no Qt.

Two settings must be in the environment before torch and the Hugging Face client are first imported:
OpenMP's waiting threads sleep instead of spinning (beside other load, spinning slows
a step tenfold), and no library may reach for the network.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ["HF_HUB_OFFLINE"] = "1"
