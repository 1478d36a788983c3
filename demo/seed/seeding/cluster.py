"""The cluster's own commands, run on the head as the person whose they are."""

from __future__ import annotations

import os
import pwd
import subprocess
import time


class Refused(Exception):
    """A command of Slurm did not do what it was asked; the message has its words."""


class Cluster:
    def __init__(self, instance: dict[str, str]) -> None:
        self._instance = instance

    def run(self, login: str, *command: str, script: str = "") -> str:
        user = pwd.getpwnam(self._instance[f"user.{login}"])
        done = subprocess.run(
            command,
            input=script,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            cwd=user.pw_dir,
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=os.getgrouplist(user.pw_name, user.pw_gid),
            env={
                "HOME": user.pw_dir,
                "USER": user.pw_name,
                "SHELL": user.pw_shell,
                "SLURM_CONF": self._instance["slurm.conf"],
                "PATH": f"{self._instance['programs']}:/usr/local/bin:/usr/bin:/bin",
            },
        )
        if done.returncode:
            raise Refused(f"{' '.join(command)} as {login}: {(done.stderr or done.stdout).strip()}")
        return done.stdout.strip()

    def submit(self, login: str, *options: str, script: str) -> str:
        return self.run(login, "sbatch", "--parsable", *options, script=script)

    def await_state(self, jobs: list[str], seconds: float, *states: str) -> None:
        """Until each of the jobs is in one of the states, or in none of the queue's any more."""
        until = time.monotonic() + seconds
        waiting = list(jobs)
        while waiting:
            waiting = [job for job in waiting if self._state(job) not in states]
            if waiting and time.monotonic() > until:
                raise Refused(f"the jobs {', '.join(waiting)} were not {' or '.join(states)} within {seconds:.0f} s")
            time.sleep(1)

    def _state(self, job: str) -> str:
        return self.run("olga", "squeue", "--noheader", "--states=all", f"--jobs={job}", "--format=%T")
