#!/usr/bin/env python3
"""Stands where Terraform would in the unit tests, for machines that have none: the runs that the scripts make of it, over REST v2.

`make infra-test` runs the same tests with the real Terraform. PRETENDED_CRASH ends it without a word at one moment:
`before-create`, or `before-state` (the pod exists and stands nowhere). With PRETENDED_GATE it waits for that file before
each change, and tells by a file `interrupted` that it was.
PRETENDED_OTHER, an address and an action, is planned as well; PRETENDED_BROKEN fails every plan; PRETENDED_NO_PORTS publishes none.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

STATE = Path("pretended.tfstate")


def call(method: str, path: str, body: object = None) -> object:
    request = urllib.request.Request(f"{os.environ['RUNPOD_API_BASE_URL']}/v2{path}", method=method)
    request.add_header("Authorization", f"Bearer {os.environ['RUNPOD_API_KEY']}")
    try:
        with urllib.request.urlopen(request, None if body is None else json.dumps(body).encode(), timeout=10) as answer:
            raw = answer.read()
            return json.loads(raw) if raw else None
    except urllib.error.HTTPError as refused:
        with refused:
            raise SystemError(json.loads(refused.read())["detail"]) from None


def state() -> dict[str, str]:
    return json.loads(STATE.read_text()) if STATE.exists() else {}


def keep(value: dict[str, str]) -> None:
    STATE.write_text(json.dumps(value))


def variables() -> dict:
    values: dict = {}
    for file in (Path("terraform.tfvars.json"), *sorted(Path().glob("*.auto.tfvars.json"))):
        values.update(json.loads(file.read_text()))
    return values


def refreshed() -> dict[str, str]:
    there = {each["id"] for kind, key in (("/pods", "pods"), ("/network-volumes", "networkVolumes"), ("/clusters", "clusters")) for each in call("GET", kind)[key]}
    left = {address: id_ for address, id_ in state().items() if id_ in there}
    keep(left)
    return left


def wanted() -> dict[str, dict]:
    values = variables()
    ssh = [] if os.environ.get("PRETENDED_NO_PORTS") else ["22/tcp"]
    made = {"module.volume.runpod_network_volume.this": {"name": values["name"], "size": values.get("volume_size", 200), "dataCenter": values["data_center"]}}
    if "cluster" in values:
        shape = values["cluster"]
        made["module.cluster.runpod_cluster.this"] = {
            "name": values["name"],
            "type": "TRAINING",
            "image": values["image"],
            "compute": {"gpuTypeId": values.get("chosen_gpu") or shape["gpus"][0], "gpuCountPerPod": shape["count"], "podCount": shape["pods"]},
            "ports": ssh,
        }
        return made
    made["module.head.runpod_pod.head"] = pod(values, "head", values["head"]["gpu"], 1, ssh)
    for node, gpu in values.get("running", {}).items():
        count = values["kinds"][values["workers"][node]]["count"]
        made[f'module.workers.runpod_pod.worker["{node}"]'] = pod(values, node, gpu, count, [])
    return made


def pod(values: dict, node: str, gpu: str, count: int, ports: list[str]) -> dict:
    return {
        "name": f"{values['name']}-{node}",
        "image": values["image"],
        "gpu": {"id": gpu, "count": count},
        "ports": ports,
        "globalNetworking": True,
    }


def plan(words: list[str]) -> None:
    if os.environ.get("PRETENDED_BROKEN"):
        print("╷\n│ Error: Provider produced a broken answer\n│\n│   with something\n│\n│ It says so.\n╵", file=sys.stderr)
        raise SystemExit(1)
    file = next(word.removeprefix("-out=") for word in words if word.startswith("-out="))
    targets = [word.removeprefix("-target=") for word in words if word.startswith("-target=")]
    have, want = refreshed(), wanted()
    if "-destroy" in words:
        changes = [(address, "delete") for address in reversed(have) if not targets or any(address.startswith(target) for target in targets)]
    else:
        changes = [(address, "create") for address in want if address not in have]
        changes += [(address, "delete") for address in have if address not in want]
        if os.environ.get("PRETENDED_OTHER"):
            changes.append(tuple(os.environ["PRETENDED_OTHER"].split()))
    Path(file).write_text(json.dumps(changes))


def show(words: list[str]) -> None:
    files = [word for word in words if not word.startswith("-")]
    if files:
        changes = json.loads(Path(files[0]).read_text())
        told = [{"address": address, "mode": "managed", "change": {"actions": [action]}} for address, action in changes]
        print(json.dumps({"resource_changes": told}))
    else:
        resources = [{"address": address, "mode": "managed", "values": {"id": id_}} for address, id_ in state().items()]
        print(json.dumps({"values": {"root_module": {"child_modules": [{"resources": resources}]}}}))


def apply(words: list[str]) -> None:
    interrupted: list[int] = []

    def note(number: int, _: object) -> None:
        """As Terraform: what it is at is ended first."""
        interrupted.append(number)
        Path("interrupted").touch()

    signal.signal(signal.SIGINT, note)
    want, status = wanted(), 0
    for address, action in json.loads(Path(words[-1]).read_text()):
        if interrupted:
            raise SystemExit(1)
        event("apply_start", address, action)
        await_gate()
        try:
            if action == "create":
                crash("before-create", address)
                id_ = call("POST", where(address), want[address])["id"]
                crash("before-state", address)
                keep({**state(), address: id_})
            elif action == "delete":
                call("DELETE", f"{where(address)}/{state()[address]}")
                keep({name: id_ for name, id_ in state().items() if name != address})
            event("apply_complete", address, action)
        except SystemError as refused:
            status = 1
            event("apply_errored", address, action)
            diagnostic = {"severity": "error", "summary": "The pod was not created", "detail": str(refused), "address": address}
            print(json.dumps({"type": "diagnostic", "diagnostic": diagnostic}), flush=True)
    raise SystemExit(status)


def where(address: str) -> str:
    kind = address.split(".")[2]
    return {"runpod_network_volume": "/network-volumes", "runpod_cluster": "/clusters", "runpod_pod": "/pods"}[kind]


def await_gate() -> None:
    gate, until = os.environ.get("PRETENDED_GATE"), time.monotonic() + 120
    while gate and not Path(gate).exists() and time.monotonic() < until:
        time.sleep(0.02)


def crash(moment: str, address: str) -> None:
    if "worker" in address and os.environ.get("PRETENDED_CRASH") == moment:
        os.kill(os.getpid(), signal.SIGKILL)


def event(type_: str, address: str, action: str) -> None:
    print(json.dumps({"type": type_, "hook": {"resource": {"addr": address}, "action": action}}), flush=True)


def output() -> None:
    ids = state()
    head = next((each for each in call("GET", "/pods")["pods"] if each["id"] == ids.get("module.head.runpod_pod.head")), None)
    direct = head and head["ssh"]["direct"]
    told = {
        "head": {"id": head["id"], "address": f"{head['id']}.runpod.internal", "ssh": direct and {"host": direct["host"], "port": direct["port"]}} if head else None,
        "network": {"class": "global networking", "megabits": 100, "multi_node_training": False, "sentence": "Unsuitable."},
    }
    print(json.dumps({name: {"value": value} for name, value in told.items()}))


def main(words: list[str]) -> None:
    match words[0]:
        case "init":
            Path(".terraform").mkdir(exist_ok=True)
        case "plan":
            plan(words[1:])
        case "show":
            show(words[1:])
        case "apply":
            if "-refresh-only" in words:
                refreshed()
            else:
                apply(words[1:])
        case "import":
            address, id_ = words[-2:]
            if address in state():
                raise SystemExit("Error: Resource already managed by Terraform")
            keep({**state(), address: id_})
        case "state":
            keep({name: id_ for name, id_ in state().items() if name != words[-1]})
        case "output":
            output()
        case _:
            raise SystemExit(f"pretended_terraform: unknown command {words}")


if __name__ == "__main__":
    main(sys.argv[1:])
