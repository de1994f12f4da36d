"""What can be read of the installers and of the workflow here, where neither Windows, macOS nor GitHub is."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from PyInstaller.utils.win32.winmanifest import create_application_manifest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8"))
    return read


def test_the_windows_program_takes_long_paths_and_asks_for_no_rights() -> None:
    """As PyInstaller writes it into the programs."""
    written = create_application_manifest()
    elements = {element.tag.rpartition("}")[2]: element for element in ET.fromstring(written).iter()}
    assert elements["longPathAware"].text == "true"
    assert elements["longPathAware"].tag.startswith("{http://schemas.microsoft.com/SMI/2016/WindowsSettings}")
    assert elements["requestedExecutionLevel"].attrib == {"level": "asInvoker", "uiAccess": "false"}
    assert "manifest=" not in (PACKAGING / "tldesk.spec").read_text(encoding="utf-8")


def test_the_windows_installer_writes_where_one_user_may() -> None:
    lines = (PACKAGING / "windows" / "tldesk.iss").read_text(encoding="utf-8").splitlines()
    assert "PrivilegesRequired=lowest" in lines
    places = [line for line in lines if not line.startswith(";")]
    assert not [line for line in places if re.search(r"\{(common|pf|sys|win)|HKLM|HKCU|HKCR", line)]
    for source in ("SetupIconFile", "LicenseFile"):
        assert any(line.startswith(f"{source}=..\\..\\") for line in lines)


def test_the_workflow_builds_each_flavour_on_each_system(workflow: dict[str, Any]) -> None:
    (job,) = workflow["jobs"].values()
    built = {(one["system"].partition("-")[0], one["flavour"]) for one in job["strategy"]["matrix"]["include"]}
    assert built == {("ubuntu", "cpu"), ("ubuntu", "cuda"), ("windows", "cpu"), ("windows", "cuda"), ("macos", "mps")}
    assert workflow["permissions"] == {"contents": "write"}


def test_what_the_workflow_names_is_here(workflow: dict[str, Any]) -> None:
    commands = "\n".join(step.get("run", "") for step in workflow["jobs"]["package"]["steps"])
    named = set(re.findall(r"packaging/[\w/.]+", commands))
    assert named == {"packaging/build.py", "packaging/smoke.py", "packaging/windows/tldesk.iss"}
    assert all((ROOT / name).is_file() for name in named)
