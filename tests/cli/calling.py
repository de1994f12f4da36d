"""The command line as a person and as a script call it, and settings of a tiny network."""

import json
import subprocess
import sys

from typer.testing import CliRunner, Result

from tldesk.cli.verbs import app

SMALL = {"backbone": "test_resnet", "weights": "random", "image_size": 64, "views": 0, "validation_percent": 25, "test_percent": 25}
TINY = [f"--set={name}={value}" for name, value in SMALL.items()]


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def said(*words: object) -> dict[str, object]:
    """What a verb says to a script: one JSON object and nothing else on stdout."""
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert isinstance(values, dict)
    return values


def tldesk_process(*words: str) -> "subprocess.Popen[str]":
    """The installed program, in a process group of its own as a terminal would give it."""
    code = "import sys; from tldesk.cli import main; sys.argv[0] = 'tldesk'; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
