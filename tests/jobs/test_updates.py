"""What is announced: read from real files, and from a real server on this computer that misbehaves."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tldesk import __version__
from tldesk.core.errors import UpdateError
from tldesk.jobs import updates
from tldesk.jobs.updates import Announcement, announced, is_newer

TOLD = {"version": "99.1.0", "page": "https://lab.example/tldesk", "notes": "Opens\nmore  photos."}


class Server(ThreadingHTTPServer):
    """Answers by the path: what is laid there, a move to another address, or nothing at all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.laid: dict[str, bytes] = {"/told": json.dumps(TOLD).encode()}
        self.moved: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.tunnels: list[str] = []
        self.over = threading.Event()

    def place(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        if self.path == "/stalls":
            self.server.over.wait()
        elif target := self.server.moved.get(self.path):
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        elif (content := self.server.laid.get(self.path)) is None:
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(content)

    def do_CONNECT(self) -> None:
        self.server.tunnels.append(self.path)
        self.send_error(403)

    def log_message(self, format: str, *args: object) -> None:
        """Tests say enough."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def laid(tmp_path: Path, content: str | bytes) -> str:
    file = tmp_path / "versions é.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


def refused(place: str, *, network: bool = True, timeout: float = 60) -> str:
    with pytest.raises(UpdateError) as error:
        announced(place, network=network, timeout=timeout)
    assert error.value.remedy
    return str(error.value)


def test_a_server_is_asked_and_told_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # A proxy does not lie between this computer and itself.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    told = announced(server.place("/told"), network=True)
    assert (told.version, told.page, told.notes) == ("99.1.0", "https://lab.example/tldesk", "Opens more photos.")
    (headers,) = server.asked
    assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert __version__ not in headers["User-Agent"]


def test_without_the_network_no_server_is_asked_but_a_file_is_read(server: Server, tmp_path: Path) -> None:
    before = len(server.asked)
    assert "network is not allowed" in refused(server.place("/told"), network=False)
    assert len(server.asked) == before
    assert announced(laid(tmp_path, b"\xef\xbb\xbf" + json.dumps(TOLD).encode()), network=False).version == "99.1.0"


@pytest.mark.parametrize(
    ("version", "newer"), [("0.1.0", False), ("0.1", False), ("0.0.9", False), ("0.1.1", True), ("0.10", True), ("0.1.0rc1", False)]
)
def test_versions_are_compared_as_numbers(version: str, newer: bool) -> None:
    assert is_newer(Announcement(version=version), than="0.1.0") is newer


def test_a_server_that_misbehaves_is_said(server: Server) -> None:
    server.laid |= {"/page": b"<html>", "/long": b" " * updates.LIMIT + json.dumps(TOLD).encode()}
    server.moved |= {"/moved": server.place("/told"), "/file": "file:///etc/passwd"}
    assert "answered 404" in refused(server.place("/nothing"))
    assert "it is not JSON" in refused(server.place("/page"))
    assert "more than 64 kB" in refused(server.place("/long"))
    assert "not safe" in refused(server.place("/moved"))
    assert "answered 302" in refused(server.place("/file"))
    assert "did not answer within 0.2 s" in refused(server.place("/stalls"), timeout=0.2)


def test_a_safe_move_is_followed_by_the_proxy_that_leads_there(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", server.place(""))
    server.moved |= {"/away": "https://lab.example/told", "/here": "https://localhost:9/told"}
    assert "can't be read" in refused(server.place("/away"))
    assert server.tunnels == ["lab.example:443"]
    assert "can't be read" in refused(server.place("/here"))
    assert server.tunnels == ["lab.example:443"]


def test_nobody_waits_longer_than_wanted(server: Server) -> None:
    def enough() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        announced(server.place("/stalls"), network=True, timeout=600, waiting=enough)


def test_a_server_that_is_not_there_is_said(server: Server) -> None:
    with Server() as other:
        place = other.place("/told")
    assert "can't be read" in refused(place)


@pytest.mark.parametrize(
    "place", ["http://lab.example/told", "ftp://lab.example/told", "file:///told", "https://ada:secret@lab.example/told", "https://[::1"]
)
def test_an_address_that_is_not_safe_is_not_asked(place: str) -> None:
    said = refused(place)
    assert "not asked" in said
    assert "secret" not in said


def test_no_place_and_no_file_are_said(tmp_path: Path) -> None:
    assert "not said where" in refused("  ")
    assert str(tmp_path / "none.json") in refused(str(tmp_path / "none.json"))
    assert "There is no file" in refused(str(tmp_path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        (b"\xff\xfe\xff", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ("[]", "valid dictionary"),
        ('{"page": "https://lab.example"}', "version: "),
        ('{"version": 2}', "version: "),
        ('{"version": "soon"}', "'soon' is no version"),
        ('{"version": "2", "notes": "' + "n" * 201 + '"}', "notes: "),
        ('{"version": "2", "page": "http://lab.example"}', "does not begin with https://"),
    ],
)
def test_what_is_no_announcement_is_said(tmp_path: Path, content: str | bytes, reason: str) -> None:
    said = refused(laid(tmp_path, content))
    assert reason in said
    assert "versions é.json" in said


def test_what_a_later_version_says_besides_is_passed_over(tmp_path: Path) -> None:
    assert announced(laid(tmp_path, '{"version": "2", "size": 3}'), network=False) == Announcement(version="2")


@pytest.mark.parametrize(
    ("page", "opened"),
    [("news.html", "news.html"), ("setup.exe", ""), ("builds", "builds"), ("away/setup.exe", "away"), ("", None)],
)
def test_a_page_beside_the_file_is_opened_and_a_program_never(tmp_path: Path, page: str, opened: str | None) -> None:
    (tmp_path / "builds").mkdir()
    (tmp_path / "setup.exe").touch()
    told = announced(laid(tmp_path, json.dumps({"version": "2", "page": page})), network=False)
    assert told.page == ("" if opened is None else (tmp_path / opened).as_uri())


def test_a_server_names_no_place_on_this_computer(server: Server, tmp_path: Path) -> None:
    server.laid["/path"] = json.dumps({"version": "2", "page": str(tmp_path)}).encode()
    assert "does not begin with https://" in refused(server.place("/path"))
