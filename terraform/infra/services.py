"""Tells the service plane in compose/ where the head is, and starts it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Callable

from .commands import Commands, Stopped
from .plans import write_text

UP_SECONDS = 2000.0
HOST_KEY = re.compile(r"ssh-ed25519 [A-Za-z0-9+/]{68}={0,2}(?![A-Za-z0-9+/=])")


class Services:
    """The directory compose/ with its settings and secrets."""

    def __init__(self, compose: Path, say: Callable[[str], None] = print) -> None:
        self._compose, self._say = compose, say

    def point_at(self, commands: Commands) -> None:
        """Writes the head's address and its pinned key. The key comes from the pod's log, which only the account can read."""
        host, port = commands.head_ssh()
        key = self._host_key(commands)
        config = self._compose / "config"
        config.mkdir(exist_ok=True)
        write_text(config / "known_hosts", f"[{host}]:{port} {key}\n")
        write_text(config / "cluster.env", f"SLUICE_CLUSTER_HOST={host}\nSLUICE_CLUSTER_PORT={port}\nSLUICE_NODES_NETWORK={commands.network()}\n")
        self._say(f"compose/config tells the portal that the head is {host} port {port}.")

    def up(self) -> None:
        """compose/up looks whether everything is there, and says what is missing."""
        try:
            done = subprocess.run([str(self._compose / "up")], timeout=UP_SECONDS, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            raise Stopped(f"compose/up did not end within {UP_SECONDS:.0f} s; `docker compose ps` says what does not come up.") from None
        if done.returncode != 0:
            raise Stopped("The services were not started; what is missing stands above.")
        self._say("Every service is healthy.")

    def _host_key(self, commands: Commands) -> str:
        given = os.environ.get("HOST_KEY", "").strip()
        if given:
            if not HOST_KEY.fullmatch(given):
                raise Stopped("HOST_KEY must be a public key as in sluice/etc/host_ed25519.pub on the volume: ssh-ed25519 BASE64, without a comment.")
            return given
        found = {match.group() for line in commands.head_log() for match in HOST_KEY.finditer(line) if "host key" in line.lower()}
        if len(found) == 1:
            return found.pop()
        raise Stopped(
            "The head's host key is not in its pod's log, and a key that anybody on the way could have sent is not pinned. "
            "Read it in RunPod's web terminal (cat /workspace/sluice/etc/host_ed25519.pub) and give it: HOST_KEY='ssh-ed25519 AAAA...' make services-up"
        )
