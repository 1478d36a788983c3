"""How vLLM is started for the assistant's model."""

import re
from collections.abc import Mapping
from pathlib import Path


class BadModel(Exception):
    """A setting of the model is wrong; the words say which and what to do."""


def command(environment: Mapping[str, str], port: int) -> list[str]:
    """
    :raises BadModel: when a setting is wrong
    """
    model = environment.get("SLUICE_MODEL", "")
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*|/[\w./-]+", model):
        raise BadModel(f"SLUICE_MODEL is {model!r}; give OWNER/NAME, such as nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16, or a directory")
    words = ["/opt/vllm/bin/vllm", "serve", model, "--host", "127.0.0.1", "--port", str(port),
             "--max-model-len", str(_number(environment, "SLUICE_MODEL_LENGTH", 65536)), "--max-num-seqs", str(_number(environment, "SLUICE_MODEL_SEQUENCES", 8)),
             "--tensor-parallel-size", "1", "--enable-auto-tool-choice"]
    if "nemotron-3" in model.lower():
        words += ["--trust-remote-code", "--async-scheduling", "--mamba-ssm-cache-dtype", "float32", "--tool-call-parser", "qwen3_coder", "--reasoning-parser", "nemotron_v3"]
    else:
        parser = environment.get("SLUICE_MODEL_TOOL_PARSER", "")
        if not re.fullmatch(r"[a-z0-9_]+", parser):
            raise BadModel(f"set SLUICE_MODEL_TOOL_PARSER to vLLM's --tool-call-parser for {model}")
        words += ["--tool-call-parser", parser]
    return words


def environment(given: Mapping[str, str], key: str, token: str, cache: Path) -> dict[str, str]:
    """
    :raises BadModel: when there is no key
    """
    if len(key) < 16:
        raise BadModel("the model's key is shorter than 16 characters; give a longer SLUICE_MODEL_API_KEY, or leave it out and one is made")
    kept = {name: value for name, value in given.items() if name in ("PATH", "LANG", "LD_LIBRARY_PATH") or name.startswith(("CUDA_", "NVIDIA_"))}
    own = {"HOME": str(cache), "HF_HOME": str(cache), "VLLM_API_KEY": key, "CUDA_DEVICE_ORDER": "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES": str(_number(given, "SLUICE_MODEL_GPU", 0, 0)),
           "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}
    return kept | own | ({"HF_TOKEN": token} if token else {})


def _number(given: Mapping[str, str], name: str, otherwise: int, least: int = 1) -> int:
    word = given.get(name, "") or str(otherwise)
    if not (word.isascii() and word.isdigit() and int(word) >= least):
        raise BadModel(f"{name} is {word!r}; give a whole number")
    return int(word)
