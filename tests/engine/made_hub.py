"""A loopback stand-in for the Hugging Face hub, which can drop, stall, cut short and lie."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hub:
    """What it serves and how it behaves.

    Attributes:
        files: contents by `repository/name`. drops: connections that break off after `drop_after` bytes.
        stalls: answers that never come. lie: told as the hash. ranges: whether it can go on in the middle.
        refuse: the code of every answer. unranged: the code of an answer to who wants to go on in the middle.
        elsewhere: HEAD points to another place, as the hub does for large files.
        asked: method, path and Range of every request.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    drops: int = 0
    drop_after: int = 1000
    stalls: int = 0
    lie: str = ""
    ranges: bool = True
    refuse: int = 0
    unranged: int = 0
    elsewhere: bool = False
    silent: bool = False
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """The hub on a free port of this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            hub.asked.append((self.command, self.path, self.headers.get("Range") or ""))
            _empty, kind, *rest = self.path.split("/")
            content = hub.files.get("/".join([kind, rest[0], rest[-1]]))
            if hub.refuse or content is None:
                self.send_error(hub.refuse or 404)
                return
            if body and hub.stalls:
                hub.stalls -= 1
                hub.over.wait()
                return
            start = self._start()
            if start and hub.unranged:
                self.send_error(hub.unranged)
                return
            if not body and hub.elsewhere:
                self.send_response(302)
                self.send_header("Location", f"{hub.url.replace('127.0.0.1', 'localhost')}{self.path}")
                self.send_header("X-Linked-Size", str(len(content)))
            else:
                self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            if not hub.silent:
                digest = hub.lie or hashlib.sha256(content).hexdigest()
                self.send_header("X-Linked-Etag" if hub.elsewhere else "ETag", f'"{digest}"')
            self.send_header("Content-Length", str(0 if hub.elsewhere and not body else len(content) - start))
            self.end_headers()
            if body:
                self._send(content[start:])

        def _start(self) -> int:
            asked = self.headers.get("Range") or ""
            return int(asked.removeprefix("bytes=").rstrip("-")) if asked and hub.ranges else 0

        def _send(self, content: bytes) -> None:
            if hub.drops:
                hub.drops -= 1
                content = content[: hub.drop_after]
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Tests say enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        hub.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            hub.over.set()
            server.shutdown()
            thread.join()
