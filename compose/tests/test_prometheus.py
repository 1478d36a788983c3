"""Prometheus' configuration and alert rules, judged by its own promtool."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

DEADLINE = 180.0
PROMETHEUS = Path(__file__).resolve().parents[1] / "prometheus"


class PrometheusTests(unittest.TestCase):
    def promtool(self, *words: str) -> str:
        run = subprocess.run(["promtool", *words], cwd=PROMETHEUS, capture_output=True, text=True, timeout=180)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def test_takes_the_configuration_and_its_rules(self) -> None:
        self.assertIn("3 rules found", self.promtool("check", "config", "prometheus.yml"))

    def test_each_alert_fires_when_it_should_and_not_before(self) -> None:
        self.assertIn("SUCCESS", self.promtool("test", "rules", "rules.test.yml"))

    def test_every_alert_says_what_to_do(self) -> None:
        for group in yaml.safe_load((PROMETHEUS / "rules.yml").read_text())["groups"]:
            for rule in group["rules"]:
                self.assertTrue(rule["annotations"]["summary"] and rule["annotations"]["do"], rule["alert"])

    def test_scrapes_no_exporter_of_gpus(self) -> None:
        targets = [
            target
            for job in yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())["scrape_configs"]
            for static in job["static_configs"]
            for target in static["targets"]
        ]
        self.assertEqual(len(targets), 3)
        self.assertFalse([target for target in targets if target.endswith((":9400", ":9100"))])


class Metrics(BaseHTTPRequestHandler):
    """The portal where it should be asked, and nothing anywhere else."""

    def do_GET(self) -> None:
        found = self.path == "/actuator/prometheus"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        self.wfile.write(b"hikaricp_connections_active 3\n" if found else b"")

    def log_message(self, *_: object) -> None:
        """Quiet."""


class RunningPrometheusTests(unittest.TestCase):
    """Debian's Prometheus with the configuration as it is, but for the addresses."""

    def setUp(self) -> None:
        place = Path(self.enterContext(tempfile.TemporaryDirectory()))
        portal = self.enterContext(ThreadingHTTPServer(("127.0.0.1", 0), Metrics))
        threading.Thread(target=lambda: portal.serve_forever(0.05), daemon=True).start()
        self.addCleanup(portal.shutdown)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        shutil.copy(PROMETHEUS / "rules.yml", place)
        text = (PROMETHEUS / "prometheus.yml").read_text()
        for words, others in {"portal:9091": f"127.0.0.1:{portal.server_port}", "127.0.0.1:9090": f"127.0.0.1:{self.port}", "grafana:3000": "127.0.0.1:9", ": 15s": ": 1s", ": 10s": ": 1s"}.items():
            self.assertIn(words, text)
            text = text.replace(words, others)
        (place / "prometheus.yml").write_text(text)
        process = subprocess.Popen(
            ["prometheus", f"--config.file={place}/prometheus.yml", f"--storage.tsdb.path={place}/data", f"--web.listen-address=127.0.0.1:{self.port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.addCleanup(process.wait, DEADLINE)
        self.addCleanup(process.terminate)

    def ask(self, query: str) -> dict[str, str]:
        """The newest value of each job; nothing while it does not answer yet."""
        try:
            address = f"http://127.0.0.1:{self.port}/api/v1/query?{urllib.parse.urlencode({'query': query})}"
            with urllib.request.urlopen(address, timeout=DEADLINE) as answer:
                return {each["metric"]["job"]: each["value"][1] for each in json.load(answer)["data"]["result"]}
        except urllib.error.HTTPError as unready:
            unready.close()
            return {}
        except OSError:
            return {}

    def test_finds_the_portal_and_says_who_is_away(self) -> None:
        until = time.monotonic() + DEADLINE
        wanted = {"portal": "1", "prometheus": "1", "grafana": "0"}
        while (seen := self.ask("up")) != wanted:
            self.assertLess(time.monotonic(), until, seen)
            time.sleep(0.1)
        self.assertEqual(self.ask("hikaricp_connections_active"), {"portal": "3"})
