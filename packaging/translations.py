"""Brings `resources/translations/*.ts` up to date with the sources, and compiles each into the `.qm` that the window loads.

    make translations

What is new stands there afterwards as `<translation type="unfinished">`, and English in the window until somebody translates it (Qt
Linguist, or any editor). Another language: a `tldesk_XX.ts` without messages, and a line in `tldesk/desktop/resources.py`.
"""

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from tldesk.core.heatmap import METHOD_WORDS, Doubt, HeatmapCheck, Removal, sentences  # noqa: E402
from tldesk.core.messages import SAID_OF_ENDINGS, Step  # noqa: E402
from tldesk.core.never_unsure import REASONS  # noqa: E402
from tldesk.core.photo import Split  # noqa: E402
from tldesk.core.recipe import PRESETS, knobs  # noqa: E402
from tldesk.core.recipe.model import reason  # noqa: E402
from tldesk.core.results import Figure  # noqa: E402
from tldesk.core.run_values import RunState  # noqa: E402
from tldesk.core.without_gpu import WithoutGpu  # noqa: E402
from tldesk.jobs.weights import BUILT_IN  # noqa: E402
from tldesk.project.interchange.formats import FORMATS  # noqa: E402

TRANSLATIONS: Final = ROOT / "resources" / "translations"


def declared() -> Iterator[tuple[str, str]]:
    """Context and text of what is declared beside the window and shown by it, see `tldesk.desktop.resources.translated`."""
    for knob in knobs():
        yield from (("recipe", text) for text in (knob.label, knob.help, knob.group, knob.unit, *knob.choices) if text)
        yield from (("recipe", reason(name, allowed)) for name, allowed in knob.needs.items())
    for preset in PRESETS:
        yield from (("recipe", preset.name), ("recipe", preset.summary))
    yield from (("recipe", template) for template in ("{low} to {high} {unit}", "above {low}, up to {high} {unit}"))
    yield from (("runs", state.value.capitalize()) for state in RunState)
    yield "runs", "Imported"
    yield from (("splits", split.value) for split in Split)
    yield from (("figures", figure.value) for figure in Figure)
    yield from (("steps", step.value) for step in Step)
    yield from (("heatmaps", words) for words in METHOD_WORDS.values())
    none = Removal(0, 0)
    for doubts in ((), tuple(Doubt)):
        yield from (("heatmaps", said) for said in sentences(HeatmapCheck(none, none, (), head=0, stage=0, doubts=doubts)))
    yield from (("devices", why.value) for why in WithoutGpu)
    yield from (("sureness", said) for said in REASONS)
    yield from (("endings", said) for said in SAID_OF_ENDINGS)
    yield "weights", BUILT_IN
    yield from (("formats", one.name) for one in FORMATS)


def counted(sources: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Context and text of what is said with a count by `translate`: lupdate sees that only where the count is written as a number."""
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(args=[ast.Constant(value=str(context)), ast.Constant(value=str(text)), _, _]) if "%n" in text:
                    yield context, text


def update(table: Path) -> None:
    """Have Qt's lupdate put every text of the program into `table`, and take out what is said no more."""
    sources = sorted((ROOT / "tldesk" / "desktop").rglob("*.py"))
    lines = [f"QCoreApplication.translate({context!r}, {text!r})\n" for context, text in dict.fromkeys(declared())]
    lines += [f"QCoreApplication.translate({context!r}, {text!r}, '', 1)\n" for context, text in counted(sources)]
    with tempfile.TemporaryDirectory() as name:
        beside, listed = Path(name) / "declared.py", Path(name) / "sources.lst"
        beside.write_text("".join(lines), encoding="utf-8")
        listed.write_text("\n".join(map(str, (beside, *sources))), encoding="utf-8")
        _run("lupdate", f"@{listed}", "-locations", "none", "-no-obsolete", "-ts", str(table))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).parent / f"pyside6-{tool}"), *arguments], check=True)


def main() -> int:
    for table in sorted(TRANSLATIONS.glob("*.ts")):
        update(table)
        compiled, beside = table.with_suffix(".qm"), table.with_suffix(".new")
        _run("lrelease", str(table), "-qm", str(beside))
        beside.replace(compiled)  # at once: Qt maps the file into memory, and a window that runs would end were it written over
    return 0


if __name__ == "__main__":
    sys.exit(main())
