"""The GPUs of this node, from the position in gres.conf to the UUID of the MIG instance."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Device:
    """A GPU or MIG instance; `position` is its place among gres.conf's GPUs, empty when gres.conf does not name it.

    `gpu` is the index nvidia-smi and DCGM use (PCI order), `minor` the N of /dev/nvidiaN; neither follows from the other.
    """

    gres: str
    type: str
    position: str
    minor: str
    gpu: str
    uuid: str
    profile: str
    instance: str
    mig_uuid: str
    pci_bus_id: str
    model: str
    memory_mib: str
    shards: bool = False


@dataclass(frozen=True)
class Inventory:
    """All devices of a node."""

    devices: tuple[Device, ...] = ()

    def at(self, position: str) -> Device | None:
        return next((device for device in self.devices if position and device.position == position), None)

    def has_instances(self) -> bool:
        return any(device.instance for device in self.devices)

    def to_json(self, life: str) -> str:
        return json.dumps({"version": 1, "life": life, "devices": [asdict(device) for device in self.devices]}, indent=1) + "\n"

    def to_map(self) -> str:
        """What sluice-hold reads: position, DCGM's index, UUID, MIG instance, MIG UUID, one device a line."""
        rows = ([d.position, d.gpu, d.uuid, d.instance, d.mig_uuid] for d in self.devices if d.position)
        return "".join(" ".join(word or "-" for word in row) + "\n" for row in rows)


