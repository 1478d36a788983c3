"""What a node can keep of Slurm's promises, by how it is configured and what it is allowed to do."""

import json
import re
from dataclasses import dataclass, field

SYS_PTRACE = 19  # capability(7)


@dataclass(frozen=True)
class Facts:
    """Slurm's settings by their names in small letters; bits of this process's capabilities; None is not known."""

    settings: dict[str, str] = field(default_factory=dict)
    cgroup_settings: dict[str, str] = field(default_factory=dict)
    capabilities: int | None = None
    cgroups_writable: bool | None = None
    home_is_shared: bool | None = None


def read_settings(text: str) -> dict[str, str]:
    """Of slurm.conf, cgroup.conf or `scontrol show config`: name=value or name = value, a line each."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        setting = re.fullmatch(r"\s*(\w+)\s*=\s*(.*?)\s*", line.split("#", 1)[0])
        if setting:
            found[setting[1].lower()] = setting[2]
    return found


def capabilities(facts: Facts) -> dict[str, str]:
    """By name, how it is kept: `unknown` where nothing says."""
    return {
        "memory_limits": _memory(facts),
        "gpu_isolation": _by_cgroup(facts, "constraindevices", "devices", "variable"),
        "core_limits": _by_cgroup(facts, "constraincores", "cgroup", "none"),
        "process_tracking": _tracking(facts),
        "memory_figures": _ptrace(facts),
        "cgroups": {True: "writable", False: "read_only", None: "unknown"}[facts.cgroups_writable],
        "home": {True: "shared", False: "local", None: "unknown"}[facts.home_is_shared],
    }


def _memory(facts: Facts) -> str:
    constrained = _by_cgroup(facts, "constrainramspace", "kernel", "none")
    if constrained != "none":
        return constrained
    return "OverMemoryKill" if "overmemorykill" in facts.settings.get("jobacctgatherparams", "").lower() else "none"


def _by_cgroup(facts: Facts, setting: str, kept: str, otherwise: str) -> str:
    plugin = facts.settings.get("taskplugin")
    if plugin is None:
        return "unknown"
    if "task/cgroup" not in plugin.split(","):
        return otherwise
    value = facts.cgroup_settings.get(setting)
    return "unknown" if value is None else kept if value.lower() == "yes" else otherwise


def _tracking(facts: Facts) -> str:
    plugin = facts.settings.get("proctracktype")
    return "unknown" if plugin is None else "cgroup" if plugin == "proctrack/cgroup" else "parents"


def _ptrace(facts: Facts) -> str:
    """slurmd reads /proc/PID/io and smaps of other people's processes, which wants CAP_SYS_PTRACE."""
    if facts.capabilities is None:
        return "unknown"
    return "readable" if facts.capabilities >> SYS_PTRACE & 1 else "unreadable"


def to_json(node: str, told: dict[str, str]) -> str:
    return json.dumps({"version": 1, "node": node, "capabilities": told}, indent=1) + "\n"
