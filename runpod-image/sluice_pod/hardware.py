"""The GPUs of this pod in the words of gres.conf and of a node's definition."""

import re

from sluice_node.inventory import expand

# Of a product's name: NVIDIA A100-SXM4-80GB, NVIDIA H100 80GB HBM3, NVIDIA GeForce RTX 4090, Tesla V100-SXM2-16GB
_NOISE = {"nvidia", "tesla", "geforce", "quadro", "graphics"}


def type_of(model: str) -> str:
    """Slurm's type of a product: a100, h100, rtx4090; empty when the name tells none."""
    words = [word for word in re.split(r"[\s-]+", model.lower()) if word not in _NOISE]
    if words[:1] == ["rtx"] and len(words) > 1:
        words = [words[0] + words[1], *words[2:]]
    return words[0] if words and re.fullmatch(r"[a-z][a-z0-9]{0,15}", words[0]) else ""


def gres_conf(node: str, gpus: list[tuple[str, str]]) -> str:
    """Lines of gres.conf for the given (type, minor) of each GPU, in the order given."""
    return "".join(f"NodeName={node} Name=gpu {f'Type={kind} ' if kind else ''}File=/dev/nvidia{minor}\n" for kind, minor in gpus)


def is_given(node: str, conf: str) -> bool:
    """Whether lines of slurm.conf define the node beforehand as one that is started on demand: NodeName=e[1-4] State=CLOUD."""
    for line in conf.splitlines():
        words = {key.lower(): value for key, value in re.findall(r"(\w+)=(\S+)", line.split("#", 1)[0])}
        if words.get("state", "").upper() == "CLOUD" and node in expand(words.get("nodename", "")):
            return True
    return False


def definition(cores: int, memory: int, gpus: list[tuple[str, str]]) -> str:
    """What `slurmd -Z --conf` says of the node."""
    words = [f"CPUs={cores}", f"RealMemory={memory}"]
    counts: dict[str, int] = {}
    for kind, _ in gpus:
        counts[kind] = counts.get(kind, 0) + 1
    if counts:
        words.append("Gres=" + ",".join(f"gpu:{kind}:{count}" if kind else f"gpu:{count}" for kind, count in counts.items()))
    words.append("Feature=" + ",".join([kind for kind in counts if kind] or (["gpu"] if counts else ["cpu"])))
    return " ".join(words)
