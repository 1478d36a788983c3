"""make-secrets, add-account, people-from-head and up, run on a copy of compose/ with the commands that need root recorded."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

COMPOSE = Path(__file__).resolve().parents[1]


class ScriptsTests(unittest.TestCase):
    def setUp(self) -> None:
        place = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.compose = place / "compose"
        shutil.copytree(COMPOSE, self.compose, ignore=shutil.ignore_patterns("secrets", "config", ".env", "__pycache__"))
        programs = place / "bin"
        programs.mkdir()
        self.called = place / "called"
        for name, script in {
            "id": "echo 0",
            "chown": f'echo "chown $*" >> {self.called}',
            "docker": f'echo "docker $*" >> {self.called}',
        }.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}

    def script(self, name: str, *words: str, given: str = "", status: int = 0) -> str:
        run = subprocess.run([self.compose / name, *words], input=given, env=self.environment, capture_output=True, text=True, timeout=120)
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def secrets(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in (self.compose / "secrets").iterdir()}

    def test_makes_random_secrets_that_nobody_else_may_enter(self) -> None:
        said = self.script("make-secrets", "portal.example.org")
        made = self.secrets()
        wanted = set(yaml.safe_load((self.compose / "compose.yml").read_text())["secrets"])
        self.assertLessEqual(wanted, set(made))
        for name in ("postgres-password", "portal-database-password", "grafana-admin-password"):
            self.assertRegex(made[name].decode(), r"^[A-Za-z0-9]{35,40}$")
            self.assertNotIn(made[name].decode(), said)
        self.assertEqual(len({made[name] for name in made if name.endswith("password")}), 3)
        self.assertEqual((self.compose / "secrets").stat().st_mode & 0o777, 0o700)
        self.assertEqual((self.compose / "secrets" / "signer-ca").stat().st_mode & 0o777, 0o400)
        self.assertIn("chown 64202:64202", self.called.read_text())
        self.assertIn("ssh-ed25519 ", said)
        public = " ".join(made["signer-ca.pub"].decode().split()[:2])
        self.assertEqual((self.compose / ".env").read_text(), f'SLUICE_NAME=portal.example.org\nSLUICE_USER_CA="{public}"\n')

    def test_leaves_what_is_there_as_it_is(self) -> None:
        self.script("make-secrets", "portal.example.org")
        before = self.secrets()
        self.script("make-secrets", "portal.example.org")
        self.assertEqual(self.secrets(), before)

    def test_two_sites_share_no_secret(self) -> None:
        self.script("make-secrets", "portal.example.org")
        first = self.secrets()
        shutil.rmtree(self.compose / "secrets")
        self.script("make-secrets", "portal.example.org")
        self.assertFalse([name for name, value in self.secrets().items() if first[name] == value])

    def test_refuses_a_key_that_is_not_the_certificates(self) -> None:
        self.script("make-secrets", "portal.example.org")
        certificate, key = self.compose / "secrets" / "gateway.crt", self.compose / "other.key"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True, capture_output=True, timeout=180)
        self.assertIn("is not the key of the certificate", self.script("make-secrets", "portal.example.org", str(certificate), str(key), status=1))
        given = [shutil.copy(self.compose / "secrets" / name, self.compose) for name in ("gateway.crt", "gateway.key")]
        self.assertIn("took the certificate", self.script("make-secrets", "portal.example.org", *given))

    def test_asks_for_the_portals_name(self) -> None:
        self.assertIn("give the name under which people will open the portal", self.script("make-secrets", status=1))

    def test_adds_people_with_a_random_password_that_is_kept_only_as_a_hash(self) -> None:
        self.script("make-secrets", "portal.example.org")
        said = self.script("add-account", "alice", "alice", "Alice O'Neil")
        self.script("add-account", "bob", "bob", "Bob")
        password = re.search(r"password: (\S{15,})", said).group(1)
        text = (self.compose / "config/accounts/accounts.yml").read_text()
        self.assertNotIn(password, text)
        accounts = yaml.safe_load(text)["accounts"]
        self.assertEqual([(each["login"], each["name"]) for each in accounts], [("alice", "Alice O'Neil"), ("bob", "Bob")])
        self.assertRegex(accounts[0]["password"], r"^\{bcrypt\}\$2[aby]\$10\$")
        self.assertIn("there is an account alice already", self.script("add-account", "alice", "alice", "Alice", status=1))
        for words in (("Alice", "alice", "A"), ("x", "a b", "A"), ("x", "y", 'A"\n  - login: root')):
            self.script("add-account", *words, status=1)

    def test_takes_people_from_the_head_and_refuses_system_users(self) -> None:
        self.script("make-secrets", "portal.example.org")
        given = "sluice-users:x:64100:alice,sluice-poll\nalice:x:5001:5001:Alice:/home/alice:/bin/bash\nsluice-poll:x:64101:64101::/x:/bin/sh\n"
        self.assertIn("knows 2 people", self.script("people-from-head", given=given))
        self.assertEqual((self.compose / "config/people/passwd").read_text().splitlines()[0], "alice:x:5001:5001::/nonexistent:/usr/sbin/nologin")
        self.assertEqual((self.compose / "config/people/group").read_text(), "sluice-users:x:64100:alice,sluice-poll\n")
        before = (self.compose / "config/people/passwd").read_text()
        self.assertIn("root has the uid 0", self.script("people-from-head", given="sluice-users:x:64100:root\nroot:x:0:0::/root:/bin/sh\n", status=1))
        self.assertIn("the first line must be", self.script("people-from-head", given="wheel:x:10:\n", status=1))
        self.assertEqual((self.compose / "config/people/passwd").read_text(), before)

    def test_starts_nothing_before_everything_is_there_and_says_what_is_missing(self) -> None:
        def missing(words: str) -> None:
            self.assertIn(words, self.script("up", status=1))

        missing("sudo compose/make-secrets")
        self.script("make-secrets", "portal.example.org")
        missing("Run: make services-up")
        (self.compose / "config/cluster.env").write_text("SLUICE_CLUSTER_HOST=h\n")
        (self.compose / "config/known_hosts").write_text("h ssh-ed25519 A\n")
        missing("compose/people-from-head")
        (self.compose / "config/people/passwd").write_text("alice:x:5001:5001::/:/bin/sh\n")
        missing("sudo compose/add-account")
        self.script("add-account", "alice", "alice", "Alice")
        self.assertNotIn("docker compose --file", self.called.read_text())
        self.script("up", "--profile", "cluster")
        self.assertIn("--profile cluster up --detach --wait", self.called.read_text())
        self.environment["SLUICE_WORKERS"] = "yes"
        missing("no provisioner listens on /run/sluice-provisioner/socket")
        del self.environment["SLUICE_WORKERS"]
        (self.compose / "secrets/gateway.key").unlink()
        missing("the secret gateway.key is missing")
