"""What an environment will cost, read from the catalogue at the moment of asking."""

from __future__ import annotations

import json

from .account import Account
from .api import Api
from .catalogue import Catalogue, Choice, OutOfStock
from .cost import Cost, StoragePrices, table
from .settings import RUNNING, Kind, Settings


class Estimate:
    """One reading of catalogue and account for one environment."""

    def __init__(self, api: Api, settings: Settings) -> None:
        self._settings = settings
        self._account = Account(api, settings)
        self._catalogue = Catalogue(api, settings, "POD" if settings.cluster is None else "CLUSTER")
        self._disks = StoragePrices()

    def base(self) -> list[Cost]:
        """What runs without any worker: the volume and the head, or the whole cluster."""
        settings = self._settings
        costs = [Cost(f"network volume, {settings.volume_size} GB", self._disks.volume(settings.volume_size, settings.volume_type))]
        if settings.cluster is not None:
            costs += self._cluster(settings.cluster)
        if settings.head is not None:
            head = settings.head
            costs.append(Cost(f"head, {head.count} x {head.gpu}", self._catalogue.price_of(head.gpu, head.count)))
            costs.append(Cost(f"head's disk, {head.disk} GB", self._disks.disk(head.disk)))
        return costs

    def running(self) -> list[Cost]:
        """The workers that Terraform is told to run."""
        return [cost for node, gpu in running(self._settings).items() for cost in self._worker(node, self._settings.workers[node], gpu)]

    def all_workers(self) -> list[Cost]:
        """Every worker with the GPU that would be taken now."""
        costs = []
        for node, kind in self._settings.workers.items():
            try:
                costs += self._worker(node, kind, self._catalogue.choose(kind))
            except OutOfStock:
                costs.append(Cost(f"{node}, {kind.title} (out of stock now)", self._catalogue.price_of(kind.gpus[0], kind.count)))
        return costs

    def text(self) -> str:
        """For people: what stands, what would stand, what exists in the account now."""
        parts = ["What costs with no worker running:", table(self.base()), ""]
        if self._settings.workers:
            parts += ["What costs with every worker running:", table(self.base() + self.all_workers()), ""]
        there = self._account.costs()
        parts += ["What the account holds under this name now:", table(there) if there else "nothing", ""]
        parts.append("GPU prices are the catalogue's as of now, storage prices those of terraform/prices.json; RunPod bills by the second.")
        return "\n".join(parts)

    def choose_cluster(self) -> Choice:
        assert self._settings.cluster is not None
        return self._catalogue.choose(self._settings.cluster)

    def _worker(self, node: str, kind: Kind, taken: str | Choice) -> list[Cost]:
        gpu, words = (taken, "") if isinstance(taken, str) else (taken.offer.gpu, f" instead of {taken.instead_of}" if taken.instead_of else "")
        return [
            Cost(f"{node}, {kind.count} x {gpu}{words}", self._catalogue.price_of(gpu, kind.count)),
            Cost(f"{node}'s disk, {kind.disk} GB", self._disks.disk(kind.disk)),
        ]

    def _cluster(self, kind: Kind) -> list[Cost]:
        pods = self._settings.cluster_pods
        try:
            choice = self._catalogue.choose(kind)
            gpu, price = choice.offer.gpu, choice.price_per_hour
        except OutOfStock:
            gpu, price = kind.gpus[0], self._catalogue.price_of(kind.gpus[0], kind.count)
        words = f"Instant Cluster, {pods} pods of {kind.count} x {gpu}"
        return [
            Cost(words, None if price is None else round(price * pods, 4)),
            Cost(f"the pods' disks, {pods} of {kind.disk} GB", self._disks.disk(pods * kind.disk)),
        ]


def running(settings: Settings) -> dict[str, str]:
    """The workers that Terraform is told to run, with their GPUs."""
    try:
        told = json.loads((settings.directory / RUNNING).read_text()).get("running", {})
    except (OSError, ValueError, AttributeError):
        return {}
    return {node: gpu for node, gpu in told.items() if node in settings.workers}
