from pathlib import Path

import pytest

from tests.cli.calling import said
from tldesk.project import runs
from tldesk.project.store import open_project


def test_the_demo_leaves_figures_table_heatmaps_and_report_and_runs_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        values = said("demo", "--per-class", "12", "--no-window")
        assert {"run", "test", "photos", "table", "heatmaps", "report"} <= set(values)
        assert len(list(Path("tldesk-demo/photos").rglob("*.jpg"))) == 48
        assert len(Path("tldesk-demo/predictions.csv").read_text(encoding="utf-8-sig").splitlines()) == 25
        assert len(list(Path("tldesk-demo/heatmaps").iterdir())) >= 8
        assert "Demo" in Path("tldesk-demo/report.html").read_text(encoding="utf-8")
    with open_project(Path("tldesk-demo/photos")) as project:
        assert len(runs.runs(project)) == 2
