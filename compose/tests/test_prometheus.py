"""Prometheus' configuration and alert rules, judged by its own promtool."""

from __future__ import annotations

import subprocess
import unittest
from pathlib import Path

import yaml

PROMETHEUS = Path(__file__).resolve().parents[1] / "prometheus"


class PrometheusTests(unittest.TestCase):
    def promtool(self, *words: str) -> str:
        run = subprocess.run(["promtool", *words], cwd=PROMETHEUS, capture_output=True, text=True, timeout=60)
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
