"""The whole way of a call: the portal's thin client, the daemon that alone has the key, and Terraform's backend behind it."""

from __future__ import annotations

import grp
import json
import os
import pwd
import signal
import subprocess
import time
from typing import Any

from tests.test_provision import DEADLINE, HERE, Answer, ProvisionSituation

PROVISIONER = HERE.parent / "provisioner"


class DaemonTests(ProvisionSituation):
    def setUp(self) -> None:
        super().setUp()
        self.socket = self.directory.parent / "provisioner.sock"
        key_file = self.directory.parent / "key"
        kept = ("RUNPOD_API_KEY", "RUNPOD_API_BASE_URL", "SLUICE_ENVIRONMENT", "SLUICE_LOOK_EVERY_SECONDS", "SLUICE_START_WITHIN_SECONDS", "TERRAFORM", "TF_CLI_CONFIG_FILE")
        key_file.write_text("".join(f"{name}={self.environment[name]}\n" for name in kept if name in self.environment))
        key_file.chmod(0o600)
        self.daemon = subprocess.Popen(
            [
                PROVISIONER / "sluice-provisioner", "--socket", self.socket, "--group", grp.getgrgid(os.getgid()).gr_name,
                "--allow", pwd.getpwuid(os.getuid()).pw_name, "--key-file", key_file, "--", HERE / "provision",
            ],
            env={name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
            stderr=self.enterContext(open(self.directory.parent / "log", "w")),
        )  # fmt: skip
        self.addCleanup(self.end)
        until = time.monotonic() + DEADLINE
        while not self.socket.exists():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def end(self) -> None:
        self.daemon.send_signal(signal.SIGTERM)
        self.daemon.wait(DEADLINE)

    def provision(self, verb: str, asked: Any = None, **changed: str) -> Answer:
        """As the portal asks: a client without the key."""
        self.assertEqual(changed, {})
        done = subprocess.run(
            [PROVISIONER / "sluice-provision", "--socket", self.socket, verb],
            input=json.dumps({} if asked is None else asked), capture_output=True, text=True, timeout=DEADLINE,
            env={"PATH": os.environ["PATH"]},
        )  # fmt: skip
        return Answer(done.stdout, done.returncode, done.stderr)

    def test_a_client_without_the_key_plans_starts_looks_and_stops(self) -> None:
        self.started("e1", "e3")
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-e3", "sluice-head"])
        self.assertEqual(self.states(), {"e1": "running", "e2": "absent", "e3": "running"})
        self.api.get("/pods")
        self.assertEqual(self.provision("status").of("head"), [{"line": "head", "host": "127.0.0.1", "port": 34446}])
        self.assertNotIn("was ended before", (self.directory.parent / "log").read_text())
        answer = self.provision("destroy", {"nodes": ["e1", "e3"]})
        self.assertEqual((answer.status, answer.last()), (0, {"line": "destroyed"}))
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_a_refusal_arrives_with_its_words(self) -> None:
        answer = self.provision("plan", {"start": ["e9"]})
        self.assertEqual((answer.status, answer.last()["line"]), (1, "refused"))
        self.assertIn("known are: e1, e2, e3", answer.last()["why"])
