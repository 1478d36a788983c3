"""What the tests share: an environment's directory with its variables, beside a fake RunPod."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from infra.api import Api
from infra.settings import Settings, read
from tests.fake_runpod import A100, A100_PCIE, H100, HERE, SMALL, FakeRunPod

VARIABLES: dict[str, Any] = {
    "name": "sluice",
    "data_center": HERE,
    "image": "registry.example/sluice-node:1.0.0",
    "volume_size": 200,
    "head": {"gpu": SMALL, "count": 1, "disk": 50},
    "kinds": {
        "a100x4": {"title": "4 x A100 80GB", "gpus": [A100, A100_PCIE, H100], "count": 4, "disk": 100},
        "h100x2": {"title": "2 x H100 80GB", "gpus": [H100], "count": 2, "disk": 100},
    },
    "workers": {"e1": "a100x4", "e2": "a100x4", "e3": "h100x2"},
}


class Situation(unittest.TestCase):
    """A fresh fake account and a fresh environment for each test."""

    def setUp(self) -> None:
        self.runpod = self.enterContext(FakeRunPod())
        self.directory = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.paused: list[float] = []
        self.api = Api("test-key", self.runpod.url, deadline=5.0, pause=self.paused.append)

    def write(self, **changed: Any) -> Settings:
        values = {name: value for name, value in {**VARIABLES, **changed}.items() if value is not None}
        (self.directory / "terraform.tfvars.json").write_text(json.dumps(values))
        return read(self.directory)
