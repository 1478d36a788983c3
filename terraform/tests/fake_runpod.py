"""A small RunPod REST API v2 on loopback, for tests: it behaves as the published OpenAPI document says.

Creating is asynchronous (PROVISIONING, STARTING, RUNNING, one step for each `looks_a_step` looks), errors are RFC 9457
bodies, unknown properties are refused with 422, missing capacity with 400, a missing bearer with 401. Tests break it by
`break_next`, `lose_next_answer` and `hidden_looks`. As a program: `fake_runpod.py PORT KEY [STATE.json]` serves until it is ended.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

A100, A100_PCIE, H100 = "NVIDIA A100-SXM4-80GB", "NVIDIA A100 80GB PCIe", "NVIDIA H100 80GB HBM3"
SMALL = "NVIDIA RTX A4000"
HERE = "US-KS-2"
STEPS = ("PROVISIONING", "STARTING", "RUNNING")
HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3b0z2cXcHn0o5vPHNGEtaW8s1oNf6T0mYk4V1r7QhG"

POD_FIELDS = {
    "args", "disk", "env", "image", "ports", "registry", "name", "cloud", "cpu", "dataCenterIds", "globalNetworking",
    "gpu", "mounts", "startJupyter", "startSsh", "templateId",
}  # fmt: skip
POD_CHANGES = {"args", "disk", "env", "image", "ports", "registry", "globalNetworking", "locked", "mounts", "name", "templateId"}
CLUSTER_FIELDS = {"args", "disk", "env", "image", "ports", "compute", "name", "type", "dataCenterIds", "mounts", "startJupyter", "startSsh"}
VOLUME_FIELDS = {"name", "size", "dataCenter", "type"}


class Problem(Exception):
    def __init__(self, status: int, title: str, detail: str, errors: list[str] | None = None) -> None:
        self.status = status
        self.body: dict[str, Any] = {"title": title, "status": status, "detail": detail}
        if errors:
            self.body["errors"] = errors


def unprocessable(*errors: str) -> Problem:
    return Problem(422, "Unprocessable Entity", "Request validation failed.", list(errors))


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
        self.lock = threading.RLock()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=lambda: self.server.serve_forever(0.05), daemon=True)

    @staticmethod
    def _gpu(name: str, price: float, most: int, stock: str) -> dict[str, Any]:
        return {"name": name, "price": price, "most": most, "stock": stock}

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

    def put_pod(self, name: str, status: str = "RUNNING", gpu: str = A100, count: int = 4) -> str:
        """A pod that somebody made outside of Terraform."""
        pod = self._make_pod({"name": name, "image": "x:1", "gpu": {"id": gpu, "count": count}, "disk": 50})
        self.pods[pod["id"]]["status"] = status
        if status == "RUNNING":
            self._looks[pod["id"]] = 1000
        return str(pod["id"])

    def names(self) -> list[str]:
        return sorted(pod["name"] for pod in self.pods.values())

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
                return 200, {"pods": [self._look(pod) for pod in list(self.pods.values()) if self._is_listed(pod)]}
            case ("POST", ["pods"]):
                return 201, self._create_pod(body)
            case ("GET", ["pods", id_]):
                return 200, self._look(self._known(self.pods, id_))
            case ("PATCH", ["pods", id_]):
                return 200, self._change_pod(self._known(self.pods, id_), body)
            case ("DELETE", ["pods", id_]):
                del self.pods[self._known(self.pods, id_)["id"]]
                return 204, None
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
                self._only(body, {"name", "size"})
                self._known(self.volumes, id_).update(body)
                return 200, self.volumes[id_]
            case ("DELETE", ["network-volumes", id_]):
                self._known(self.volumes, id_)
                if any(id_ in json.dumps(pod.get("mounts", {})) for pod in self.pods.values()):
                    raise Problem(400, "Bad Request", "the volume is attached to a pod")
                del self.volumes[id_]
                return 204, None
            case ("GET", ["clusters"]):
                return 200, {"clusters": list(self.clusters.values())}
            case ("POST", ["clusters"]):
                return 201, self._create_cluster(body)
            case ("GET", ["clusters", id_]):
                return 200, self._known(self.clusters, id_)
            case ("PATCH", ["clusters", id_]):
                self._only(body, {"name"})
                self._known(self.clusters, id_).update(body)
                return 200, self.clusters[id_]
            case ("DELETE", ["clusters", id_]):
                del self.clusters[self._known(self.clusters, id_)["id"]]
                return 204, None
        raise Problem(404, "Not Found", "resource not found")

    @staticmethod
    def _known(kept: dict[str, Any], id_: str, key: bool = False) -> Any:
        if id_ not in kept:
            raise Problem(404, "Not Found", "resource not found")
        return id_ if key else kept[id_]

    @staticmethod
    def _only(body: Any, allowed: set[str]) -> None:
        if not isinstance(body, dict):
            raise Problem(400, "Bad Request", "the body is not an object")
        unknown = sorted(set(body) - allowed)
        if unknown:
            raise unprocessable(*[f"/{name}: unknown property" for name in unknown])

    def _offer(self, id_: str, query: dict[str, str]) -> dict[str, Any]:
        gpu = self.gpus[id_]
        offer = {
            "id": id_, "name": gpu["name"], "pool": None, "manufacturer": "NVIDIA", "memory": 80, "secure": True,
            "community": False, "price": {"secure": gpu["price"], "community": 0}, "maxCount": {"secure": gpu["most"], "community": 0},
        }  # fmt: skip
        if query.get("include") == "AVAILABILITY":
            if "product" not in query:
                raise Problem(400, "Bad Request", "product is required with include=AVAILABILITY")
            offer["availability"] = gpu["stock"]
            offer["dataCenters"] = [{"id": HERE, "name": "US Kansas 2", "availability": gpu["stock"]}] if gpu["stock"] != "NONE" else []
        return offer

    def _create_pod(self, body: Any) -> dict[str, Any]:
        self._only(body, POD_FIELDS)
        errors = []
        if not body.get("name"):
            errors.append("/name: is required")
        if not body.get("image") and not body.get("templateId"):
            errors.append("/image: is required")
        if errors:
            raise unprocessable(*errors)
        if ("gpu" in body) == ("cpu" in body):
            raise Problem(400, "Bad Request", "exactly one of gpu and cpu must be set")
        if body.get("globalNetworking") and "cpu" in body:
            raise Problem(400, "Bad Request", "global networking is for NVIDIA GPU pods")
        if self.balance <= 0:
            raise Problem(402, "Payment Required", "insufficient balance")
        self._place(body.get("gpu", {}).get("id", ""), body.get("gpu", {}).get("count", 1))
        for mount in body.get("mounts", {}).get("network", []):
            if mount.get("volumeId") not in self.volumes:
                raise Problem(404, "Not Found", "network volume not found")
        return self._make_pod(body)

    def _place(self, gpu: str, count: int) -> None:
        offer = self.gpus.get(gpu)
        if offer is None or offer["stock"] == "NONE" or count > offer["most"]:
            raise Problem(400, "Bad Request", "There are no instances available with the requested specifications.")

    def _make_pod(self, body: dict[str, Any]) -> dict[str, Any]:
        id_ = f"pod{next(self._numbers):06d}"
        gpu = body.get("gpu")
        price = self.gpus.get(gpu["id"], {"price": 0.0})["price"] * gpu.get("count", 1) if gpu else 0.1
        pod = {
            "id": id_, "name": body["name"], "image": body.get("image", ""), "args": body.get("args", ""),
            "disk": body.get("disk", 50), "ports": body.get("ports", []), "env": body.get("env", {}),
            "registry": body.get("registry"), "status": "PROVISIONING", "actions": ["start", "terminate"],
            "mounts": body.get("mounts", {}), "gpu": gpu, "cloud": body.get("cloud", "SECURE"), "dataCenterId": HERE,
            "cudaVersion": "12.8", "ssh": {"proxy": None, "direct": None}, "template": None, "cost": round(price, 4),
            "locked": False, "globalNetworking": {"enabled": bool(body.get("globalNetworking"))}, "runtime": None,
            "createdAt": "2026-11-21T12:00:00Z", "startedAt": None,
        }  # fmt: skip
        self.pods[id_] = pod
        self._hidden[id_] = self.hidden_looks
        return dict(pod)

    def _change_pod(self, pod: dict[str, Any], body: Any) -> dict[str, Any]:
        self._only(body, POD_CHANGES)
        pod.update({name: value for name, value in body.items() if name != "globalNetworking"})
        return pod

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
            pod["runtime"] = {"uptime": 1, "ports": [{"private": 22, "public": 34446, "type": "tcp", "ip": "127.0.0.1"}]}
            if "22/tcp" in pod["ports"]:
                pod["ssh"]["direct"] = {"host": "127.0.0.1", "port": 34446, "username": "root", "command": "ssh root@127.0.0.1 -p 34446"}
            if pod["globalNetworking"]["enabled"]:
                pod["globalNetworking"].update(ip="10.1.0.2", internalDns=f"{pod['id']}.runpod.internal")
        return pod

    def _create_volume(self, body: Any) -> dict[str, Any]:
        self._only(body, VOLUME_FIELDS)
        if not isinstance(body.get("size"), int) or not 10 <= body["size"] <= 4096:
            raise unprocessable("/size: must be between 10 and 4096")
        id_ = f"vol{next(self._numbers):06d}"
        self.volumes[id_] = {"id": id_, "type": "STANDARD", **body}
        return self.volumes[id_]

    def _create_cluster(self, body: Any) -> dict[str, Any]:
        self._only(body, CLUSTER_FIELDS)
        compute = body.get("compute", {})
        if set(compute) != {"gpuTypeId", "gpuCountPerPod", "podCount"}:
            raise unprocessable("/compute: must have gpuTypeId, gpuCountPerPod and podCount")
        self._place(compute["gpuTypeId"], compute["gpuCountPerPod"])
        id_ = f"cluster{next(self._numbers):06d}"
        self.clusters[id_] = {
            "id": id_, "name": body["name"], "type": body["type"], "compute": compute, "dataCenterId": HERE,
            "pods": {"total": compute["podCount"], "byStatus": {"RUNNING": compute["podCount"]}},
            "network": {"cidr": "10.65.0.0/16"},
            "primary": {"podId": f"{id_}-0", "status": "RUNNING", "sshEndpoint": "127.0.0.1:22001"},
            "createdAt": "2026-11-21T12:00:00Z",
        }  # fmt: skip
        return self.clusters[id_]


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
