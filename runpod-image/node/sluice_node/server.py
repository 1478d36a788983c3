"""The page over HTTP: GET /metrics, /capabilities and /health, few at a time, each within ten seconds."""

import socket
import threading
import urllib.parse
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_AT_ONCE = 8
REQUEST_SECONDS = 10.0


class Server(ThreadingHTTPServer):
    """`page` gets the epoch seconds after which readings are wanted, or None for the latest; `capabilities` answers None when nothing was found out."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], page: Callable[[float | None], str], capabilities: Callable[[], str | None]) -> None:
        self.page = page
        self.capabilities = capabilities
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Request)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:
        if not self._places.acquire(blocking=False):
            try:
                request.settimeout(0.1)
                request.sendall(b"HTTP/1.0 503 Busy\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                pass
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: socket.socket, client_address: tuple[str, int]) -> None:
        late = threading.Timer(REQUEST_SECONDS, _cut, [request])
        late.daemon = True
        late.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            late.cancel()
            self._places.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is nobody's business."""


def _cut(request: socket.socket) -> None:
    try:
        request.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


class _Request(BaseHTTPRequestHandler):
    timeout = 5
    server: Server

    def do_GET(self) -> None:
        asked = urllib.parse.urlsplit(self.path)
        if asked.path == "/health":
            self._answer(200, "text/plain", "ok\n")
        elif asked.path == "/capabilities":
            told = self.server.capabilities()
            if told is None:
                self._answer(404, "text/plain", "Nothing was found out; sluice-capabilities writes it when the node starts.\n")
            else:
                self._answer(200, "application/json", told)
        elif asked.path != "/metrics":
            self._answer(404, "text/plain", "Ask for /metrics or /capabilities.\n")
        else:
            since = urllib.parse.parse_qs(asked.query).get("since", [""])[0]
            if since and not (since.isascii() and since.isdigit() and len(since) < 16):
                self._answer(400, "text/plain", "since is a time in milliseconds since 1970, for example since=1793345345123\n")
            else:
                self._answer(200, "text/plain; version=0.0.4; charset=utf-8", self.server.page(int(since) / 1000 if since else None))

    def _answer(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Who asked is not noted."""
