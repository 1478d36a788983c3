"""What REST v2 refuses of a request's body, as its OpenAPI document says; the fake API asks here.

422 names each field that is wrong, 400 is for what the fields say together.
"""

from __future__ import annotations

import re
from typing import Any

CONTAINER = {"args", "disk", "env", "image", "ports"}
CREATED = CONTAINER | {"name", "dataCenterIds", "mounts", "startJupyter", "startSsh"}
POD = CREATED | {"registry", "cloud", "cpu", "globalNetworking", "gpu", "templateId"}
POD_CHANGES = CONTAINER | {"registry", "globalNetworking", "locked", "mounts", "name", "templateId"}
CLUSTER = CREATED | {"compute", "type"}
CLUSTER_TYPES = ("APPLICATION", "TRAINING", "SLURM", "RAY")
VOLUME = {"name", "size", "dataCenter", "type"}
# RunPod's page on environment variables
MOST_VARIABLES = 50


class Problem(Exception):
    """An answer of RFC 9457."""

    def __init__(self, status: int, title: str, detail: str, errors: list[str] | None = None) -> None:
        self.status = status
        self.body: dict[str, Any] = {"title": title, "status": status, "detail": detail}
        if errors:
            self.body["errors"] = errors


def bad(detail: str) -> Problem:
    return Problem(400, "Bad Request", detail)


def new_pod(body: Any) -> None:
    _require(body, [*_only(body, POD), *_name(body), *_container(body), *_mounts(body), *_gpu(body.get("gpu"))])
    if not body.get("image") and not body.get("templateId"):
        _require(body, ["/image: is required"])
    if ("gpu" in body) == ("cpu" in body):
        raise bad("exactly one of gpu and cpu must be set")
    if body.get("globalNetworking") and "cpu" in body:
        raise bad("global networking is for NVIDIA GPU pods")
    if body.get("gpu", {}).get("minCudaVersion") and body["gpu"].get("allowedCudaVersions"):
        raise bad("minCudaVersion and allowedCudaVersions exclude each other")


def changed_pod(pod: dict[str, Any], body: Any) -> None:
    _require(body, [*_only(body, POD_CHANGES), *_container(body), *_mounts(body)])
    if "cluster" in pod:
        raise Problem(409, "Conflict", "the pod belongs to a cluster")
    network = body.get("mounts", {}).get("network")
    if network == []:
        raise bad("mounts cannot be cleared")
    for kind in body.get("mounts", {}):
        if kind not in pod["mounts"]:
            raise bad(f"mounts.{kind} was not there when the pod was made")
    if network and network[0]["volumeId"] != pod["mounts"]["network"][0]["volumeId"]:
        raise bad("the volume of a pod cannot be changed")


def new_cluster(body: Any) -> None:
    errors = [*_only(body, CLUSTER), *_name(body), *_container(body), *_mounts(body)]
    compute = body.get("compute")
    if not isinstance(compute, dict) or set(compute) != {"gpuTypeId", "gpuCountPerPod", "podCount"}:
        errors.append("/compute: must have gpuTypeId, gpuCountPerPod and podCount")
    else:
        errors += _whole(compute, "gpuCountPerPod", 1, 1000) + _whole(compute, "podCount", 2, 250)
    if body.get("type") not in CLUSTER_TYPES:
        errors.append(f"/type: must be one of {', '.join(CLUSTER_TYPES)}")
    _require(body, errors)


def renamed_cluster(body: Any) -> None:
    _require(body, [*_only(body, {"name"}), *_name(body)])


def new_volume(body: Any) -> None:
    errors = [*_only(body, VOLUME), *_name(body), *_whole(body, "size", 10, 4096)]
    if not body.get("dataCenter"):
        errors.append("/dataCenter: is required")
    if body.get("type", "STANDARD") not in ("STANDARD", "HIGH_PERFORMANCE"):
        errors.append("/type: must be STANDARD or HIGH_PERFORMANCE")
    _require(body, errors)


def changed_volume(volume: dict[str, Any], body: Any) -> None:
    _require(body, [*_only(body, {"name", "size"}), *(_whole(body, "size", 10, 4096) if "size" in body else [])])
    if body.get("size", volume["size"]) < volume["size"]:
        raise bad("a network volume cannot shrink")


def _require(body: Any, errors: list[str]) -> None:
    if errors:
        raise Problem(422, "Unprocessable Entity", "Request validation failed.", errors)


def _only(body: Any, allowed: set[str]) -> list[str]:
    if not isinstance(body, dict):
        raise bad("the body is not an object")
    return [f"/{name}: unknown property" for name in sorted(set(body) - allowed)]


def _name(body: dict[str, Any]) -> list[str]:
    return [] if isinstance(body.get("name"), str) and body["name"] else ["/name: is required"]


def _whole(values: dict[str, Any], name: str, least: int, most: int) -> list[str]:
    value = values.get(name)
    return [] if type(value) is int and least <= value <= most else [f"/{name}: must be a whole number from {least} to {most}"]


def _container(body: dict[str, Any]) -> list[str]:
    errors = [f"/{name}: must be a text" for name in ("args", "image") if not isinstance(body.get(name, ""), str)]
    if "disk" in body:
        errors += _whole(body, "disk", 1, 100_000)
    variables = body.get("env", {})
    if not isinstance(variables, dict) or not all(isinstance(value, str) for value in variables.values()):
        errors.append("/env: must be texts by their names")
    elif len(variables) > MOST_VARIABLES:
        errors.append(f"/env: at most {MOST_VARIABLES} variables")
    ports = body.get("ports", [])
    if not isinstance(ports, list) or not all(isinstance(port, str) and re.fullmatch(r"\d{1,5}/(tcp|http)", port) for port in ports):
        errors.append("/ports: must be like 22/tcp")
    return errors


def _mounts(body: dict[str, Any]) -> list[str]:
    mounts = body.get("mounts", {})
    if not isinstance(mounts, dict) or set(mounts) - {"persistent", "network"}:
        return ["/mounts: must have persistent or network"]
    if len(mounts) == 2:
        raise bad("persistent and network exclude each other")
    network = mounts.get("network", [])
    if len(network) > 1 or any(set(mount) != {"volumeId", "path"} for mount in network):
        return ["/mounts/network: must be one volumeId with its path"]
    return []


def _gpu(gpu: Any) -> list[str]:
    if gpu is None:
        return []
    errors = [f"/gpu/{name}: unknown property" for name in sorted(set(gpu) - {"id", "count", "allowedCudaVersions", "minCudaVersion"})]
    for version in [*gpu.get("allowedCudaVersions", []), gpu.get("minCudaVersion", "1.0")]:
        if not re.fullmatch(r"\d+\.\d+", version):
            errors.append("/gpu: a CUDA version is major.minor")
    return errors
