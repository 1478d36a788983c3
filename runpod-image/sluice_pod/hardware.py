"""The GPUs of this pod in the words of gres.conf and of a node's definition."""

import re
from collections.abc import Iterator

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
    return any(node in names for names, _ in _given(conf))


def expected_gres_conf(conf: str) -> str:
    """Lines of gres.conf for the GPUs that nodes started on demand will have, as far as slurm.conf tells: as many as Gres says,
    numbered from 0. slurmctld has to know how many there are before such a node is given to a job; where their device files
    have other numbers is told by the worker when it comes. ValueError names what is not understood."""
    return "".join(gres_conf(node, _expected(gres)) for names, gres in _given(conf) for node in names)


def _given(conf: str) -> Iterator[tuple[list[str], str]]:
    """Names and Gres of each line that defines nodes started on demand."""
    for line in conf.splitlines():
        words = {key.lower(): value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|\S+)', line.split("#", 1)[0])}
        if words.get("state", "").upper() == "CLOUD":
            yield expand(words.get("nodename", "")), words.get("gres", "")


def _expected(gres: str) -> list[tuple[str, str]]:
    """Type and number of each GPU of a Gres such as gpu:a100:2, gpu:4 or gpu:a100:no_consume:2(S:0)."""
    kinds: list[str] = []
    for word in re.findall(r"(?:[^,(]|\([^)]*\))+", gres):
        found = re.fullmatch(r"gpu(?::([a-z][a-z0-9_-]*?))??(?::no_consume)?(?::([0-9]+))?(?:\(.*\))?", word, re.IGNORECASE)
        if found:
            kinds += [found[1] or ""] * int(found[2] or 1)
        elif word.lower().startswith("gpu"):
            raise ValueError(f"{word!r} in Gres={gres}: write gpu:TYPE:COUNT")
    return [(kind, str(number)) for number, kind in enumerate(kinds)]


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
