"""What people call: prices, plan, deploy, teardown; each says what it will cost before it does anything."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Callable

from .account import Account, Pod, await_pods
from .api import Api
from .cost import table
from .estimate import Estimate
from .plans import Plans, write
from .settings import RUNNING, Settings
from .terraform import Terraform, TerraformFailed

VOLUME = "module.volume.runpod_network_volume.this"
HEAD = "module.head.runpod_pod.head"
CLUSTER = "module.cluster.runpod_cluster.this"


class Stopped(Exception):
    """It goes no further; the message says why and what to do."""


class Commands:
    """The commands over one environment; `say` takes lines for people."""

    def __init__(self, settings: Settings, api: Api, say: Callable[[str], None] = print, every: float = 5.0, start_within: float = 900.0) -> None:
        self._settings, self._api, self._say, self._every, self._start_within = settings, api, say, every, start_within
        self._account = Account(api, settings)
        self._place = Path(os.environ.get("SLUICE_PROVISION_STATE") or settings.directory / ".provision")
        self._file = self._place / "terraform.plan"

    def cost_estimate(self) -> None:
        self._say(Estimate(self._api, self._settings).text())

    def init(self) -> None:
        Terraform(self._settings.directory).init(again=True)
        self._say(f"{self._settings.directory} is ready. Next: make infra-plan")

    def plan(self) -> None:
        self.cost_estimate()
        self._choose_cluster()
        with Plans(self._place).locked("infra-plan", []) as lock:
            terraform = self._terraform(lock)
            terraform.init()
            terraform.plan(self._file, show=True)
            self._file.unlink()

    def apply(self) -> None:
        """Plans, shows, asks, applies; what an unclear creation left in the account is taken over first."""
        if self._settings.cluster is None and self._settings.head is None:
            raise Stopped(f"head is missing in {self._settings.directory}/terraform.tfvars.json: give its gpu.")
        self.cost_estimate()
        self._choose_cluster()
        with Plans(self._place).locked("infra-apply", []) as lock:
            terraform = self._terraform(lock)
            terraform.init()
            self._adopt(terraform)
            changes = terraform.plan(self._file, show=True)
            try:
                if any(change.address == CLUSTER and "delete" in change.actions for change in changes) and os.environ.get("CLUSTER") != "replace":
                    raise Stopped("This replaces the whole cluster and ends all of its jobs, since RunPod changes nothing of a cluster but its name. Nothing was done: set CLUSTER=replace to do it.")
                if changes:
                    for change in changes:
                        self._say(f"{' and '.join(change.actions):>18}  {change.address}")
                    confirm(f"This changes {len(changes)} thing(s) at the prices above.")
                    terraform.apply(self._file, lambda event: self._say(f"  {event.address}: {event.action} {event.what}"))
                else:
                    self._say("Everything is as it should be already.")
            finally:
                self._file.unlink(missing_ok=True)
            self._await_head()
            terraform.refresh()
            self._write_outputs(terraform)

    def deploy(self) -> None:
        self.apply()
        self._say("The head runs. Next: make services-up starts portal, signer and what they need on this machine.")

    def teardown(self) -> None:
        """Removes pods, or the cluster; the volume with everybody's homes only where VOLUME=delete says so."""
        there = self._account.costs()
        with_volume = os.environ.get("VOLUME") == "delete"
        if not there:
            self._say(f"The account holds nothing under the name {self._settings.name}.")
            return
        self._say("The account holds under this name:\n" + table(there))
        what = "all of it, the volume with everybody's homes included" if with_volume else "all but network volumes (VOLUME=delete removes those too)"
        confirm(f"This removes {what}.")
        try:
            with Plans(self._place).locked("teardown", list(self._settings.workers)) as lock:
                Plans(self._place).withdraw(list(self._settings.workers))
                write(self._settings.directory / RUNNING, {"running": {}} if self._settings.cluster is None else {})
                self._end(self._terraform(lock), with_volume)
        finally:
            self._tell_what_is_left()

    def head_ssh(self) -> tuple[str, int]:
        """Where the head's sshd answers now: asked anew, for a pod that was reset has another port."""
        for pod in self._account.heads():
            if pod.status == "RUNNING" and pod.direct is not None:
                return pod.direct
        raise Stopped("The head has no address yet. Run `make deploy`, or wait until its pod runs.")

    def network(self) -> str:
        """The sentence about the network between nodes, as the last apply told it; empty before."""
        file = self._settings.directory / "outputs.json"
        return str(json.loads(file.read_text())["network"]["sentence"]) if file.exists() else ""

    def head_log(self, seconds: float = 20.0) -> list[str]:
        pods = self._account.heads()
        return self._account.log(pods[0].id, seconds) if pods else []

    def _end(self, terraform: Terraform, with_volume: bool) -> None:
        terraform.init()
        ends = [address for address in terraform.ids() if with_volume or address != VOLUME]
        if ends:
            try:
                terraform.plan(self._file, destroy=ends)
                terraform.apply(self._file, lambda event: self._say(f"  {event.address}: {event.action} {event.what}"))
            except TerraformFailed as failed:
                self._say(f"Terraform could not remove everything: {failed} The API is asked directly.")
            finally:
                self._file.unlink(missing_ok=True)
        for pod in self._account.pods():
            if self._is_ours(pod):
                self._say(f"  pod {self._settings.pod_name(pod.node)} ({pod.id}) is being terminated")
                self._account.terminate(pod)
        for cluster in self._account.clusters() if self._settings.cluster is not None else ():
            self._say(f"  the cluster {cluster.id} is being removed")
            self._account.remove(cluster)

    def _is_ours(self, pod: Pod) -> bool:
        return pod.node == "head" or pod.node in self._settings.workers

    def _tell_what_is_left(self) -> None:
        left = self._account.costs()
        if not left:
            self._say("Nothing under this name costs any more.")
        else:
            self._say("What still costs:\n" + table(left))

    def _choose_cluster(self) -> None:
        """Keeps the GPU that the cluster was made with: another would replace all of it."""
        if self._settings.cluster is None or self._account.clusters():
            return
        choice = Estimate(self._api, self._settings).choose_cluster()
        write(self._settings.directory / RUNNING, {"chosen_gpu": choice.offer.gpu})
        if choice.instead_of:
            self._say(f"{choice.instead_of} is out of stock: {choice.offer.name} is taken instead.")

    def _adopt(self, terraform: Terraform) -> None:
        state = terraform.ids()
        found = {VOLUME: [str(volume["id"]) for volume in self._account.volumes()]}
        if self._settings.cluster is not None:
            found[CLUSTER] = [cluster.id for cluster in self._account.clusters()]
        else:
            found[HEAD] = [pod.id for pod in self._account.heads()]
        for address, ids in found.items():
            if len(ids) > 1:
                raise Stopped(f"The account has {len(ids)} things for {address}: {', '.join(ids)}. Remove all but one in RunPod's console.")
            if ids and state.get(address) != ids[0]:
                if address == CLUSTER:
                    raise Stopped(f"The account has the cluster {ids[0]} that is not in Terraform's state. Remove it in RunPod's console, or import it.")
                self._say(f"{ids[0]} is in the account and not in Terraform's state: it is taken over as {address}.")
                if address in state:
                    terraform.forget(address)
                terraform.adopt(address, ids[0])

    def _await_head(self) -> None:
        """As long as there is hope: a pod that ended, or that publishes no port for sshd, is told at once, since it costs."""

        def over(pods: list[Pod]) -> bool:
            if not pods:
                return False
            head = pods[0]
            return head.status in ("EXITED", "ERROR") or not head.publishes_ssh or (head.status == "RUNNING" and head.direct is not None)

        pods = await_pods(self._account.heads, over, self._start_within, self._every, lambda status: self._say(f"  the head's pod is {status.lower()}"))
        if pods and not pods[0].publishes_ssh:
            raise Stopped(
                f"The head's pod {pods[0].id} does not publish 22/tcp, so it will never have an address for SSH. It costs: remove it with `make teardown`. "
                "The modules ask for that port; see whether another provider than runpod/runpod 2.x is installed."
            )
        if not pods or pods[0].status != "RUNNING" or pods[0].direct is None:
            status = pods[0].status.lower() if pods else "absent"
            raise Stopped(f"The head's pod is {status} and has no sshd within {self._start_within / 60:.0f} minutes. Its log is in RunPod's console; it costs until `make teardown`.")

    def _write_outputs(self, terraform: Terraform) -> None:
        outputs: dict[str, Any] = terraform.outputs()
        host, port = self.head_ssh()
        outputs["ssh"] = {"host": host, "port": port}
        write(self._settings.directory / "outputs.json", outputs)
        self._say(f"The head's sshd answers on {host} port {port}; outputs are in {self._settings.directory / 'outputs.json'}.")
        self._say(outputs["network"]["sentence"])

    def _terraform(self, lock: int) -> Terraform:
        return Terraform(self._settings.directory, held=(lock,))


def confirm(what: str) -> None:
    """Asks a person; a script says CONFIRM=yes beforehand."""
    if os.environ.get("CONFIRM") == "yes":
        return
    if not sys.stdin.isatty():
        raise Stopped(f"{what} Nothing was done: set CONFIRM=yes to go on without being asked.")
    if input(f"{what} Go on? Type yes: ").strip() != "yes":
        raise Stopped("Nothing was done.")
