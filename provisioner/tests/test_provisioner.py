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


CLOUD = """
import json, pathlib, sys
asked, running = json.load(sys.stdin), pathlib.Path("running")
if sys.argv[1] == "plan":
    for node in asked["start"]:
        print(json.dumps({"line": "change", "node": node, "price_per_hour": json.loads(pathlib.Path("price").read_text())}))
    print(json.dumps({"line": "plan", "plan": "of " + " ".join(asked["start"])}))
elif sys.argv[1] == "apply":
    print(json.dumps({"line": "applied"}))
elif running.exists() and not running.read_text():
    print(json.dumps({"line": "failed", "why": "the cloud is silent"}))
else:
    print(running.read_text().rstrip() if running.exists() else json.dumps({"line": "worker", "node": "e9", "state": "absent", "price_per_hour": None}))
    print(json.dumps({"line": "cost", "what": "volume", "price_per_hour": 3.5}))
    print(json.dumps({"line": "cost", "what": "another account's cluster", "price_per_hour": None}))
    print(json.dumps({"line": "status"}))
"""


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

    def test_refuses_what_would_cost_more_than_its_own_limit(self) -> None:
        made = self.with_a_limit()
        self.assertEqual(made.ask("plan", {"start": ["e1"]})[1][-1]["plan"], "of e1")
        self.assertEqual(made.ask("apply", {"plan": "of e1"}), (0, [{"line": "applied"}]))
        status, lines = made.ask("plan", {"start": ["e2", "e3"]})
        self.assertEqual((status, lines[-1]["line"]), (1, "refused"))
        self.assertIn("17.50 an hour", str(lines[-1]["why"]))
        self.assertIn("limit is 15.00", str(lines[-1]["why"]))
        self.assertIn("was not made here", str(made.ask("apply", {"plan": "of e2 e3"})[1][-1]["why"]))

    def test_counts_again_what_runs_when_a_plan_is_applied(self) -> None:
        made = self.with_a_limit()
        for node in ("e1", "e2"):
            self.assertEqual(made.ask("plan", {"start": [node]})[0], 0)
        self.runs("e1", 7)
        self.assertIn("17.50 an hour", str(made.ask("apply", {"plan": "of e2"})[1][-1]["why"]))
        self.assertEqual(made.ask("apply", {"plan": "of e1"})[0], 0, "what of the plan runs already is not counted twice")

    def test_an_older_and_cheaper_plan_is_no_way_round(self) -> None:
        made = self.with_a_limit()
        self.price(1)
        made.ask("plan", {"start": ["e1", "e2"]})
        self.runs("e1", 11)
        self.assertIn("15.50 an hour", str(made.ask("apply", {"plan": "of e1 e2"})[1][-1]["why"]))

    def test_keeps_its_limit_through_a_restart(self) -> None:
        made = self.with_a_limit()
        made.ask("plan", {"start": ["e1"]})
        made.close()
        again = self.with_a_limit()
        self.assertEqual(again.ask("apply", {"plan": "of e1"}), (0, [{"line": "applied"}]))
        self.assertIn("was not made here", str(again.ask("apply", {"plan": "of e2"})[1][-1]["why"]))
        self.runs("e3", 7)
        self.assertIn("17.50 an hour", str(again.ask("apply", {"plan": "of e1"})[1][-1]["why"]))

    def test_does_not_start_with_a_limit_it_cannot_keep(self) -> None:
        plans = self.directory / "plans"
        for limit in ("nan", "inf", "-1", "0", "much"):
            with self.subTest(limit), self.assertRaisesRegex(AssertionError, "invalid price"):
                Provisioner(self.directory, "true", "--most-per-hour", limit, "--plans", str(plans))
        for text in ("", "[]", '{"of e1": 7}'):
            plans.write_text(text)
            with self.subTest(text), self.assertRaisesRegex(AssertionError, f"{plans} cannot be used"):
                Provisioner(self.directory, "true", "--most-per-hour", "15", "--plans", str(plans))
        with self.assertRaisesRegex(AssertionError, "cannot be used"):
            Provisioner(self.directory, "true", "--most-per-hour", "15", "--plans", str(self.directory / "nowhere" / "plans"))

    def test_starts_nothing_while_a_price_or_what_runs_is_not_known(self) -> None:
        made = self.with_a_limit()
        made.ask("plan", {"start": ["e1"]})
        self.runs("e3", None)
        self.assertIn("what e3 costs is not known", str(made.ask("apply", {"plan": "of e1"})[1][-1]["why"]))
        (self.directory / "running").write_text("")
        silent = made.ask("apply", {"plan": "of e1"})[1][-1]
        self.assertIn("what runs now is not known", str(silent["why"]))
        self.assertTrue(silent["busy"], "it is worth asking again")
        (self.directory / "running").unlink()
        self.price(None)
        self.assertIn("what e1 costs is not known", str(made.ask("plan", {"start": ["e1"]})[1][-1]["why"]))

    def with_a_limit(self) -> Provisioner:
        """A limit of 15; each machine costs 7 an hour until `price` says otherwise, a volume 3.5; `runs` says what runs."""
        (self.directory / "cloud").write_text(CLOUD)
        self.price(7)
        return self.provisioner(f'exec {sys.executable} cloud "$1"', "--most-per-hour", "15", "--plans", str(self.directory / "plans"))

    def price(self, each: float | None) -> None:
        (self.directory / "price").write_text(json.dumps(each))

    def runs(self, node: str, price: float | None) -> None:
        with (self.directory / "running").open("a") as running:
            running.write(json.dumps({"line": "worker", "node": node, "state": "running", "price_per_hour": price}) + "\n")

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
