"""Terraform as a program: every run has a deadline, and the key reaches it by the environment alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterable

LOCK = "-lock-timeout=60s"
GRACE = 60.0


class TerraformFailed(Exception):
    """Terraform ended badly; the message is its own first error."""


class TerraformMissing(Exception):
    def __init__(self, program: str) -> None:
        super().__init__(f"{program} is not installed. Install Terraform >= 1.6 or OpenTofu, or name the program in TERRAFORM.")


@dataclass(frozen=True)
class Change:
    """What a plan would do to one resource."""

    address: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """What an apply tells while it runs: `started`, `goes on`, `done` or `failed`."""

    address: str
    action: str
    what: str


class Terraform:
    """One environment's directory."""

    def __init__(self, directory: Path, program: str = "", deadline: float = 1800.0, held: Iterable[int] = ()) -> None:
        self._directory, self._deadline, self._held = directory, deadline, tuple(held)
        self._program = program or os.environ.get("TERRAFORM") or "terraform"

    def require(self) -> None:
        if shutil.which(self._program) is None:
            raise TerraformMissing(self._program)

    def init(self, again: bool = False) -> None:
        self.require()
        if again or not (self._directory / ".terraform").exists():
            self._run(["init", "-input=false", "-no-color"])

    def plan(self, file: Path, destroy: Iterable[str] | None = None, show: bool = False) -> list[Change]:
        """Writes a plan; `destroy` plans the end of these addresses (of everything, where it is empty) and nothing else."""
        words = ["plan", "-input=false", "-no-color", LOCK, f"-out={file}"]
        if destroy is not None:
            words += ["-destroy", *[f"-target={address}" for address in destroy]]
        text = self._run(words)
        if show:
            print(text)
        told = json.loads(self._run(["show", "-json", str(file)]))
        return [
            Change(change["address"], tuple(change["change"]["actions"]))
            for change in told.get("resource_changes", [])
            if change.get("mode") == "managed" and change["change"]["actions"] != ["no-op"]
        ]

    def apply(self, file: Path, hear: Callable[[Event], None] = lambda event: None) -> None:
        """Carries out a written plan and tells what happens."""
        errors: list[str] = []

        def line(text: str) -> None:
            try:
                told = json.loads(text)
            except ValueError:
                return
            if told.get("type") == "diagnostic" and told["diagnostic"].get("severity") == "error":
                diagnostic = told["diagnostic"]
                errors.append(". ".join(part for part in (diagnostic.get("summary"), diagnostic.get("detail")) if part))
            event = _event(told)
            if event is not None:
                hear(event)

        status = self._stream(["apply", "-input=false", "-json", LOCK, str(file)], line)
        if status != 0:
            raise TerraformFailed(_one_line(errors[0] if errors else f"terraform apply ended with status {status}"))

    def adopt(self, address: str, id_: str) -> None:
        """Takes a thing that exists into the state."""
        self._run(["import", "-input=false", "-no-color", LOCK, address, id_])

    def forget(self, address: str) -> None:
        self._run(["state", "rm", LOCK, address])

    def ids(self) -> dict[str, str]:
        """The ids of what stands in the state, by address."""
        found: dict[str, str] = {}

        def walk(module: dict[str, Any]) -> None:
            for resource in module.get("resources", []):
                if resource.get("mode") == "managed":
                    found[resource["address"]] = str(resource["values"].get("id"))
            for child in module.get("child_modules", []):
                walk(child)

        walk((json.loads(self._run(["show", "-json"])).get("values") or {}).get("root_module", {}))
        return found

    def outputs(self) -> dict[str, Any]:
        return {name: output["value"] for name, output in json.loads(self._run(["output", "-json"])).items()}

    def refresh(self) -> None:
        self._run(["apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color", LOCK])

    def _run(self, words: list[str]) -> str:
        read: list[str] = []
        errors: list[str] = []
        status = self._stream(words, read.append, errors.append)
        if status != 0:
            raise TerraformFailed(_first_error("".join(errors) or "".join(read), words[0]))
        return "".join(read)

    def _stream(self, words: list[str], line: Callable[[str], None], error: Callable[[str], None] = lambda text: None) -> int:
        self.require()
        process = subprocess.Popen(
            [self._program, *words],
            cwd=self._directory,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,  # a Ctrl-C at our terminal must not cut it off between creating and writing down
            pass_fds=self._held,  # whoever holds the lock is at work as long as this process lives
        )
        over = threading.Timer(self._deadline, lambda: process.send_signal(signal.SIGINT))
        late = threading.Timer(self._deadline + GRACE, process.kill)
        reader = threading.Thread(target=lambda: [error(text) for text in process.stderr], daemon=True)  # type: ignore[union-attr]
        for thread in (over, late):
            thread.daemon = True
        with process:
            for thread in (over, late, reader):
                thread.start()
            try:
                for text in process.stdout:  # type: ignore[union-attr]
                    line(text)
                reader.join()
                return process.wait()
            finally:
                over.cancel()
                late.cancel()
                _let_end(process)


def _let_end(process: subprocess.Popen[str]) -> None:
    """Where we are ended before it: it begins nothing more, ends what it is at and writes it down."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()


def _environment() -> dict[str, str]:
    """Ours, without what would change the words or the variables behind our back."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TF_CLI_ARGS", "TF_VAR_", "TF_LOG"))}
    return {**kept, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}


def _event(told: dict[str, Any]) -> Event | None:
    what = {"apply_start": "started", "apply_progress": "goes on", "apply_complete": "done", "apply_errored": "failed"}.get(told.get("type", ""))
    hook = told.get("hook") or {}
    if what is None or not hook.get("resource"):
        return None
    return Event(hook["resource"].get("addr", ""), hook.get("action", ""), what)


def _first_error(text: str, verb: str) -> str:
    """Terraform frames its errors; the first one without its frame."""
    lines = [line.strip("│╷╵ \t") for line in text.splitlines()]
    for position, line in enumerate(lines):
        if line.startswith("Error:"):
            rest = [more for more in lines[position + 1 :] if more and not more.startswith(("on ", "with ", "Error:"))]
            return _one_line(f"{line.removeprefix('Error:').strip()}. {' '.join(rest[:6])}")
    return _one_line(f"terraform {verb} failed: {' '.join(line for line in lines if line)[-300:]}")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:600].rstrip(". ") + "."
