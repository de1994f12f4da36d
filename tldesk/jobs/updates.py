"""Whether a newer version is announced: a small JSON file that somebody puts on a share, a stick or a server. Nothing is fetched but that.

    {"version": "1.2.0", "page": "https://lab.example/tldesk", "notes": "Opens HEIC photos of new cameras."}

No address is built in: the place is given by a person or an administrator. Nothing is sent but the request, and nothing is installed.
"""

import codecs
import json
import sys
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, HTTPResponse
from ipaddress import ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Annotated, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tldesk import __version__
from tldesk.core.errors import UpdateError

LIMIT: Final = 64 * 1024
"""Bytes: an announcement is a few lines."""

TIMEOUT: Final = 10.0
"""Seconds for all of it."""

POLL: Final = 0.1

READ: Final = frozenset({".htm", ".html", ".md", ".pdf", ".txt"})
"""Files that are shown by being opened. Any other might be a program, which an announcement must not start: its folder is shown."""

EXAMPLE: Final = '{"version": "1.2.0", "page": "https://…", "notes": "…"}'


def _version(text: str) -> str:
    try:
        return str(Version(text))
    except InvalidVersion as error:
        raise ValueError(f"'{text}' is no version") from error


def _line(text: str) -> str:
    """One line, of characters that can be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


class Announcement(BaseModel):
    """What is announced. Other fields are passed over: a later version may say more.

    Attributes:
        version: the newest one, as "1.2.0" (PEP 440).
        page: where to get it, as a path or an address; as `announced` gives it, an address that may be opened; or empty.
        notes: what is new, in one line.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    version: Annotated[str, Field(max_length=64), AfterValidator(_version)]
    page: Annotated[str, Field(max_length=2000), AfterValidator(str.strip)] = ""
    notes: Annotated[str, Field(max_length=200), AfterValidator(_line)] = ""


def is_newer(announcement: Announcement, than: str = __version__) -> bool:
    """Whether what is announced comes after the version `than`."""
    return Version(announcement.version) > Version(than)


def on_the_net(place: str) -> bool:
    """Whether a server is asked for `place`; else it is a file."""
    return "://" in place


def announced(place: str, *, network: bool, timeout: float = TIMEOUT, waiting: Callable[[], object] = lambda: None) -> Announcement:
    """What is announced at `place`.

    Args:
        place: a file, or an https address (http for this computer alone).
        network: whether a server may be asked.
        timeout: seconds for all of it; a share that is away can hold up who looks at it for longer than a server can.
        waiting: called ten times a second until the answer is here; what it raises ends the waiting.

    Raises:
        UpdateError: not there, not reached in time, or no announcement; says what to do.
    """
    place = place.strip()
    _check(place, network=network)
    answer: SimpleQueue[Announcement | UpdateError] = SimpleQueue()
    # In a thread that nobody has to wait for: neither a name that isn't found nor a share that is away can be told to stop.
    Thread(target=_ask, args=(place, timeout, answer), daemon=True).start()
    until = time.monotonic() + timeout
    while True:
        waiting()
        left = until - time.monotonic()
        if left <= 0:
            raise _slow(place, timeout)
        try:
            told = answer.get(timeout=min(POLL, left))
        except Empty:
            continue
        if isinstance(told, UpdateError):
            raise told
        return told


def _check(place: str, *, network: bool) -> None:
    if not place:
        raise UpdateError("It is not said where newer versions are announced.", remedy="Name the file or the address.")
    if not on_the_net(place):
        return
    if not _is_safe(place):
        raise UpdateError(
            f"{_where(place)} is not asked: only an address that begins with https:// and holds no password is.",
            remedy="Give such an address, or the path of a file.",
        )
    if not network:
        raise UpdateError(
            f"{_where(place)} is not asked: the network is not allowed.",
            remedy="Allow it where weights are fetched, or name a file on a share or stick.",
        )


