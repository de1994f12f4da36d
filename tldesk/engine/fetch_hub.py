"""A file of a model hub, as a stream that survives lost lines: asked for, taken up where it broke off, never trusted.

How a hub answers: https://huggingface.co/docs/huggingface_hub/package_reference/file_download (`X-Linked-Etag` is the SHA-256 of a large
file, an `ETag` of 40 digits git's SHA-1 of a small one). Its own client is not used: it checks no hash, can't be cancelled, and once
imported offline stays so.
"""

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from tldesk import __version__
from tldesk.core.errors import WeightsError

HUB: Final = "https://huggingface.co"

KEPT: Final = "What was fetched is kept, and the next fetch goes on from there."

CHUNK: Final = 1 << 18

_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one a moment later."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for one answer of the server; between tries (doubled each time). `tries`: failures without a new byte between."""

    answer: float = 8.0
    pause: float = 1.0
    tries: int = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What the hub says of a file before it sends it.

    Attributes:
        name: in its repository. page: where it was asked for. place: where it is to be had now.
        digest: hexadecimal; of 64 digits SHA-256, of 40 git's SHA-1.
    """

    name: str
    page: str
    place: str
    size: int
    digest: str

    def hasher(self) -> Any:
        """An empty hash of the kind of `digest`."""
        if len(self.digest) == 64:
            return hashlib.sha256()
        return hashlib.sha1(f"blob {self.size}\0".encode(), usedforsecurity=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """The line was lost, and is tried again."""

    text: str


@dataclass(frozen=True, slots=True)
class Restart:
    """The server can't go on in the middle: what was sent before is sent again from its start."""


class _LostError(Exception):
    """This try came to nothing; the next may not."""


