"""Where and as whom the frozen program is tried: by an ordinary user, in folders with odd names, without a network."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil

USER: Final = "tldesk-smoke"
NOWHERE: Final = "http://127.0.0.1:9"
PROGRAM: Final = "tldesk-cli.exe" if os.name == "nt" else "tldesk"


class SmokeError(Exception):
    """The program did not do what it should."""


@dataclass
class Bench:
    """Where and as whom the program is tried.

    Attributes:
        before: what stands before each command: another user, no network.
        environment: of each command.
    """

    place: Path
    program: Path
    before: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def photos(self) -> Path:
        return self.place / "Fotos & Zähler 写真"

    @property
    def fresh(self) -> Path:
        return self.place / "новые фото"

    @property
    def results(self) -> Path:
        return self.place / "Ergebnisse"

    @property
    def home(self) -> Path:
        return self.place / "Heim ö"

    def start(self, *words: str | Path, **options: Any) -> "subprocess.Popen[str]":
        """The program, with a group of its own: another user's is a child of what changes the user."""
        command = [*self.before, str(self.program), *map(str, words)]
        return subprocess.Popen(command, env=self.environment, cwd=self.place, start_new_session=True, encoding="utf-8", **options)

    def call(self, *words: str | Path, code: int = 0, seconds: float) -> str:
        """What the program prints, which has so many seconds for it."""
        said = f"tldesk {' '.join(map(str, words))}"
        # Files, as a pipe would be waited for as long as any child of the program holds it.
        with (self.results / "stdout.txt").open("w+b") as out, (self.results / "stderr.txt").open("w+b") as err:
            with self.start(*words, stdout=out, stderr=err) as job:
                try:
                    left = job.wait(seconds)
                except subprocess.TimeoutExpired:
                    end(job)
                    left = None
            out.seek(0)
            err.seek(0)
            told, words_of_it = (stream.read().decode("utf-8", errors="replace") for stream in (out, err))
        expect(left is not None, f"{said} did not end in {seconds:.0f} s; until then it said:\n{told}{words_of_it}")
        expect(left == code, f"{said} left with {left}, not {code}:\n{told}{words_of_it}")
        return told

    def told(self, *words: str | Path, seconds: float) -> dict[str, Any]:
        """What a verb says to scripts."""
        said = self.call(*words, "--json", seconds=seconds)
        try:
            found: dict[str, Any] = json.loads(said)
        except json.JSONDecodeError as error:
            raise SmokeError(f"tldesk {' '.join(map(str, words))} --json said no JSON: {said[:500]}") from error
        return found

    def loads(self, library: str, *words: str | Path, seconds: float) -> bool:
        """Whether the program, while it does this, has a library of its own in memory, as Linux tells."""
        own, said = str(self.program.parent / "_internal" / library), f"tldesk {' '.join(map(str, words))}"
        seen, last = False, time.monotonic() + seconds
        with self.start(*words, stdout=subprocess.DEVNULL) as job:
            while job.poll() is None:
                if time.monotonic() > last:
                    end(job)
                    raise SmokeError(f"{said} did not end in {seconds:.0f} s")
                process = psutil.Process(job.pid)
                with contextlib.suppress(OSError, psutil.Error):
                    pids = [job.pid, *(child.pid for child in process.children(recursive=True))]
                    seen |= any(own in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace") for pid in pids)
                time.sleep(0.1)
        expect(job.returncode == 0, f"{said} left with {job.returncode}")
        return seen

    def holds(self, package: str) -> bool:
        """Whether the program was built with that package, of which it has libraries."""
        return (self.program.parent / "_internal" / package).is_dir()

    def crashes(self) -> str:
        """What the program wrote of its own faults."""
        return "\n".join(f"{file}:\n{file.read_text(errors='replace')}" for file in self.home.rglob("crash*") if file.is_file())


def end(job: "subprocess.Popen[str]") -> None:
    """End a program that was started here, with all its children."""
    children = psutil.Process(job.pid).children(recursive=True) if job.poll() is None else []
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(job.pid, signal.SIGKILL)
        else:
            job.kill()
    for child in children:
        with contextlib.suppress(psutil.Error):
            child.kill()


def expect(right: object, what: str) -> None:
    """Raises SmokeError with `what` unless it is `right`."""
    if not right:
        raise SmokeError(what)


def wait_for(happened: Callable[[], bool], what: Callable[[], str], *, seconds: float) -> None:
    """Raises SmokeError with `what` as it is then, when it did not happen in time."""
    last = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > last:
            raise SmokeError(f"waited {seconds:.0f} s in vain: {what()}")
        time.sleep(0.2)


@contextmanager
def bench(folder: Path, place: Path, draw: Callable[[Bench], None]) -> Iterator[Bench]:
    """The program with all around it, photos as `draw` makes them; what was made for it is taken away again."""
    base = place / "tldesk Prüfstand ü 試験"
    base.mkdir()
    program = base / "Programm – tldesk" / PROGRAM
    shutil.copytree(folder, program.parent, symlinks=True, copy_function=os.link)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "PYTHON", "VIRTUAL_ENV", "HF_", "ORT_"))
    }
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE)
    ready = Bench(base, program, [], environment | proxies)
    ready.environment |= {"HOME": str(ready.home), "HF_HUB_OFFLINE": "1"}
    for made in (ready.home, ready.results):
        made.mkdir()
    draw(ready)
    if os.name != "posix" or os.geteuid() != 0:
        print("not root: as this user, with proxies that lead nowhere")
        yield ready
        return
    # Of a smoke test that was cut off.
    subprocess.run(["userdel", "--force", USER], check=False, capture_output=True)
    subprocess.run(["useradd", "--no-create-home", "--shell", "/bin/sh", USER], check=True)
    try:
        give_to_user(ready)
        yield ready
    finally:
        subprocess.run(["userdel", "--force", USER], check=True)


def give_to_user(ready: Bench) -> None:
    """Photos, home and results become another user's, whom the program is started as, without a network where that can be done."""
    for one in (ready.place.parent, ready.place):
        one.chmod(0o755)
    for mine in (ready.home, ready.results, ready.photos, ready.fresh):
        subprocess.run(["chown", "-R", f"{USER}:", str(mine)], check=True)
    cut_off = subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True).returncode == 0
    print(f"as the user {USER}, {'without any network' if cut_off else 'with proxies that lead nowhere'}")
    ready.before = [*(["unshare", "-n", "--"] if cut_off else []), "runuser", "-u", USER, "--", "env", f"HOME={ready.home}"]

    def may(what: str, place: Path) -> bool:
        return subprocess.run([*ready.before, "test", what, str(place)], check=False).returncode == 0

    expect(may("-x", ready.program), f"the user {USER} can't reach {ready.program}: the folders above need the right x for others")
    expect(not may("-w", ready.program.parent), "the user may write into the program's folder")
