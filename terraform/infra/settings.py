"""What an environment is made of, read from the same JSON variables that Terraform reads."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NODE_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
# Slurm's ClusterName, and what the pods' names begin with: without "-", so that no name begins with another and "-".
NAME = re.compile(r"[a-z][a-z0-9_]{0,20}")
# What the image calls the head.
NOT_WORKERS = ("head", "sluice-head")
RUNNING = "running.auto.tfvars.json"


class SettingsWrong(Exception):
    """The variables cannot be used; the message says which and what to write."""


@dataclass(frozen=True)
class Kind:
    """A sort of worker: what people read, and the GPU models that will do, the wanted one first."""

    id: str
    title: str
    gpus: tuple[str, ...]
    count: int
    disk: int


@dataclass(frozen=True)
class Head:
    gpu: str
    count: int
    disk: int


@dataclass(frozen=True)
class Settings:
    """One environment: `directory` is where Terraform runs."""

    directory: Path
    name: str
    cloud: str
    data_center: str
    volume_size: int
    volume_type: str
    head: Head | None
    kinds: dict[str, Kind]
    workers: dict[str, Kind]
    cluster: Kind | None
    cluster_pods: int

    def pod_name(self, node: str) -> str:
        """The pod of a node; the head's pod is that of the node `head`."""
        return f"{self.name}-{node}"

    def address(self, node: str) -> str:
        """Terraform's address of a worker's pod."""
        return f'module.workers.runpod_pod.worker["{node}"]'


def read(directory: Path) -> Settings:
    """The settings of an environment's directory, from `terraform.tfvars.json`."""
    file = directory / "terraform.tfvars.json"
    try:
        values = json.loads(file.read_text())
    except FileNotFoundError:
        raise SettingsWrong(f"{file} is missing. Copy example.tfvars.json of the same directory to it and edit it.") from None
    except (OSError, ValueError) as broken:
        raise SettingsWrong(f"{file} cannot be read as JSON: {broken}.") from None
    if not isinstance(values, dict):
        raise SettingsWrong(f"{file} must be one JSON object.")
    return of(file, values)


def of(file: Path, values: dict[str, Any]) -> Settings:
    """The settings that are written so in a file."""
    return _Reader(file, values).settings()


class _Reader:
    def __init__(self, file: Path, values: dict[str, Any]) -> None:
        self._file, self._values = file, values

    def settings(self) -> Settings:
        name = self._text(self._values, "name", "name")
        if not NAME.fullmatch(name):
            raise self._wrong("name", "must be small letters, digits and '_', at most 21, and begin with a letter: it is Slurm's ClusterName too")
        kinds = {id_: self._kind(id_, value) for id_, value in self._object("kinds").items()}
        workers = {}
        for node, kind in self._object("workers").items():
            if not NODE_NAME.fullmatch(node) or node in NOT_WORKERS:
                raise self._wrong(f"workers.{node}", "is not a node name of slurm.conf: small letters, digits and '-', neither head nor sluice-head")
            if kind not in kinds:
                raise self._wrong(f"workers.{node}", f"names the kind {kind}, which is not in kinds; known are: {', '.join(kinds) or 'none'}")
            workers[node] = kinds[kind]
        head, cluster = self._values.get("head"), self._values.get("cluster")
        return Settings(
            directory=self._file.parent,
            name=name,
            cloud=self._text(self._values, "cloud", "cloud", "SECURE"),
            data_center=self._text(self._values, "data_center", "data_center"),
            volume_size=self._number(self._values, "volume_size", "volume_size", 10, 200),
            volume_type=self._text(self._values, "volume_type", "volume_type", "STANDARD"),
            head=None if head is None else self._head(head),
            kinds=kinds,
            workers=workers,
            cluster=None if cluster is None else self._kind("cluster", cluster),
            cluster_pods=0 if cluster is None else self._number(cluster, "pods", "cluster.pods", 2),
        )

    def _head(self, value: Any) -> Head:
        if not isinstance(value, dict):
            raise self._wrong("head", "must be an object with gpu, count and disk")
        return Head(
            self._text(value, "gpu", "head.gpu"),
            self._number(value, "count", "head.count", 1, 1),
            self._number(value, "disk", "head.disk", 10, 50),
        )

    def _kind(self, id_: str, value: Any) -> Kind:
        if not isinstance(value, dict):
            raise self._wrong(f"kinds.{id_}", "must be an object with title, gpus and count")
        gpus = value.get("gpus")
        if not isinstance(gpus, list) or not gpus or not all(isinstance(gpu, str) and gpu for gpu in gpus):
            raise self._wrong(f"kinds.{id_}.gpus", "must list at least one GPU of the catalogue, the wanted one first")
        return Kind(
            id_,
            self._text(value, "title", f"kinds.{id_}.title", id_),
            tuple(gpus),
            self._number(value, "count", f"kinds.{id_}.count", 1),
            self._number(value, "disk", f"kinds.{id_}.disk", 10, 100),
        )

    def _object(self, key: str) -> dict[str, Any]:
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "must be an object")
        return value

    def _text(self, values: dict[str, Any], key: str, where: str, default: str = "") -> str:
        value = values.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(where, "must be a text that is not empty")
        return value

    def _number(self, values: dict[str, Any], key: str, where: str, least: int, default: int | None = None) -> int:
        value = values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(where, f"must be a whole number, at least {least}")
        return value

    def _wrong(self, where: str, what: str) -> SettingsWrong:
        return SettingsWrong(f"{self._file}: {where} {what}.")
