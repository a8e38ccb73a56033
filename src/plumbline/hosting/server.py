"""The page on this computer's own address, for nobody else."""

import errno
import os
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from urllib.parse import unquote, urlsplit

from plumbline.faults import BadInput
from plumbline.hosting.page import INDEX, Page
from plumbline.hosting.policy import served_policy

HOST, PORT = "127.0.0.1", 8903
_TRIED = 20
_HEADERS = {
    "Content-Security-Policy": served_policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
#: Systems differ in what they take these for.
_TYPES = {".js": "text/javascript", ".gz": "application/gzip", ".webmanifest": "application/manifest+json"}


class PageServer(ThreadingHTTPServer):
    """Serves the files of a page from memory: nothing else can be asked for."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would share a port that is taken

    def __init__(self, page: Page, port: int):
        self.files: Mapping[str, bytes] = page.files
        self.edition = page.edition
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where to point a browser."""
        return f"http://{HOST}:{self.server_port}/"


def server(page: Page, port: int = PORT) -> PageServer:
    """A server on the port, or on the next free one."""
    for tried in range(port, port + _TRIED):
        try:
            return PageServer(page, tried)
        except OSError as problem:
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise BadInput(f"No free port between {port} and {port + _TRIED - 1}. Name another with --port.")


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; keeps no record of what was asked."""

    server: PageServer
    server_version, sys_version = "plumbline", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Called by http.server."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Called by http.server."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps silent."""

    def end_headers(self) -> None:
        """Adds what every answer carries."""
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def _answer(self, *, with_body: bool) -> None:
        name = unquote(urlsplit(self.path).path).removeprefix("/") or INDEX
        content = self.server.files.get(name)
        if content is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif self.headers.get("If-None-Match") == self._tag:
            self._head(HTTPStatus.NOT_MODIFIED)
        else:
            self._head(HTTPStatus.OK, {"Content-Type": _type(name), "Content-Length": str(len(content))})
            if with_body:
                self.wfile.write(content)

    def _head(self, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"ETag": self._tag, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    @property
    def _tag(self) -> str:
        return f'"{self.server.edition}"'


def _type(name: str) -> str:
    suffix = name[name.rfind(".") :]
    kind = _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
