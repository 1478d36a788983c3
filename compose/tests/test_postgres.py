"""The script that the database's image runs once, on a new PostgreSQL of Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "postgres" / "10-portal.sh"
DEADLINE = 120


class PostgresTests(unittest.TestCase):
    def setUp(self) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        assert programs, "PostgreSQL is missing: demo/sluice-demo install portal"
        self.programs = programs[-1]
        self.place = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.place)
        # PostgreSQL refuses to run as root, and so does the container.
        self.user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        if self.user:
            os.chown(self.place, 65534, 65534)
        (self.place / "password").write_text("it's a 'quoted' secret")
        (self.place / "10-portal.sh").write_text(SCRIPT.read_text().replace("/run/secrets/portal-database-password", f"{self.place}/password"))
        for file in self.place.iterdir():
            file.chmod(0o644)
        self.run_it(self.programs / "initdb", "--username=postgres", "--auth=trust", "--no-sync", "-D", self.place / "data")
        (self.place / "data" / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        self.server("start", "-w", "-l", self.place / "log", "-o", f"-c listen_addresses='' -k {self.place}")
        self.addCleanup(self.server, "stop", "-m", "immediate")

    def server(self, *words: object) -> None:
        # Not captured: the server would keep the pipe open for as long as it lives.
        subprocess.run([*self.user, self.programs / "pg_ctl", "-D", self.place / "data", *words], check=True, stdout=subprocess.DEVNULL, timeout=DEADLINE, cwd="/")

    def run_it(self, *words: object, **environment: str) -> str:
        run = subprocess.run([*self.user, *words], env={**os.environ, "PGHOST": str(self.place), **environment}, capture_output=True, text=True, timeout=DEADLINE, cwd="/")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout.strip()

    def ask(self, user: str, database: str, query: str, **environment: str) -> str:
        return self.run_it("psql", "--no-psqlrc", "-tA", "--set", "ON_ERROR_STOP=1", "-U", user, "-d", database, "-c", query, **environment)

    def test_the_portal_gets_a_database_of_its_own_and_nothing_else(self) -> None:
        self.run_it("bash", self.place / "10-portal.sh", POSTGRES_USER="postgres")
        password = {"PGPASSWORD": "it's a 'quoted' secret"}
        self.assertEqual(self.ask("sluice", "sluice", "create table t (a int); select current_user", **password).splitlines()[-1], "sluice")
        self.assertEqual(self.ask("postgres", "postgres", "select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = 'sluice'"), "f")
        refused = subprocess.run(
            ["psql", "--no-psqlrc", "-h", self.place, "-U", "sluice", "-d", "postgres", "-c", "select 1"],
            env={**os.environ, **password}, capture_output=True, text=True, timeout=DEADLINE, cwd="/",
        )  # fmt: skip
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("permission denied", refused.stderr)
