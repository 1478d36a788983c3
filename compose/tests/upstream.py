"""Stands behind the gateway in its test: a portal that streams, upgrades and judges, and a Grafana that tells what it was sent."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Upstream:
    """One server for both; `go_on` lets a stream send its second event. `seen` are the paths that arrived."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.seen: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.port = self.server.server_port

    def __enter__(self) -> "Upstream":
        threading.Thread(target=lambda: self.server.serve_forever(0.05), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()


def _handler(upstream: Upstream) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            upstream.seen.append(self.path)
            if self.path.startswith("/live"):
                self.stream()
            elif self.headers.get("Upgrade") == "websocket" and "upgrade" in self.headers.get("Connection", "").lower():
                self.upgrade()
            elif self.path == "/gateway/administrator":
                self.judge()
            else:
                self.tell(200, {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.tell(200, {})

        def tell(self, status: int, body: object) -> None:
            sent = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def judge(self) -> None:
            administrator = "SLUICE=of-dana" in (self.headers.get("Cookie") or "")
            self.send_response(204 if administrator else 403)
            self.send_header("Content-Length", "0") if not administrator else None
            if administrator:
                self.send_header("X-Sluice-Login", "dana")
            self.end_headers()

        def stream(self) -> None:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b"data: first\n\n")
            self.wfile.flush()
            if upstream.go_on.wait(60):
                self.wfile.write(b"data: second\n\n")

        def upgrade(self) -> None:
            self.close_connection = True
            key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
            self.end_headers()
            self.wfile.flush()
            self.wfile.write(self.connection.recv(4096))

        def log_message(self, *_: object) -> None:
            """Quiet: the tests read `seen`."""

    return Handler