def read_inventory(file: Path) -> Inventory:
    """The inventory a file holds; an empty one when there is none or it cannot be read."""
    try:
        return Inventory(tuple(Device(**device) for device in json.loads(file.read_text())["devices"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Inventory()


@dataclass
class Gres:
    """One position of gres.conf: its type, the files of its device, and whether shards of it are offered."""

    type: str
    files: list[str] = field(default_factory=list)
    shards: bool = False

    @property
    def minor(self) -> str:
        return next((number for file in self.files if (number := _number(file, "nvidia"))), "")

    @property
    def caps(self) -> list[str]:
        return [number for file in self.files if (number := _number(file, "nvidia-cap"))]


def _number(file: str, name: str) -> str:
    found = re.fullmatch(re.escape(name) + r"(\d+)", file.rsplit("/", 1)[-1])
    return found[1] if found else ""


def expand(files: str) -> list[str]:
    """File names of a list such as /dev/nvidia[0-1,3],/dev/nvidia7."""
    names: list[str] = []
    for word in re.findall(r"(?:[^,\[]|\[[^\]]*\])+", files):
        found = re.fullmatch(r"([^\[]*)\[([0-9,-]+)\]([^\[]*)", word)
        if not found:
            names.append(word)
            continue
        for part in found[2].split(","):
            first, _, last = part.partition("-")
            names += [f"{found[1]}{n:0{len(first)}d}{found[3]}" for n in range(int(first), int(last or first) + 1)]
    return names


def gres_from_slurmd(text: str) -> list[Gres]:
    """Positions as `slurmd -G` prints them (seen with 22.05): one line a file, so the one or two capabilities of a MIG
    instance that follow its GPU's own line under the same type belong to it."""
    found: list[Gres] = []
    sharded: set[str] = set()
    for line in text.splitlines():
        values = dict(re.findall(r"(\w+)=(\S+)", line))
        files = expand(values.get("File", "")) if values.get("File", "(null)") != "(null)" else []
        if values.get("Name") == "shard":
            sharded.update(files)
        if values.get("Name") != "gpu":
            continue
        kind = values.get("Type", "").replace("(null)", "")
        for file in files:
            before = found[-1] if found else None
            if _number(file, "nvidia-cap") and before and before.minor and before.type == kind and len(before.caps) < 2:
                before.files.append(file)
            else:
                found.append(Gres(kind, [file]))
    return _mark_shards(found, sharded, False)


def gres_from_conf(text: str, node: str) -> list[Gres]:
    """Positions as gres.conf lists them for this node."""
    found: list[Gres] = []
    sharded: set[str] = set()
    everywhere = False
    for line in text.splitlines():
        values = {key.lower(): value for key, value in re.findall(r"(\w+)=(\S+)", line.split("#", 1)[0])}
        if node not in expand(values.get("nodename", node)):
            continue
        files = expand(values.get("file", ""))
        if values.get("name") == "shard":
            sharded.update(files)
            everywhere = everywhere or not files
        elif values.get("name") == "gpu" and "multiplefiles" in values:
            found.append(Gres(values.get("type", ""), expand(values["multiplefiles"])))
        elif values.get("name") == "gpu":
            found += [Gres(values.get("type", ""), [file]) for file in files]
    return _mark_shards(found, sharded, everywhere)


def _mark_shards(found: list[Gres], sharded: set[str], everywhere: bool) -> list[Gres]:
    for gres in found:
        gres.shards = everywhere or any(file in sharded for file in gres.files)
    return found


@dataclass(frozen=True)
class Instance:
    """A MIG instance as nvidia-smi tells it; memory in MiB, None when it is not told."""

    index: str
    id: str
    memory: dict[str, float]


@dataclass(frozen=True)
class Card:
    """A GPU as `nvidia-smi -q -x` tells it; cards stand in nvidia-smi's order."""

    gpu: str
    uuid: str
    minor: str
    pci_bus_id: str
    model: str
    memory_mib: str
    instances: tuple[Instance, ...]


def read_cards(xml: str) -> list[Card]:
    """The GPUs of `nvidia-smi -q -x`.

    :raises ValueError: when the text is not what nvidia-smi prints
    """
    try:
        root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", xml, count=1))
    except ElementTree.ParseError as broken:
        raise ValueError(f"nvidia-smi -q -x printed no XML: {broken}") from broken
    if "<!ENTITY" in xml or root.tag != "nvidia_smi_log":
        raise ValueError("nvidia-smi -q -x printed something else than a log")
    return [_card(str(index), gpu) for index, gpu in enumerate(root.findall("gpu"))]


def _card(index: str, gpu: ElementTree.Element) -> Card:
    def told(path: str) -> str:
        text = (gpu.findtext(path) or "").strip()
        return "" if text in ("N/A", "None", "") or text.startswith("[") else text
    instances = tuple(Instance((mig.findtext("index") or "").strip(), (mig.findtext("gpu_instance_id") or "").strip(), _memory(mig))
                      for mig in gpu.findall("mig_devices/mig_device"))
    return Card(index, told("uuid"), told("minor_number"), gpu.get("id", ""), told("product_name"),
                told("fb_memory_usage/total").removesuffix(" MiB"), instances)


def _memory(mig: ElementTree.Element) -> dict[str, float]:
    memory = {}
    for kind in ("used", "free", "reserved", "total"):
        found = re.fullmatch(r"\s*(\d+(?:\.\d+)?) MiB\s*", mig.findtext(f"fb_memory_usage/{kind}") or "")
        if found:
            memory[f"DCGM_FI_DEV_FB_{kind.upper()}"] = float(found[1])
    return memory


def read_mig_names(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Profile and UUID of each MIG device by GPU UUID and MIG device index, as `nvidia-smi -L` lists them."""
    names: dict[tuple[str, str], tuple[str, str]] = {}
    uuid = ""
    for line in text.splitlines():
        if card := re.match(r"GPU \d+: .*\(UUID: (GPU-[\w-]+)\)", line):
            uuid = card[1]
        elif mig := re.match(r"\s+MIG (\S+)\s+Device\s+(\d+): \(UUID: (MIG-[\w/-]+)\)", line):
            names[uuid, mig[2]] = (mig[1], mig[3])
    return names


def read_mig_minors(text: str) -> dict[str, tuple[str, str]]:
    """GPU minor and MIG instance by the number of their /dev/nvidia-caps file, from /proc/driver/nvidia-caps/mig-minors."""
    return {found[3]: (found[1], found[2]) for found in re.finditer(r"^gpu(\d+)/gi(\d+)/access (\d+)$", text, re.MULTILINE)}


def join(gres: list[Gres], cards: list[Card], names: dict[tuple[str, str], tuple[str, str]], minors: dict[str, tuple[str, str]]) -> Inventory:
    """All devices: gres.conf's in its order, then what only nvidia-smi knows."""
    left = [_device(card, instance, names) for card in cards for instance in (card.instances or (None,))]
    devices: list[Device] = []
    for position, entry in enumerate(gres):
        fit = [d for d in left if _fits(entry, d, minors)]
        if fit:
            left.remove(fit[0])
        device = fit[0] if fit else Device("gpu", "", "", entry.minor, "", "", "", "", "", "", "", "")
        devices.append(Device(**{**asdict(device), "type": entry.type, "position": str(position), "shards": entry.shards}))
    return Inventory(tuple(devices + left))


def _fits(entry: Gres, device: Device, minors: dict[str, tuple[str, str]]) -> bool:
    """Whether gres.conf's entry means this device; an instance may be named by its capability's file alone."""
    if entry.minor and entry.minor != device.minor:
        return False
    if not device.instance:
        return bool(entry.minor) and not entry.caps
    known = [minors[cap] for cap in entry.caps if cap in minors]
    if known:
        return (device.minor, device.instance) in known
    return bool(entry.minor) and entry.type in ("", device.profile)


def _device(card: Card, instance: Instance | None, names: dict[tuple[str, str], tuple[str, str]]) -> Device:
    if instance is None:
        return Device("gpu", "", "", card.minor, card.gpu, card.uuid, "", "", "", card.pci_bus_id, card.model, card.memory_mib)
    profile, uuid = names.get((card.uuid, instance.index), ("", ""))
    total = instance.memory.get("DCGM_FI_DEV_FB_TOTAL")
    return Device("gpu", "", "", card.minor, card.gpu, card.uuid, profile, instance.id, uuid, card.pci_bus_id, card.model,
                  "" if total is None else f"{total:g}")