def _ask(place: str, timeout: float, answer: "SimpleQueue[Announcement | UpdateError]") -> None:
    try:
        content = _from_server(place, timeout) if on_the_net(place) else _from_file(_file(place))
        told = _read(content, place)
        answer.put(told.model_copy(update={"page": _page(told.page, place)}))
    except UpdateError as error:
        answer.put(error)
    except HTTPError as error:
        with error:
            answer.put(UpdateError(f"{_where(place)} answered {error.code}.", remedy="Correct the address, or try again later."))
    except (OSError, HTTPException, ValueError, RuntimeError) as error:  # a home that isn't known is a `RuntimeError`
        answer.put(_unreached(place, timeout, error))


def _from_file(file: Path) -> bytes:
    if not file.is_file():
        raise UpdateError(f"There is no file {file}.", remedy="Correct its name, or connect the share or stick that it lies on.")
    with file.open("rb") as stream:
        return stream.read(LIMIT + 1)


def _from_server(address: str, timeout: float) -> bytes:
    request = Request(address, headers={"User-Agent": "tldesk", "Accept": "application/json"})  # noqa: S310 - `_check` looked at it
    with build_opener(_SafeRedirects, _Proxies).open(request, timeout=timeout) as answer:
        content: bytes = answer.read(LIMIT + 1)
    return content


class _Proxies(ProxyHandler):
    """Those of the environment and the system; none lies between this computer and itself."""

    def proxy_open(self, req: Request, proxy: str, type: str) -> HTTPResponse | None:
        if _is_here(urlsplit(req.full_url).hostname or ""):
            return None
        answer: HTTPResponse | None = super().proxy_open(req, proxy, type)
        return answer


class _SafeRedirects(HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917 - urllib's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme != "https":
            fp.close()
            raise UpdateError(
                f"{_where(req.full_url)} points to {newurl}, which is not safe.", remedy="Give an address that stays with https://."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(content: bytes, place: str) -> Announcement:
    if len(content) > LIMIT:
        raise _no_announcement(place, f"it has more than {LIMIT // 1024} kB")
    try:
        # Editors on Windows begin a file with a mark, which JSON does not know.
        return Announcement.model_validate(json.loads(content.removeprefix(codecs.BOM_UTF8)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise _no_announcement(place, f"{name}: {first['msg']}" if name else first["msg"]) from error
    except (ValueError, RecursionError) as error:
        raise _no_announcement(place, "it is not JSON") from error


def _page(page: str, place: str) -> str:
    """What may be opened: a safe address, a folder, or a file that is only read. A server names no place on this computer."""
    if not page or _is_safe(page):
        return page
    if on_the_net(page) or on_the_net(place):
        raise _no_announcement(place, f"its page {page} does not begin with https://")
    target = Path(page).expanduser()
    target = target if target.is_absolute() else _file(place).parent / target
    return (target if _is_harmless(target) else target.parent).as_uri()


def _is_harmless(target: Path) -> bool:
    """Whether opening it starts nothing."""
    if target.is_dir():
        # One with a suffix can be a program on macOS.
        return sys.platform != "darwin" or not target.suffix
    return target.suffix.lower() in READ


def _file(place: str) -> Path:
    return Path(place).expanduser().absolute()


def _is_safe(address: str) -> bool:
    """Whether nobody on the way to this address can change what is told there."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and parts.username is None and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _where(place: str) -> str:
    """The server's name, or the file, for messages."""
    return place.partition("://")[2].partition("/")[0].rpartition("@")[2] or place


def _no_announcement(place: str, reason: str) -> UpdateError:
    return UpdateError(f"{_where(place)} holds no announcement: {reason}.", remedy=f"It is to be {EXAMPLE}.")


def _unreached(place: str, timeout: float, error: Exception) -> UpdateError:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return _slow(place, timeout)
    words = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    remedy = "Look at the network and the proxy (HTTPS_PROXY), or try again later." if on_the_net(place) else "Look who may read it."
    return UpdateError(f"{_where(place)} can't be read ({words}).", remedy=remedy)


def _slow(place: str, timeout: float) -> UpdateError:
    return UpdateError(
        f"{_where(place)} did not answer within {timeout:g} s.", remedy="Look whether it can be reached, or try again later."
    )
