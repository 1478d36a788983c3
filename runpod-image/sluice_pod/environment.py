"""Which variables of a pod's environment may be seen by everybody in it, and which are secrets that belong in files."""

import re
from collections.abc import Mapping
from pathlib import Path

# Passed on. RunPod's start script writes all it gets to a file that every user of the pod may read.
_KNOWN = re.compile(
    r"(PATH|HOME|HOSTNAME|PWD|LANG|LC_\w+|TZ|TERM|SHLVL|ROLE|LD_LIBRARY_PATH|LIBRARY_PATH|DEBIAN_FRONTEND|PYTHONUNBUFFERED"
    r"|(RUNPOD|CUDA|NVIDIA|NV|NCCL|PYTORCH|TORCH|SLUICE)_\w+|(NUM|NODE|PRIMARY|MASTER|HOST_NODE)_\w+|WORLD_SIZE)"
)
# Never passed on, whatever they begin with. A person's SSH key or Jupyter's password would open a root shell beside Sluice's rules,
# and root of any pod is an administrator of the cluster: they are taken out too.
_SECRET = re.compile(r"(?i)(\w*(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)\w*|\w*_AUTH|JUPYTER_\w*)")

# A secret that was given as a variable all the same is kept in this file; others are dropped.
FILES = {
    "SLUICE_MUNGE_KEY": "munge-key",
    "SLUICE_MODEL_API_KEY": "model-api-key",
    "HF_TOKEN": "hf-token",
    "PUBLIC_KEY": "root-authorized-keys",
}


def is_secret(name: str) -> bool:
    return _SECRET.fullmatch(name) is not None


def passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that the pod's programs may have."""
    return {name: value for name, value in environment.items() if _KNOWN.fullmatch(name) and not is_secret(name)}


def secrets_of(environment: Mapping[str, str]) -> dict[str, str]:
    """Contents by file name, of the secrets that have one."""
    return {file: environment[name] for name, file in FILES.items() if environment.get(name)}


def left_in(environment: Mapping[str, str]) -> list[str]:
    """Names of the secrets that are still there."""
    return sorted(name for name, value in environment.items() if value and is_secret(name))


def names_in(file: Path) -> list[str]:
    """The variables that a file of `export NAME=...` lines sets, such as /etc/rp_environment."""
    try:
        text = file.read_text("utf-8", "replace")
    except FileNotFoundError:
        return []
    return re.findall(r"^(?:export\s+)?([A-Za-z_]\w*)=", text, re.MULTILINE)
