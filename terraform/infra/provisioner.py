"""The provisioner's contract over Terraform: plan, apply, status, destroy; never two machines for a node.

Terraform's state says what Terraform made; the account says what exists and costs. Where the two differ the account is
believed: a pod of ours that is not in the state is taken over, and whatever is not in the account is not there.
"""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path
from typing import Any, Callable

from .account import Account, Pod
from .api import Api
from .catalogue import Catalogue, OutOfStock
from .cost import CURRENCY
from .plans import Plan, Plans, Start, write
from .settings import RUNNING, Settings
from .terraform import Event, Terraform, TerraformFailed

VALID_SECONDS = 15 * 60.0
BEGUN_SECONDS = 24 * 3600.0
TERRAFORM_SECONDS = 600.0
LOOKS_FOR_THE_UNCLEAR = 4


class Refused(Exception):
    """The call cannot be done as it was asked; nothing was changed."""


class Failed(Exception):
    """It went wrong half-way; `node` says where, if it is one node."""

    def __init__(self, why: str, node: str | None = None) -> None:
        super().__init__(why)
        self.node = node


class Provisioner:
    """`tell` takes each line of the answer. `start_within` and `every` are seconds."""

    def __init__(
        self,
        settings: Settings,
        api: Api,
        place: Path,
        tell: Callable[[dict[str, Any]], None],
        start_within: float = 900.0,
        every: float = 5.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings, self._api, self._tell = settings, api, tell
        self._account, self._plans = Account(api, settings), Plans(place)
        self._plan_file = place / "terraform.plan"
        self._start_within, self._every, self._clock = start_within, every, clock

    # The four verbs.

    def status(self, _: dict[str, Any]) -> None:
        pods = self._by_node(self._account.pods())
        doing = self._plans.doing()
        terraform = self._terraform()
        terraform.init()
        state = terraform.ids()
        catalogue = Catalogue(self._api, self._settings)
        for node, kind in self._settings.workers.items():
            there = pods.get(node, [])
            told, words = self._state_of(node, there, state, doing)
            price = _cost_of(there) if there else catalogue.price_of(kind.gpus[0], kind.count)
            line = {
                "line": "worker",
                "node": node,
                "kind": kind.id,
                "title": kind.title,
                "state": told,
                "price_per_hour": price,
                "currency": CURRENCY,
            }
            if there and there[0].since:
                line["since"] = there[0].since
            if words:
                line["words"] = words
            self._tell(line)
        self._tell_head(pods.get("head", []) if self._settings.cluster is None else self._account.heads())
        self._tell_costs()
        self._tell({"line": "status", "at": _time(self._clock())})

    def plan(self, asked: dict[str, Any]) -> None:
        nodes = self._nodes(asked.get("start"), "start")
        pods = self._by_node(self._account.pods())
        head = pods.get("head", [])
        if not head or head[0].status not in ("RUNNING", "STARTING", "PROVISIONING"):
            raise Refused("There is no head that runs, so workers would cost and join nothing. Run `make deploy` first.")
        for node in nodes:
            if pods.get(node):
                raise Refused(f"{node} is there already ({pods[node][0].status.lower()}). Stop it first, or leave it out.")
        catalogue = Catalogue(self._api, self._settings)
        start: dict[str, Start] = {}
        for node in nodes:
            kind = self._settings.workers[node]
            try:
                choice = catalogue.choose(kind)
            except OutOfStock as none:
                raise Refused(str(none)) from None
            start[node] = Start(choice.offer.gpu, kind.id, choice.price_per_hour)
            line = {
                "line": "change",
                "node": node,
                "kind": kind.id,
                "title": kind.title if choice.instead_of is None else f"{kind.count} x {choice.offer.name}",
                "price_per_hour": choice.price_per_hour,
                "currency": CURRENCY,
            }
            if choice.instead_of is not None:
                line["instead_of"] = choice.instead_of
            self._tell(line)
        made = self._plans.make(start, VALID_SECONDS)
        prices = [each.price_per_hour for each in start.values()]
        self._tell(
            {
                "line": "plan",
                "plan": made.token,
                "price_per_hour": None if None in prices else round(sum(filter(None, prices)), 4),
                "currency": CURRENCY,
                "valid_until": _time(made.valid_until),
            }
        )

    def apply(self, asked: dict[str, Any]) -> None:
        plan = self._plans.find(asked.get("plan"))
        if plan is None:
            raise Refused("This plan is not known. Ask for a new one.")
        with self._plans.locked("apply", list(plan.start)) as lock:
            plan = self._plans.find(plan.token)
            assert plan is not None
            if plan.state == "done":
                return self._say_it_is_done(plan)
            self._require_applicable(plan)
            if plan.state == "begun":
                self._let_appear(plan)
            plan.state, plan.begun_at = "begun", plan.begun_at or self._clock()
            self._plans.keep(plan)
            self._create(plan, self._terraform(lock))
            for node in plan.start:
                self._await_running(node)
            plan.state = "done"
            self._plans.keep(plan)
            self._tell({"line": "applied"})

    def destroy(self, asked: dict[str, Any]) -> None:
        everything = asked.get("everything") is True
        nodes = list(self._settings.workers) if everything else self._nodes(asked.get("nodes"), "nodes")
        with self._plans.locked("destroy", nodes) as lock:
            self._plans.withdraw(nodes)
            self._remove(nodes, self._terraform(lock))
            for node in nodes:
                left = self._account.await_node(node, lambda pods: not pods, 300, self._every)
                if left:
                    raise Failed(f"{node} is still there ({left[0].status.lower()}) and costs. Terminate it in RunPod's console.", node)
                self._tell({"line": "stopped", "node": node})
            self._tell_costs()
            self._tell({"line": "destroyed"})

    # Starting.

    def _require_applicable(self, plan: Plan) -> None:
        if plan.state == "withdrawn":
            raise Refused("This plan was withdrawn: a worker of it was stopped since. Ask for a new one.")
        unknown = [node for node in plan.start if node not in self._settings.workers]
        if unknown:
            raise Refused(f"{', '.join(unknown)} is not among the workers any more. Ask for a new plan.")
        if plan.state == "begun":
            if self._clock() > plan.begun_at + BEGUN_SECONDS:
                raise Refused("This plan was begun more than a day ago. Ask for a new one.")
            return
        if self._clock() > plan.valid_until:
            raise Refused("This plan is older than 15 minutes; prices and stock may have changed. Ask for a new one.")
        catalogue = Catalogue(self._api, self._settings)
        for node, start in plan.start.items():
            now = catalogue.price_of(start.gpu, self._settings.workers[node].count)
            if now is not None and start.price_per_hour is not None and now > start.price_per_hour:
                raise Refused(f"{node} costs ${now:.2f} an hour by now, not ${start.price_per_hour:.2f}. Ask for a new plan.")

    def _say_it_is_done(self, plan: Plan) -> None:
        pods = self._by_node(self._account.pods())
        for node in plan.start:
            if not pods.get(node):
                raise Refused(f"This plan was carried out, and {node} has gone since. Ask for a new one.")
            self._tell({"line": "started", "node": node})
        self._tell({"line": "applied"})

    def _let_appear(self, plan: Plan) -> None:
        """What an earlier, unclear start made may be listed a little later than it was made: it is given the time."""
        for _ in range(LOOKS_FOR_THE_UNCLEAR):
            if set(plan.start) <= set(self._by_node(self._account.pods())):
                return
            time.sleep(self._every)

    def _create(self, plan: Plan, terraform: Terraform) -> None:
        terraform.init()
        pods = self._by_node(self._account.pods())
        for node in plan.start:
            if len(pods.get(node, [])) > 1:
                raise Failed(f"There are {len(pods[node])} pods called {self._settings.pod_name(node)}. Stop {node} first.", node)
        self._write_running(pods, plan)
        self._adopt(plan, pods, terraform)
        try:
            changes = terraform.plan(self._plan_file)
            wanted = {self._settings.address(node) for node in plan.start}
            others = [change for change in changes if change.address not in wanted or "delete" in change.actions]
            if others:
                words = ", ".join(f"{change.address} ({' and '.join(change.actions)})" for change in others)
                raise Failed(f"Terraform would also change {words}. Look at it with `make infra-plan` and do it with `make infra-apply` first.")
            terraform.apply(self._plan_file, self._hear)
        except (TerraformFailed, Failed) as failed:
            left = self._by_node(self._account.pods())
            self._write_running(left)
            missing = [node for node in plan.start if not left.get(node)]
            node = failed.node if isinstance(failed, Failed) else (missing[0] if missing else None)
            raise Failed(str(failed), node) from None
        finally:
            self._plan_file.unlink(missing_ok=True)

    def _adopt(self, plan: Plan, pods: dict[str, list[Pod]], terraform: Terraform) -> None:
        """A pod whose creation was cut off before it stood in the state is the node's pod: it is taken over."""
        state = terraform.ids()
        for node in plan.start:
            there, address = pods.get(node, []), self._settings.address(node)
            if not there or state.get(address) == there[0].id:
                continue
            self._tell({"line": "progress", "node": node, "words": f"its pod {there[0].id} exists already and is taken over"})
            if address in state:
                terraform.forget(address)
            terraform.adopt(address, there[0].id)

    def _await_running(self, node: str) -> None:
        def told(status: str) -> None:
            self._tell({"line": "progress", "node": node, "words": f"the pod is {status.lower()}"})

        def over(pods: list[Pod]) -> bool:
            return bool(pods) and pods[0].status in ("RUNNING", "EXITED", "ERROR")

        pods = self._account.await_node(node, over, self._start_within, self._every, told)
        status = pods[0].status if pods else "absent"
        if status != "RUNNING":
            where = "It may cost: stop it, or look at its log in RunPod's console." if pods else "RunPod has taken it away."
            raise Failed(f"The pod of {node} is {status.lower()} and did not start within {self._start_within / 60:.0f} minutes. {where}", node)
        self._tell({"line": "started", "node": node})

    # Stopping.

    def _remove(self, nodes: list[str], terraform: Terraform) -> None:
        """Through Terraform where it can; a Terraform that cannot leaves no machine running."""
        pods = self._by_node(self._account.pods())
        self._write_running({node: there for node, there in pods.items() if node not in nodes})
        try:
            terraform.init()
            state = terraform.ids()
            ends = [self._settings.address(node) for node in nodes if self._settings.address(node) in state]
            if ends:
                changes = terraform.plan(self._plan_file, destroy=ends)
                others = [change.address for change in changes if change.address not in ends]
                if others:
                    raise TerraformFailed(f"Terraform would also remove {', '.join(others)}")
                terraform.apply(self._plan_file, self._hear)
        except TerraformFailed as failed:
            for node in nodes:
                words = f"Terraform could not remove it ({failed}); the API is asked directly"
                self._tell({"line": "progress", "node": node, "words": words})
        finally:
            self._plan_file.unlink(missing_ok=True)
        for node in nodes:
            for pod in self._account.pods_of(node):
                self._tell({"line": "progress", "node": node, "words": f"pod {pod.id} is being terminated"})
                self._account.terminate(pod)

    # What both need.

    def _hear(self, event: Event) -> None:
        for node in self._settings.workers:
            if event.address == self._settings.address(node):
                doing = {"create": "created", "delete": "removed", "update": "changed"}.get(event.action, event.action)
                words = {
                    "started": f"the pod is being {doing}",
                    "goes on": f"the pod is still being {doing}",
                    "done": f"the pod is {doing}",
                    "failed": f"the pod could not be {doing}",
                }[event.what]
                self._tell({"line": "progress", "node": node, "words": words})

    def _write_running(self, pods: dict[str, list[Pod]], plan: Plan | None = None) -> None:
        """What exists runs on, what is planned is added, and nothing that has gone comes back by itself."""
        running = {node: start.gpu for node, start in (plan.start if plan else {}).items()}
        for node, there in pods.items():
            if node in self._settings.workers and there:
                running[node] = there[0].gpu
        write(self._settings.directory / RUNNING, {"running": running})

    def _state_of(self, node: str, pods: list[Pod], state: dict[str, str], doing: dict[str, str]) -> tuple[str, str]:
        if doing.get(node) == "destroy" and pods:
            return "stopping", "it is being removed"
        if not pods:
            if doing.get(node) == "apply":
                return "starting", "the pod is being created"
            gone = self._settings.address(node) in state
            return "absent", "RunPod does not have its pod any more" if gone else ""
        if len(pods) > 1:
            return "lost", f"there are {len(pods)} pods of this name; stop it to remove them all"
        pod = pods[0]
        if state.get(self._settings.address(node)) != pod.id and not doing.get(node):
            return "lost", f"pod {pod.id} is in the account and not in Terraform's state; stop it, or repeat its start"
        if pod.status in ("PROVISIONING", "STARTING"):
            return "starting", f"the pod is {pod.status.lower()}"
        if pod.status == "RUNNING":
            return "running", ""
        return "lost", f"the pod is {pod.status.lower()}; stop it so that it costs nothing"

    def _nodes(self, asked: Any, key: str) -> list[str]:
        known = ", ".join(self._settings.workers) or "none"
        if not isinstance(asked, list) or not asked or not all(isinstance(node, str) for node in asked):
            raise Refused(f"Give {key} as a list of node names; known are: {known}.")
        for node in asked:
            if node not in self._settings.workers:
                raise Refused(f"{node!r} is not a worker of this provisioner; known are: {known}.")
        return list(dict.fromkeys(asked))

    def _tell_head(self, heads: list[Pod]) -> None:
        """Where the head's sshd answers now, since RunPod gives a pod that was reset another port; nothing without a head."""
        if not heads:
            return
        host, port = heads[0].direct if len(heads) == 1 and heads[0].status == "RUNNING" and heads[0].direct else (None, None)
        line: dict[str, Any] = {"line": "head", "host": host, "port": port}
        if host is None:
            line["words"] = _why_no_address(heads)
        self._tell(line)

    def _tell_costs(self) -> None:
        for cost in self._account.costs(besides=tuple(self._settings.workers)):
            self._tell(cost.line())

    def _terraform(self, lock: int | None = None) -> Terraform:
        return Terraform(self._settings.directory, deadline=TERRAFORM_SECONDS, held=() if lock is None else (lock,))

    @staticmethod
    def _by_node(pods: list[Pod]) -> dict[str, list[Pod]]:
        found: dict[str, list[Pod]] = {}
        for pod in pods:
            found.setdefault(pod.node, []).append(pod)
        return found


def _cost_of(pods: list[Pod]) -> float | None:
    """All of them, where a node has more than one: what nobody knows of costs as well."""
    costs = [pod.cost for pod in pods]
    return None if None in costs else round(sum(costs), 4)


def _why_no_address(heads: list[Pod]) -> str:
    if len(heads) > 1:
        return f"there are {len(heads)} pods of the head's name; remove all but one in RunPod's console"
    if not heads[0].publishes_ssh:
        return "the head's pod does not publish 22/tcp"
    words = {"RUNNING": "has no public port yet", "EXITED": "is stopped", "ERROR": "is in error"}
    return f"the head's pod {words.get(heads[0].status, 'is starting')}"


def _time(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def encoded(line: dict[str, Any]) -> bytes:
    """One line of the contract: UTF-8, no line break inside; what is told is short, and Terraform's words are cut at 600."""
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"
