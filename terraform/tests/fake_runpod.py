"""A small RunPod REST API v2 on loopback, for tests: it behaves as the published OpenAPI document says.

Creating is asynchronous (PROVISIONING, STARTING, RUNNING, one step for each `looks_a_step` looks), errors are RFC 9457
bodies, missing capacity is a 400, a missing bearer a 401; what else is refused stands in `runpod_rules`. A pod has an SSH
endpoint only while it runs and publishes 22/tcp, and another port after each reset. Tests break it by
`break_next`, `lose_next_answer` and `hidden_looks`. As a program: `python3 -m tests.fake_runpod PORT KEY` serves until it is ended.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
import urllib.parse
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests import runpod_rules as rules
from tests.runpod_rules import Problem, bad

A100, A100_PCIE, H100 = "NVIDIA A100-SXM4-80GB", "NVIDIA A100 80GB PCIe", "NVIDIA H100 80GB HBM3"
SMALL = "NVIDIA RTX A4000"
HERE, ELSEWHERE = "US-KS-2", "US-DE-1"
GLOBAL_NETWORKING = {HERE}
STEPS = ("PROVISIONING", "STARTING", "RUNNING")
ACTIONS = {
    "PROVISIONING": ["stop", "terminate"], "STARTING": ["stop", "terminate"], "RUNNING": ["stop", "restart", "terminate"],
    "EXITED": ["start", "terminate"], "ERROR": ["start", "terminate"],
}  # fmt: skip
# What a change of leaves the container as it is; everything else starts it anew.
LEAVES_RUNNING = {"name", "locked", "globalNetworking"}
HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3b0z2cXcHn0o5vPHNGEtaW8s1oNf6T0mYk4V1r7QhG"


class FakeRunPod:
    """The account and its catalogue; every method that a request runs through holds the lock."""

    def __init__(self, key: str = "test-key", port: int = 0) -> None:
        self.key = key
        self.balance = 100.0
        self.looks_a_step = 1
        self.hidden_looks = 0
        self.pods: dict[str, dict[str, Any]] = {}
        self.volumes: dict[str, dict[str, Any]] = {}
        self.clusters: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, str]] = []
        self.bodies: list[dict[str, Any]] = []
        self.resets: list[str] = []
        self.gpus = {
            A100: self._gpu("A100 SXM", 1.79, 8, "HIGH"),
            A100_PCIE: self._gpu("A100 PCIe", 1.69, 8, "LOW"),
            H100: self._gpu("H100 SXM", 3.99, 8, "MEDIUM"),
            SMALL: self._gpu("RTX A4000", 0.25, 4, "HIGH"),
        }
        self._looks: dict[str, int] = {}
        self._hidden: dict[str, int] = {}
        self._faults: list[tuple[str, str, int, dict[str, str]]] = []
        self._lost: list[tuple[str, str]] = []
        self._numbers = itertools.count(1)
        self._public_ports = itertools.count(34446)
        self.lock = threading.RLock()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=lambda: self.server.serve_forever(0.05), daemon=True)

    @staticmethod
    def _gpu(name: str, price: float, most: int, stock: str) -> dict[str, Any]:
        return {"name": name, "price": price, "most": most, "stock": stock, "cuda": "12.8"}

    def __enter__(self) -> "FakeRunPod":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    # What tests do to it.

    def break_next(self, method: str, path: str, status: int, times: int = 1, **headers: str) -> None:
        """The next requests whose path begins so are answered with that status and do nothing."""
        self._faults += [(method, path, status, headers)] * times

    def lose_next_answer(self, method: str, path: str) -> None:
        """The next such request is carried out, and its answer never arrives."""
        self._lost.append((method, path))

    def put_pod(self, name: str, status: str = "RUNNING", gpu: str = A100, count: int = 4, volume: str = "") -> str:
        """A pod that somebody made outside of Terraform, with that network volume or with a disk that outlives a stop."""
        mounts = {"network": [{"volumeId": volume, "path": "/workspace"}]} if volume else {"persistent": {"size": 20, "path": "/workspace"}}
        pod = self._make_pod({"name": name, "image": "x:1", "gpu": {"id": gpu, "count": count}, "disk": 50, "mounts": mounts})
        self.pods[pod["id"]]["status"] = status
        if status == "RUNNING":
            self._looks[pod["id"]] = 1000
        return str(pod["id"])

    def reset(self, name: str) -> None:
        """RunPod starts the pod's container anew: what was on its own disk is lost, and its public port is another one."""
        self._reset(self.named(name))

    def named(self, name: str) -> dict[str, Any]:
        (pod,) = (pod for pod in self.pods.values() if pod["name"] == name)
        return pod

    def names(self) -> list[str]:
        """Of the pods that belong to no cluster."""
        return sorted(pod["name"] for pod in self.pods.values() if "cluster" not in pod)

    def count(self, method: str, path: str) -> int:
        return sum(1 for asked in self.requests if asked[0] == method and asked[1].startswith(path))

    # What requests do.

    def answer(self, method: str, target: str, authorization: str | None, body: Any) -> tuple[int, Any, dict[str, str], bool]:
        split = urllib.parse.urlsplit(target)
        path, query = split.path, dict(urllib.parse.parse_qsl(split.query))
        with self.lock:
            self.requests.append((method, path))
            if isinstance(body, dict):
                self.bodies.append(body)
            for fault in self._faults:
                if fault[0] == method and path.startswith(fault[1]):
                    self._faults.remove(fault)
                    return fault[2], {"title": "Broken", "status": fault[2], "detail": "broken for a test"}, fault[3], False
            try:
                if authorization is None:
                    raise Problem(401, "Unauthorized", "missing bearer token")
                if authorization != f"Bearer {self.key}":
                    raise Problem(401, "Unauthorized", "invalid bearer token")
                status, answer = self._route(method, path, query, body)
            except Problem as problem:
                return problem.status, problem.body, {}, False
            for lost in self._lost:
                if lost[0] == method and path.startswith(lost[1]):
                    self._lost.remove(lost)
                    return status, answer, {}, True
            return status, answer, {}, False

    def _route(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        parts = path.strip("/").split("/")
        if parts[0] != "v2":
            raise Problem(404, "Not Found", "resource not found")
        match (method, parts[1:]):
            case ("GET", ["catalog", "gpus"]):
                return 200, {"gpus": [self._offer(id_, query) for id_ in self.gpus]}
            case ("GET", ["catalog", "gpus", id_]):
                return 200, self._offer(self._known(self.gpus, urllib.parse.unquote(id_), key=True), query)
            case ("GET", ["pods"]):
                whole = query.get("includeClusterPods") == "true"
                return 200, {"pods": [self._look(pod) for pod in list(self.pods.values()) if (whole or "cluster" not in pod) and self._is_listed(pod)]}
            case ("POST", ["pods"]):
                return 201, self._create_pod(body)
            case ("GET", ["pods", id_]):
                return 200, self._look(self._known(self.pods, id_))
            case ("PATCH", ["pods", id_]):
                return 200, self._change_pod(self._known(self.pods, id_), body)
            case ("DELETE", ["pods", id_]):
                return self._act(self._known(self.pods, id_), "terminate")
            case ("POST", ["pods", id_, "action"]):
                return self._act(self._known(self.pods, id_), str(body.get("action")))
            case ("GET", ["pods", id_, "logs"]):
                self._known(self.pods, id_)
                return 200, [f"sluice host key: {HOST_KEY}", "slurmctld is up"]
            case ("GET", ["network-volumes"]):
                return 200, {"networkVolumes": list(self.volumes.values())}
            case ("POST", ["network-volumes"]):
                return 201, self._create_volume(body)
            case ("GET", ["network-volumes", id_]):
                return 200, self._known(self.volumes, id_)
            case ("PATCH", ["network-volumes", id_]):
                rules.changed_volume(self._known(self.volumes, id_), body)
                self.volumes[id_].update(body)
                return 200, self.volumes[id_]
            case ("DELETE", ["network-volumes", id_]):
                self._known(self.volumes, id_)
                if any(id_ in json.dumps(pod.get("mounts", {})) for pod in self.pods.values()):
                    raise bad("the volume is attached to a pod")
                del self.volumes[id_]
                return 204, None
            case ("GET", ["clusters"]):
                return 200, {"clusters": [self._cluster(cluster) for cluster in self.clusters.values()]}
            case ("POST", ["clusters"]):
                return 201, self._create_cluster(body)
            case ("GET", ["clusters", id_]):
                return 200, self._cluster(self._known(self.clusters, id_))
            case ("GET", ["clusters", id_, "pods"]):
                return 200, {"pods": [self._look(pod) for pod in self._members(self._known(self.clusters, id_))]}
            case ("PATCH", ["clusters", id_]):
                rules.renamed_cluster(body)
                self._known(self.clusters, id_).update(body)
                return 200, self._cluster(self.clusters[id_])
            case ("DELETE", ["clusters", id_]):
                for pod in self._members(self._known(self.clusters, id_)):
                    del self.pods[pod["id"]]
                del self.clusters[id_]
                return 204, None
        raise Problem(404, "Not Found", "resource not found")

    @staticmethod
    def _known(kept: dict[str, Any], id_: str, key: bool = False) -> Any:
        if id_ not in kept:
            raise Problem(404, "Not Found", "resource not found")
        return id_ if key else kept[id_]

    def _offer(self, id_: str, query: dict[str, str]) -> dict[str, Any]:
        gpu = self.gpus[id_]
        offer = {
            "id": id_, "name": gpu["name"], "pool": None, "manufacturer": "NVIDIA", "memory": 80, "secure": True,
            "community": False, "price": {"secure": gpu["price"], "community": 0}, "maxCount": {"secure": gpu["most"], "community": 0},
        }  # fmt: skip
        if query.get("include") == "AVAILABILITY":
            if "product" not in query:
                raise bad("product is required with include=AVAILABILITY")
            offer["availability"] = gpu["stock"]
            offer["dataCenters"] = [{"id": HERE, "name": "US Kansas 2", "availability": gpu["stock"]}] if gpu["stock"] != "NONE" else []
        return offer

    def _create_pod(self, body: Any) -> dict[str, Any]:
        rules.new_pod(body)
        if self.balance <= 0:
            raise Problem(402, "Payment Required", "insufficient balance")
        gpu = body.get("gpu", {})
        where = self._place(gpu.get("id", ""), gpu.get("count", 1), body, gpu.get("minCudaVersion", "0.0"))
        if body.get("globalNetworking") and where not in GLOBAL_NETWORKING:
            raise bad(f"{where} has no global networking")
        return self._make_pod(body, where)

    def _place(self, gpu: str, count: int, body: dict[str, Any], cuda: str = "0.0") -> str:
        """The data center: that of the volume, where one is mounted."""
        places = body.get("dataCenterIds") or [HERE]
        for mount in body.get("mounts", {}).get("network", []):
            if mount["volumeId"] not in self.volumes:
                raise Problem(404, "Not Found", "network volume not found")
            places = [place for place in places if place == self.volumes[mount["volumeId"]]["dataCenter"]]
        offer = self.gpus.get(gpu)
        if offer is None or offer["stock"] == "NONE" or count > offer["most"] or HERE not in places or _version(cuda) > _version(offer["cuda"]):
            raise bad("There are no instances available with the requested specifications.")
        return HERE

    def _make_pod(self, body: dict[str, Any], where: str = HERE) -> dict[str, Any]:
        id_ = f"pod{next(self._numbers):06d}"
        gpu = body.get("gpu")
        offer = self.gpus.get(gpu["id"], {"price": 0.0, "cuda": None}) if gpu else {"price": 0.1, "cuda": None}
        pod = {
            "id": id_, "name": body["name"], "image": body.get("image", ""), "args": body.get("args", ""),
            "disk": body.get("disk", 50), "ports": body.get("ports", []), "env": body.get("env", {}),
            "registry": body.get("registry"), "status": "PROVISIONING", "mounts": body.get("mounts", {}),
            "gpu": {"id": gpu["id"], "count": gpu.get("count", 1)} if gpu else None, "cloud": body.get("cloud", "SECURE"),
            "dataCenterId": where, "cudaVersion": offer["cuda"], "ssh": {"proxy": None, "direct": None}, "template": None,
            "cost": round(offer["price"] * (gpu or {}).get("count", 1), 4), "locked": False,
            "globalNetworking": {"enabled": bool(body.get("globalNetworking"))}, "runtime": None,
            "createdAt": "2026-11-21T12:00:00Z", "startedAt": None,
        }  # fmt: skip
        self.pods[id_] = pod
        self._hidden[id_] = self.hidden_looks
        return self._told(pod)

    def _change_pod(self, pod: dict[str, Any], body: Any) -> dict[str, Any]:
        rules.changed_pod(pod, body)
        before = {name: pod[name] for name in body if name not in LEAVES_RUNNING}
        pod.update({name: value for name, value in body.items() if name != "globalNetworking"})
        if any(pod[name] != value for name, value in before.items()):
            self._reset(pod)
        return self._told(pod)

    def _reset(self, pod: dict[str, Any]) -> None:
        self.resets.append(pod["name"])
        if pod["status"] == "RUNNING":
            pod.update(status="STARTING", startedAt=None, runtime=None, ssh={"proxy": None, "direct": None})
            self._looks[pod["id"]] = self.looks_a_step

    def _act(self, pod: dict[str, Any], action: str) -> tuple[int, Any]:
        if "cluster" in pod:
            raise Problem(409, "Conflict", "the pod belongs to a cluster")
        if action not in ACTIONS[pod["status"]]:
            raise Problem(409, "Conflict", f"{action} is not valid while the pod is {pod['status']}")
        match action:
            case "terminate":
                del self.pods[pod["id"]]
                return 204, None
            case "stop":
                pod.update(status="EXITED", startedAt=None, runtime=None, ssh={"proxy": None, "direct": None})
            case "start":
                pod["status"] = "STARTING"
                self._looks[pod["id"]] = self.looks_a_step
            case "restart":
                self._reset(pod)
        return 200, self._told(pod)

    def _is_listed(self, pod: dict[str, Any]) -> bool:
        """A pod made while `hidden_looks` is set is missing in that many listings."""
        left = self._hidden.get(pod["id"], 0)
        self._hidden[pod["id"]] = left - 1
        return left <= 0

    def _look(self, pod: dict[str, Any]) -> dict[str, Any]:
        """Each look at a pod that is on its way brings it nearer."""
        if pod["status"] in STEPS[:2]:
            looks = self._looks.get(pod["id"], 0)
            pod["status"] = STEPS[min(2, looks // self.looks_a_step)]
            self._looks[pod["id"]] = looks + 1
        if pod["status"] == "RUNNING" and pod["startedAt"] is None:
            pod["startedAt"] = "2026-11-21T12:02:00Z"
            pod["runtime"] = {"uptime": 1, "ports": []}
            if "22/tcp" in pod["ports"]:
                port = next(self._public_ports)
                pod["runtime"]["ports"].append({"private": 22, "public": port, "type": "tcp", "ip": "127.0.0.1"})
                pod["ssh"]["direct"] = {"host": "127.0.0.1", "port": port, "username": "root", "command": f"ssh root@127.0.0.1 -p {port}"}
            if pod["globalNetworking"]["enabled"]:
                pod["globalNetworking"].update(ip="10.1.0.2", internalDns=f"{pod['id']}.runpod.internal")
        return self._told(pod)

    @staticmethod
    def _told(pod: dict[str, Any]) -> dict[str, Any]:
        return {**pod, "actions": ACTIONS[pod["status"]], "cost": 0.0 if pod["status"] == "EXITED" else pod["cost"]}

    def _create_volume(self, body: Any) -> dict[str, Any]:
        rules.new_volume(body)
        id_ = f"vol{next(self._numbers):06d}"
        self.volumes[id_] = {"id": id_, "type": "STANDARD", **body}
        return self.volumes[id_]

    def _create_cluster(self, body: Any) -> dict[str, Any]:
        rules.new_cluster(body)
        compute = body["compute"]
        where = self._place(compute["gpuTypeId"], compute["gpuCountPerPod"], body)
        id_ = f"cluster{next(self._numbers):06d}"
        self.clusters[id_] = {"id": id_, "name": body["name"], "type": body["type"], "compute": compute, "dataCenterId": where, "createdAt": "2026-11-21T12:00:00Z"}
        for rank in range(compute["podCount"]):
            gpu = {"id": compute["gpuTypeId"], "count": compute["gpuCountPerPod"]}
            made = self._make_pod({**body, "name": f"{body['name']}-{rank}", "gpu": gpu}, where)
            self.pods[made["id"]]["cluster"] = {"id": id_, "rank": rank, "ip": f"10.65.0.{rank + 2}"}
        return self._cluster(self.clusters[id_])

    def _members(self, cluster: dict[str, Any]) -> list[dict[str, Any]]:
        return [pod for pod in self.pods.values() if pod.get("cluster", {}).get("id") == cluster["id"]]

    def _cluster(self, cluster: dict[str, Any]) -> dict[str, Any]:
        """No network and no primary before its pods are placed, and no endpoint unless the first one runs and publishes 22/tcp."""
        members = [self._look(pod) for pod in self._members(cluster)]
        told = {**cluster, "pods": {"total": len(members), "byStatus": dict(Counter(pod["status"] for pod in members))}}
        if members[0]["status"] != "PROVISIONING":
            told["network"] = {"cidr": "10.65.0.0/16"}
            told["primary"] = {"podId": members[0]["id"], "status": members[0]["status"]}
            direct = members[0]["ssh"]["direct"]
            if direct:
                told["primary"]["sshEndpoint"] = f"{direct['host']}:{direct['port']}"
        return told


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _handler(account: FakeRunPod) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(length)
            body = json.loads(raw) if raw else None
            status, answer, headers, lost = account.answer(self.command, self.path, self.headers.get("Authorization"), body)
            if lost:
                self.close_connection = True
                return
            if status == 200 and self.path.split("?")[0].endswith("/logs"):
                return self._stream(answer)
            sent = b"" if status == 204 else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
            self.send_header("Content-Length", str(len(sent)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(sent)

        def _stream(self, lines: list[str]) -> None:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for line in lines:
                event = {"ts": "2026-11-21T12:00:00Z", "source": "container", "line": line}
                self.wfile.write(f"id: 1\ndata: {json.dumps(event)}\n\n".encode())

        do_GET = do_POST = do_PATCH = do_DELETE = _serve

        def log_message(self, *_: object) -> None:
            """Quiet: the tests read `requests`."""

    return Handler


if __name__ == "__main__":
    with FakeRunPod(key=sys.argv[2], port=int(sys.argv[1])) as fake:
        print(fake.url, flush=True)
        threading.Event().wait()
