"""Where readings come from: an nvidia-smi that stays, or a dcgm-exporter beside this one."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace

from .inventory import Card, Inventory, read_cards
from .readings import DeviceReading, Reading
from .smi import Query, Unanswered, ask, negotiate

SILENCE_SECONDS = 10.0
INSTANCE_SECONDS = 5.0
OLDEST_PARENT_SECONDS = 5.0
BLOCK_SECONDS = 0.2
LONGEST_LINE = 65536
MOST_BYTES_A_SECOND = 1 << 20
MOST_GARBAGE_LINES = 20
LONGEST_WAIT = 30.0
MOST_DCGM_BYTES = 8 << 20


class Failures:
    """How often no reading came, by why."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = dict.fromkeys(("timeout", "garbage", "exit", "missing"), 0)

    def count(self, failed: Unanswered) -> None:
        print(f"sluice-node-exporter: {failed}", file=sys.stderr, flush=True)
        with self._lock:
            self._counts[failed.why] += 1

    def counts(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counts)


class Source:
    """Takes readings until it is told to stop, and begins anew after every failure, later each time."""

    def __init__(self, took: Callable[[Reading], None], failures: Failures) -> None:
        self.stopped = threading.Event()
        self._took = took
        self._failures = failures
        self._wait = 1.0

    def take(self, reading: Reading) -> None:
        self._wait = 1.0
        self._took(reading)

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self.session()
            except Unanswered as failed:
                self._failures.count(failed)
            except Exception as failed:  # whatever a source does, the exporter goes on answering
                self._failures.count(Unanswered("garbage", f"{type(failed).__name__}: {failed}"))
            self.stopped.wait(self._wait)
            self._wait = min(self._wait * 2, LONGEST_WAIT)

    def session(self) -> None:
        raise NotImplementedError


class NvidiaSmi(Source):
    """One nvidia-smi that prints a block a second to a terminal of its own, so that its lines come as they are written."""

    def __init__(self, program: str, inventory: Callable[[], Inventory], hurry: Callable[[], bool], took: Callable[[Reading], None], failures: Failures) -> None:
        """`hurry` tells whether a job has begun or ended just now, so that every second counts."""
        super().__init__(took, failures)
        self._program = program
        self._inventory = inventory
        self._hurry = hurry
        self._parents: dict[str, tuple[float, DeviceReading]] = {}
        self.process: int | None = None

    def watch_instances(self) -> None:
        """Readings of MIG instances, whose memory only -q -x tells: each has the time of its own answer."""
        asked = 0.0
        while not self.stopped.wait(1.0):
            if not self._inventory().has_instances() or (time.monotonic() - asked < INSTANCE_SECONDS and not self._hurry()):
                continue
            asked = time.monotonic()
            try:
                self._give_instances(read_cards(ask(self._program, "-q", "-x")[1]))
            except Unanswered as failed:
                self._failures.count(failed)
            except ValueError as failed:
                self._failures.count(Unanswered("garbage", str(failed)))

    def session(self) -> None:
        query = negotiate(self._program)
        pid, terminal = pty.fork()
        if pid == 0:
            _become([self._program, *query.arguments(), "--loop-ms=1000"])
        self.process = pid
        try:
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 4096, 0, 0))
            self._listen(terminal, query)
        finally:
            os.close(terminal)
            end(pid)
            self.process = None

    def _listen(self, terminal: int, query: Query) -> None:
        lines = _Lines(terminal)
        block: list[DeviceReading] = []
        began = heard = time.monotonic()
        at, garbage = 0.0, 0
        while not self.stopped.is_set():
            line = lines.next(BLOCK_SECONDS if block else 1.0)
            now = time.monotonic()
            if line is None:
                if block:
                    self._give(at, block)
                    block = []
                if now - heard > SILENCE_SECONDS:
                    raise Unanswered("timeout", f"nvidia-smi has said nothing of use for {now - heard:.0f} s")
                continue
            device = query.read(line)
            if device is None:
                garbage += bool(line.strip())
                if garbage > MOST_GARBAGE_LINES or now - heard > SILENCE_SECONDS:
                    raise Unanswered("garbage", f"nvidia-smi prints something else than readings: {line[:80]!r}")
                continue
            heard, garbage = now, 0
            if block and (now - began > 0.9 or any(device.uuid == other.uuid for other in block)):
                self._give(at, block)
                block = []
            if not block:
                at, began = time.time(), now
            block.append(device)

    def _give(self, at: float, block: list[DeviceReading]) -> None:
        """Whole GPUs as they are; of those that are split, what their instances repeat."""
        known = self._inventory()
        split = {device.uuid for device in known.devices if device.instance}
        whole: list[DeviceReading] = []
        for device in block:
            minor = next((d.minor for d in known.devices if d.uuid == device.uuid), device.gpu)
            device = replace(device, device=f"nvidia{minor}")
            if device.uuid in split:
                self._parents[device.uuid] = (time.monotonic(), device)
            else:
                whole.append(device)
        if whole:
            self.take(Reading(at, tuple(whole)))

    def _give_instances(self, cards: list[Card]) -> None:
        """As DCGM has it: temperature, power and clocks of the GPU; memory of the instance; utilisation not at all."""
        memory = {(card.uuid, told.id): told.memory for card in cards for told in card.instances}
        devices: list[DeviceReading] = []
        for known in self._inventory().devices:
            heard, parent = self._parents.get(known.uuid, (0.0, None))
            told = memory.get((known.uuid, known.instance))
            if parent is None or told is None or time.monotonic() - heard > OLDEST_PARENT_SECONDS:
                continue
            repeated = {name: value for name, value in parent.values.items() if "_FB_" not in name and not name.endswith("_UTIL")}
            devices.append(replace(parent, profile=known.profile, instance=known.instance, values=repeated | told))
        if devices:
            self.take(Reading(time.time(), tuple(devices)))


