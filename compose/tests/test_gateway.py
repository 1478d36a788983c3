"""The gateway's real configuration under Debian's nginx on loopback, in front of a small upstream."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

COMPOSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).resolve().parent))

from upstream import Upstream  # noqa: E402

NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
DEADLINE = 180.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class GatewayTests(unittest.TestCase):
    """One nginx for all; what differs from the container are ports, names and places, and nothing else."""

    @classmethod
    def setUpClass(cls) -> None:
        assert NGINX is not None, "nginx is missing: demo/sluice-demo install services"
        cls.place = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.upstream = cls.enterClassContext(Upstream())
        cls.https, cls.http = free_port(), free_port()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", cls.place / "gateway.key", "-out", cls.place / "gateway.crt"],
            check=True, capture_output=True, timeout=DEADLINE,
        )  # fmt: skip
        (cls.place / "nginx.conf").write_text(cls.rendered())
        arguments = [NGINX, "-p", str(cls.place), "-c", str(cls.place / "nginx.conf")]
        checked = subprocess.run([*arguments, "-t"], capture_output=True, text=True, timeout=DEADLINE)
        assert checked.returncode == 0, checked.stderr
        cls.nginx = subprocess.Popen([*arguments, "-g", "daemon off;"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        cls.addClassCleanup(cls.stop)
        cls.await_listening()

    @classmethod
    def rendered(cls) -> str:
        text = (COMPOSE / "gateway" / "nginx.conf").read_text()
        changed = {
            "listen 8443": f"listen 127.0.0.1:{cls.https}",
            "listen 8080": f"listen 127.0.0.1:{cls.http}",
            "portal:8080": f"127.0.0.1:{cls.upstream.port}",
            "grafana:3000": f"127.0.0.1:{cls.upstream.port}",
            "/tmp/": f"{cls.place}/",
            "/run/secrets/": f"{cls.place}/",
            "/dev/stdout": f"{cls.place}/access.log",
        }
        for words, others in changed.items():
            assert words in text, words
            text = text.replace(words, others)
        # Started by root (as CI is), nginx gives its workers to nobody; the test's directory is root's.
        return ("user root;\n" if os.geteuid() == 0 else "") + text

    @classmethod
    def stop(cls) -> None:
        cls.nginx.terminate()
        cls.nginx.communicate(timeout=DEADLINE)

    @classmethod
    def await_listening(cls) -> None:
        until = time.monotonic() + DEADLINE
        while True:
            try:
                socket.create_connection(("127.0.0.1", cls.https), 1).close()
                return
            except OSError:
                assert cls.nginx.poll() is None and time.monotonic() < until, "nginx does not listen"
                time.sleep(0.05)

    def tls(self, *protocols: str) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.place / "gateway.crt"))
        if protocols:
            context.set_alpn_protocols(list(protocols))
        plain = socket.create_connection(("localhost", self.https), DEADLINE)
        return self.enterContext(context.wrap_socket(plain, server_hostname="localhost"))

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        context = ssl.create_default_context(cafile=str(self.place / "gateway.crt"))
        connection = http.client.HTTPSConnection("localhost", self.https, timeout=DEADLINE, context=context)
        self.addCleanup(connection.close)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()

    def test_speaks_tls_that_is_not_old_and_http_2(self) -> None:
        speaking = self.tls("h2", "http/1.1")
        self.assertEqual(speaking.selected_alpn_protocol(), "h2")
        self.assertIn(speaking.version(), ("TLSv1.2", "TLSv1.3"))

    def test_sends_plain_http_to_tls(self) -> None:
        connection = http.client.HTTPConnection("localhost", self.http, timeout=DEADLINE)
        self.addCleanup(connection.close)
        connection.request("GET", "/jobs/7?x=1")
        answer = connection.getresponse()
        answer.read()
        self.assertEqual((answer.status, answer.headers["Location"]), (308, "https://localhost/jobs/7?x=1"))

    def test_tells_the_portal_who_asks_and_believes_nothing_of_it_from_outside(self) -> None:
        _, body = self.get("/jobs", X_Forwarded_For="6.6.6.6", X_Forwarded_Proto="http", Forwarded="for=6.6.6.6", X_Sluice_Login="dana", X_Real_IP="6.6.6.6")
        told = json.loads(body)["headers"]
        self.assertEqual((told["x-forwarded-for"], told["x-forwarded-proto"]), ("127.0.0.1", "https"))
        self.assertEqual(told["host"], f"localhost:{self.https}")
        self.assertFalse({"forwarded", "x-sluice-login"} & set(told))
        self.assertNotIn("6.6.6.6", body.decode())

    def test_the_first_event_of_a_stream_arrives_while_the_stream_stays_open(self) -> None:
        self.upstream.go_on.clear()
        stream = self.tls()
        stream.sendall(b"GET /live?topic=jobs HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
        read = self.read_until(stream, b"data: first")
        self.assertNotIn(b"data: second", read)
        self.upstream.go_on.set()
        self.read_until(stream, b"data: second")

    def test_a_websocket_passes(self) -> None:
        speaking = self.tls()
        speaking.sendall(
            b"GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        head = self.read_until(speaking, b"\r\n\r\n")
        self.assertIn(b" 101 ", head)
        self.assertIn(b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head)
        speaking.sendall(b"\x81\x05hello")
        self.assertIn(b"\x81\x05hello", self.read_until(speaking, b"hello"))

    def test_demands_tls_of_browsers_for_a_year_and_tells_no_version(self) -> None:
        for path in ("/jobs", "/grafana/", "/gateway/administrator"):
            answer, _ = self.get(path)
            self.assertEqual(answer.headers["Strict-Transport-Security"], "max-age=31536000", path)
            self.assertNotRegex(answer.headers["Server"], r"\d", path)

    def test_refuses_grafana_to_everybody_but_administrators(self) -> None:
        for cookie in ("", "SLUICE=of-bob"):
            self.upstream.seen.clear()
            answer, _ = self.get("/grafana/d/sluice-portal", Cookie=cookie, X_Sluice_Login="dana", Authorization="Basic ZGFuYTp4")
            self.assertEqual(answer.status, 403)
            self.assertEqual(self.upstream.seen, ["/gateway/administrator"])

    def test_shows_grafana_to_an_administrator_under_the_name_that_the_portal_told(self) -> None:
        answer, body = self.get("/grafana/d/sluice-portal", Cookie="SLUICE=of-dana", X_Sluice_Login="root", Authorization="Basic ZGFuYTp4")
        told = json.loads(body)
        self.assertEqual((answer.status, told["path"]), (200, "/grafana/d/sluice-portal"))
        self.assertEqual(told["headers"]["x-sluice-login"], "dana")
        self.assertFalse({"cookie", "authorization"} & set(told["headers"]))
        self.assertEqual(answer.headers["X-Frame-Options"], "DENY")

    def test_what_is_for_the_gateway_or_for_prometheus_is_nobodys(self) -> None:
        self.upstream.seen.clear()
        for path in ("/gateway/administrator", "/gateway/x", "/internal/administrator", "/actuator/prometheus", "/actuator", "/%61ctuator/prometheus", "//actuator/prometheus"):
            answer, _ = self.get(path, Cookie="SLUICE=of-dana")
            self.assertEqual(answer.status, 404, path)
        self.assertEqual(self.upstream.seen, [])

    def test_refuses_a_body_that_no_form_has(self) -> None:
        answer, _ = self.get("/submit/x", "POST", b"x" * (3 << 20))
        self.assertEqual(answer.status, 413)
        answer, _ = self.get("/submit/x", "POST", b"x" * (3 << 19))
        self.assertEqual(answer.status, 200)

    def test_lets_nobody_try_passwords_without_end(self) -> None:
        statuses = [self.get("/sign-in")[0].status for _ in range(60)]
        self.assertEqual(statuses[0], 200)
        self.assertIn(429, statuses)

    def test_logs_no_query(self) -> None:
        self.get("/jobs?user=somebody-secret")
        self.await_logged("GET /jobs")
        self.assertNotIn("somebody-secret", (self.place / "access.log").read_text())

    def await_logged(self, words: str) -> None:
        until = time.monotonic() + DEADLINE
        while words not in (self.place / "access.log").read_text():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def read_until(self, stream: ssl.SSLSocket, words: bytes) -> bytes:
        read = b""
        while words not in read:
            more = stream.recv(4096)
            self.assertTrue(more, read)
            read += more
        return read

    def test_nothing_but_ports_names_and_places_differs_from_the_container(self) -> None:
        original = (COMPOSE / "gateway" / "nginx.conf").read_text().splitlines()
        rendered = [line for line in self.rendered().splitlines() if line != "user root;"]
        differing = [line.strip().split()[0] for line, other in zip(original, rendered, strict=True) if line != other]
        self.assertLessEqual(set(differing), {"pid", "access_log", "listen", "set", "proxy_pass", "ssl_certificate", "ssl_certificate_key", "client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path"} | {"#"})
        self.assertEqual(len(re.findall(r"auth_request /internal", self.rendered())), 1)