class _OwnRedirects(HTTPRedirectHandler):
    """Follows a moved repository on the same server; where the bytes lie elsewhere, the first answer is what tells size and hash."""

    def redirect_request(  # noqa: PLR0917 - urllib's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            return None
        again = super().redirect_request(req, fp, code, msg, headers, newurl)
        if again is not None:
            again.method = req.get_method()
            again.unredirected_hdrs.update(req.unredirected_hdrs)
        return again


class Hub:
    """One server. Proxies are those of the environment and the system, as `urllib.request.getproxies` finds them."""

    def __init__(self, patience: Patience | None = None) -> None:
        """The server is that of `HF_ENDPOINT`; `HF_TOKEN` is told to it alone."""
        self.endpoint = (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
        self._token = os.environ.get("HF_TOKEN", "")
        self._patience = patience or Patience()
        self._asking = build_opener(_OwnRedirects)
        self._loading = build_opener()

    @property
    def host(self) -> str:
        """The server's name, for messages."""
        return urlsplit(self.endpoint).netloc or self.endpoint

    def receive(
        self, repository: str, names: Sequence[str], held: Callable[[Told], int], stop: threading.Event
    ) -> Iterator[Told | bytes | Restart | Trouble]:
        """The bytes of the first of `names` that the repository has: what is told of it, then the bytes after the `held` first ones.

        Told again where the file has become another one meanwhile. Ends with its last byte, or where it is told to `stop`.

        Raises:
            WeightsError: refused, not there, or lost too often.
        """
        told: Told | None = None
        have = most = failures = 0
        while not stop.is_set():
            try:
                fresh = self._told(repository, names)
                if told is None or fresh.digest != told.digest:
                    have = most = held(fresh)
                    yield fresh
                told = fresh
                for said in self._body(told, have):
                    have = 0 if isinstance(said, Restart) else have + len(said)
                    if have > most:
                        # One that begins again each time and always breaks off at the same place comes to no end.
                        most, failures = have, 0
                    yield said
                if have >= told.size:
                    return
                reason = "sent less than it told"
            except _LostError as error:
                reason = str(error)
            failures += 1
            if failures >= self._patience.tries:
                raise self._lost(reason, have)
            yield Trouble(f"{self.host} {reason}. Trying again.")
            stop.wait(self._patience.pause * 2 ** (failures - 1))

    def _told(self, repository: str, names: Sequence[str]) -> Told:
        for name in names:
            page = f"{self.endpoint}/{quote(repository)}/resolve/main/{quote(name)}"
            address, headers = self._ask(page)
            if headers is None:
                continue
            digest = (headers.get("X-Linked-Etag") or headers.get("ETag") or "").removeprefix("W/").strip('"').lower()
            size = headers.get("X-Linked-Size") or headers.get("Content-Length") or ""
            if not re.fullmatch("[0-9a-f]{64}|[0-9a-f]{40}", digest) or not size.isdecimal():
                raise WeightsError(
                    f"{self.host} tells no size or hash of {name}, so that it can't be checked.",
                    kept="Nothing was fetched.",
                    remedy=f"Use another server (HF_ENDPOINT), or load the file yourself from {page} and add it.",
                )
            return Told(name, page, urljoin(address, headers.get("Location") or ""), int(size), digest)
        raise WeightsError(
            f"{self.host} has no weights of '{repository}'.", kept="Nothing was fetched.", remedy="Choose another backbone or server."
        )

    def _ask(self, page: str) -> tuple[str, Message | None]:
        """Where the answer came from, and its headers; None where there is no such file."""
        try:
            with self._opened(self._asking, page, method="HEAD") as answer:
                return answer.url, answer.headers
        except HTTPError as error:
            with error:
                if 300 <= error.code < 400 and error.headers.get("Location"):
                    return error.url or page, error.headers
                if error.code == 404:
                    return page, None
                raise self._refused(error.code, page) from error

    def _body(self, told: Told, have: int) -> Iterator[bytes | Restart]:
        if have >= told.size:
            return
        try:
            with self._opened(self._loading, told.place, start=have) as answer:
                if have and answer.status != 206:
                    yield Restart()
                    have = 0
                elif have and not (answer.headers.get("Content-Range") or "").startswith(f"bytes {have}-"):
                    raise _LostError("sent another part than it was asked for")
                while have < told.size and (chunk := answer.read1(min(CHUNK, told.size - have))):
                    have += len(chunk)
                    yield chunk
        except HTTPError as error:
            with error:
                if error.code == 416 and have:
                    yield Restart()
                    raise _LostError("can't go on in the middle") from error
                raise self._refused(error.code, told.page) from error
        except (OSError, HTTPException) as error:
            raise _LostError(_reason(error)) from error

    def _opened(self, opener: OpenerDirector, address: str, *, method: str = "GET", start: int = 0) -> HTTPResponse:
        if urlsplit(address).scheme not in {"http", "https"}:
            raise WeightsError(f"{address} is no address on the web.", kept="Nothing was fetched.", remedy="Correct HF_ENDPOINT.")
        request = Request(address, method=method, headers={"User-Agent": f"tldesk/{__version__}", "Accept-Encoding": "identity"})  # noqa: S310 - checked above
        if start:
            request.add_header("Range", f"bytes={start}-")
        if self._token and urlsplit(address)[:2] == urlsplit(self.endpoint)[:2]:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        try:
            answer: HTTPResponse = opener.open(request, timeout=self._patience.answer)
        except HTTPError:
            raise
        except (OSError, HTTPException) as error:
            raise _LostError(_reason(error)) from error
        return answer

    def _refused(self, code: int, page: str) -> Exception:
        if code in _PASSING:
            return _LostError(f"answered {code}")
        if code in {401, 403}:
            remedy = f"Accept the licence at {page.partition('/resolve/')[0]}, make a token there, and set HF_TOKEN to it."
            return WeightsError(f"{self.host} gives these weights only to whom it knows ({code}).", kept="Nothing changed.", remedy=remedy)
        return WeightsError(f"{self.host} answered {code} for {page}.", kept="Nothing changed.", remedy="Try again later.")

    def _lost(self, reason: str, have: int) -> WeightsError:
        return WeightsError(
            f"{self.host} {reason}, {self._patience.tries} times in a row.",
            kept=KEPT if have else "Nothing was fetched.",
            remedy="Look at the network and the proxy (HTTPS_PROXY), choose a mirror (HF_ENDPOINT), or add a file by hand.",
        )


def _reason(error: OSError | HTTPException) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return "did not answer in time"
    words = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return f"can't be reached ({words})"