class _Lines:
    """Lines of a terminal, each bounded, and not more a second than any nvidia-smi prints."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._rest = b""
        self._second, self._bytes = 0, 0

    def next(self, seconds: float) -> str | None:
        """The next line, or None when none came in that time.

        :raises Unanswered: when the program ended or prints too much
        """
        until = time.monotonic() + seconds
        while b"\n" not in self._rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._terminal], [], [], left)[0]:
                return None
            self._rest += self._read()
            if len(self._rest) > LONGEST_LINE and b"\n" not in self._rest:
                raise Unanswered("garbage", "nvidia-smi printed a line that does not end")
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")

    def _read(self) -> bytes:
        try:
            heard = os.read(self._terminal, 65536)
        except OSError:
            heard = b""
        if not heard:
            raise Unanswered("exit", "nvidia-smi ended by itself")
        second = int(time.monotonic())
        self._bytes = len(heard) + (self._bytes if second == self._second else 0)
        self._second = second
        if self._bytes > MOST_BYTES_A_SECOND:
            raise Unanswered("garbage", "nvidia-smi prints without end")
        return heard


def _become(command: list[str]) -> None:
    try:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        os.execvp(command[0], command)
    finally:
        os._exit(127)


def end(pid: int) -> None:
    """Ends a program with all it started, at once."""
    for kill in (lambda: os.killpg(pid, signal.SIGKILL), lambda: os.kill(pid, signal.SIGKILL)):
        try:
            kill()
        except (ProcessLookupError, PermissionError):
            pass
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        pass


class Dcgm(Source):
    """A stock dcgm-exporter on this node, asked as often as a reading is kept."""

    def __init__(self, address: str, took: Callable[[Reading], None], failures: Failures) -> None:
        super().__init__(took, failures)
        self._address = address

    def session(self) -> None:
        while not self.stopped.is_set():
            try:
                with urllib.request.urlopen(self._address, timeout=4) as answer:
                    body = answer.read(MOST_DCGM_BYTES + 1)
            except TimeoutError as slow:
                raise Unanswered("timeout", f"{self._address} did not answer within 4 s") from slow
            except OSError as failed:
                raise Unanswered("missing", f"{self._address} does not answer: {failed}") from failed
            devices = read_dcgm(body.decode("utf-8", "replace"))
            if len(body) > MOST_DCGM_BYTES or not devices:
                raise Unanswered("garbage", f"{self._address} tells no readings")
            self.take(Reading(time.time(), devices))
            self.stopped.wait(INSTANCE_SECONDS)


_SAMPLE = re.compile(r'(DCGM_\w+)\{((?:\w+="(?:[^"\\]|\\.)*",?)*)\} (\S+)')
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}
LARGEST = 1e15  # DCGM's words for "not known" are larger, 2^63 - 14 among them


def read_dcgm(text: str) -> tuple[DeviceReading, ...]:
    """The devices of a dcgm-exporter's page; a series repeated for several jobs counts once, what is no number not at all."""
    devices: dict[tuple[str, str], DeviceReading] = {}
    for line in text.splitlines():
        found = _SAMPLE.fullmatch(line.strip())
        value = _number(found[3]) if found else None
        if found is None or value is None:
            continue
        labels = {key: re.sub(r"\\.", lambda e: _ESCAPES.get(e[0], e[0]), word) for key, word in _LABEL.findall(found[2])}
        uuid, instance = labels.get("UUID", ""), labels.get("GPU_I_ID", "")
        if not uuid:
            continue
        device = devices.setdefault((uuid, instance), DeviceReading(
            labels.get("gpu", ""), uuid, labels.get("GPU_I_PROFILE", ""), instance, labels.get("pci_bus_id", ""), labels.get("device", ""),
            labels.get("modelName", ""), labels.get("DCGM_FI_DRIVER_VERSION", ""), {}))
        device.values.setdefault(found[1], value)
    return tuple(devices.values())


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if abs(value) < LARGEST else None
