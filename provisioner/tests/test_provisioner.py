"""The daemon and its client, as processes, with programs that answer well and badly."""

from __future__ import annotations

import getpass
import grp
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SOON = 20  # seconds


class Provisioner:
    """A daemon of one test's own."""

    def __init__(self, directory: Path, program: str, *options: str) -> None:
        self.directory = directory
        backend = directory / "backend"
        backend.write_text(f"#!/bin/sh\ncd {directory}\n{program}\n")
        backend.chmod(0o700)
        self.socket = directory / "socket"
        allowed = () if "--allow" in options else ("--allow", getpass.getuser())
        group = grp.getgrgid(os.getgid()).gr_name
        with (directory / "log").open("w") as log:
            self.process = subprocess.Popen(
                [HERE / "sluice-provisioner", "--socket", self.socket, "--group", group, *allowed, *options, "--", backend], stderr=log
            )
        until = time.monotonic() + SOON
        while not self.socket.exists():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError((directory / "log").read_text())
            time.sleep(0.02)

    def begin(self, verb: str, asked: object) -> subprocess.Popen[str]:
        client = subprocess.Popen(
            [HERE / "sluice-provision", "--socket", self.socket, verb], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert client.stdin
        client.stdin.write(json.dumps(asked))
        client.stdin.close()
        client.stdin = None
        return client

    def ask(self, verb: str, asked: object) -> tuple[int, list[dict[str, object]]]:
        client = self.begin(verb, asked)
        said, _ = client.communicate(timeout=SOON)
        return client.returncode, [json.loads(line) for line in said.splitlines()]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(SOON)


class ProvisionerTests(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.directory = Path(held.name)

    def provisioner(self, program: str, *options: str) -> Provisioner:
        made = Provisioner(self.directory, program, *options)
        self.addCleanup(made.close)
        return made

    def test_hands_on_what_was_asked_and_what_is_answered(self) -> None:
        made = self.provisioner('cat > asked; echo "$1" > verb; echo \'{"line":"worker","node":"e1"}\'; echo \'{"line":"status"}\'')
        self.assertEqual(made.ask("status", {"a": "ä"}), (0, [{"line": "worker", "node": "e1"}, {"line": "status"}]))
        self.assertEqual(json.loads((self.directory / "asked").read_text()), {"a": "ä"})
        self.assertEqual((self.directory / "verb").read_text(), "status\n")

    def test_ends_with_one_after_a_refusal(self) -> None:
        made = self.provisioner('echo \'{"line":"refused","why":"no"}\'')
        self.assertEqual(made.ask("plan", {"start": []}), (1, [{"line": "refused", "why": "no"}]))

    def test_says_that_a_program_ended_without_a_word(self) -> None:
        status, lines = self.provisioner("exit 7").ask("status", {})
        self.assertEqual(status, 1)
        self.assertIn("status 7", str(lines[-1]["why"]))

    def test_says_that_garbage_came(self) -> None:
        for garbage in ("Traceback", "[1,2]", '{"line":' + '"' + "x" * 70_000 + '"}'):
            with self.subTest(garbage[:20]):
                (self.directory / "garbage").write_text(garbage + "\n")
                made = Provisioner(self.directory, "cat garbage")
                status, lines = made.ask("status", {})
                made.close()
                self.assertEqual(status, 1)
                self.assertIn("cannot be read", str(lines[-1]["why"]))

    def test_answers_nobody_else(self) -> None:
        made = self.provisioner("touch called", "--allow", "nobody")
        self.assertEqual(made.ask("status", {}), (1, [{"line": "refused", "why": "this user may not ask the provisioner"}]))
        self.assertFalse((self.directory / "called").exists())

    def test_does_one_change_at_a_time_and_still_tells_the_status(self) -> None:
        made = self.provisioner(
            'if [ "$1" = status ]; then echo \'{"line":"status"}\'; exit; fi; touch begun; while [ ! -e go ]; do sleep 0.05; done; echo \'{"line":"applied"}\''
        )
        first = made.begin("apply", {"plan": "1"})
        self.await_file("begun")
        status, lines = made.ask("apply", {"plan": "2"})
        self.assertEqual((status, lines[-1]["line"]), (1, "refused"))
        self.assertEqual(made.ask("status", {})[0], 0)
        (self.directory / "go").touch()
        said, _ = first.communicate(timeout=SOON)
        self.assertEqual(json.loads(said), {"line": "applied"})

    def test_goes_on_when_whoever_asked_goes_away(self) -> None:
        made = self.provisioner(
            'touch begun; while [ ! -e go ]; do sleep 0.05; done; echo \'{"line":"progress"}\'; echo \'{"line":"progress"}\'; touch done; echo \'{"line":"applied"}\''
        )
        client = made.begin("apply", {"plan": "1"})
        self.await_file("begun")
        client.send_signal(signal.SIGKILL)
        client.communicate()
        (self.directory / "go").touch()
        self.await_file("done")

    def test_gives_the_key_to_the_program_alone(self) -> None:
        key = self.directory / "key"
        key.write_text("CLOUD_KEY=secret=1\n")
        key.chmod(0o600)
        os.environ["SOMETHING_ELSE"] = "x"
        self.addCleanup(os.environ.pop, "SOMETHING_ELSE")
        made = self.provisioner('env > environment; echo \'{"line":"status"}\'', "--key-file", str(key))
        made.ask("status", {})
        environment = (self.directory / "environment").read_text()
        self.assertIn("CLOUD_KEY=secret=1\n", environment)
        self.assertNotIn("SOMETHING_ELSE", environment)
        self.assertNotIn(b"secret", Path(f"/proc/{made.process.pid}/environ").read_bytes())

    def test_refuses_a_key_that_others_can_read(self) -> None:
        key = self.directory / "key"
        key.write_text("CLOUD_KEY=secret\n")
        key.chmod(0o644)
        with self.assertRaisesRegex(AssertionError, "can be read by others"):
            Provisioner(self.directory, "true", "--key-file", str(key))

    def test_says_that_nobody_answers(self) -> None:
        asked = subprocess.run(
            [HERE / "sluice-provision", "--socket", self.directory / "nowhere", "status"], input="{}", capture_output=True, text=True, timeout=SOON
        )
        self.assertEqual(asked.returncode, 1)
        self.assertIn("does not answer", json.loads(asked.stdout)["why"])

    def await_file(self, name: str) -> None:
        until = time.monotonic() + SOON
        while not (self.directory / name).exists():
            if time.monotonic() > until:
                raise AssertionError(f"{name} was not made")
            time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(unittest.main())
