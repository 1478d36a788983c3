"""RunPod's REST API v2 over HTTPS: every call has a deadline, reading is retried, changing never is."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Iterator

PRODUCTION = "https://api.runpod.io"
ANSWER_LIMIT = 16 * 1024 * 1024
LONGEST_PAUSE = 30.0


class ApiRefused(Exception):
    """RunPod answered, and the answer is no: `status` and RFC 9457's `title`, `detail` and `errors`.

    `retry_after`: seconds that the API asks to wait, where it asks.
    """

    def __init__(self, status: int, title: str, detail: str, errors: list[str], retry_after: float | None = None) -> None:
        self.status, self.title, self.detail, self.errors, self.retry_after = status, title, detail, errors, retry_after
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """One sentence that says what to do where that is known."""
        words = "; ".join([self.detail or self.title, *self.errors]).rstrip(". ")
        if self.status == 401:
            return f"RunPod does not accept the key ({words}). Set RUNPOD_API_KEY to a key that is valid."
        if self.status == 402:
            return f"The account's balance is too low ({words}). Add credit to the RunPod account."
        if self.status == 403:
            return f"The key may not do this ({words}). Give it write access to pods and network volumes."
        if self.status == 429:
            return f"RunPod limits the rate of calls ({words}). Try again in a minute."
        if self.status >= 500:
            return f"RunPod could not answer (status {self.status}: {words}). Try again in a minute."
        return f"RunPod refused with status {self.status}: {words}."


class ApiSilent(Exception):
    """Nobody knows whether the call did something: no answer, half of one, or none in time."""

    def __init__(self, why: str) -> None:
        super().__init__(f"RunPod's API did not answer ({why}). Look whether this machine reaches it, then try again.")


class KeyMissing(Exception):
    """There is no key to ask with."""

    def __init__(self) -> None:
        super().__init__("RUNPOD_API_KEY is not set. Make a key in RunPod's console under Settings, API Keys, and export it.")


class Api:
    """Calls with one key. The key goes into one header and nowhere else."""

    def __init__(
        self,
        key: str,
        base_url: str = PRODUCTION,
        deadline: float = 30.0,
        tries: int = 5,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._key, self._deadline, self._tries, self._pause = key, deadline, tries, pause
        self._base = base_url.rstrip("/").removesuffix("/v2")
        scheme = urllib.parse.urlsplit(self._base)
        if scheme.scheme != "https" and scheme.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError(f"RUNPOD_API_BASE_URL is {base_url}: the key is only sent over https.")

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None, **options: Any) -> "Api":
        values = os.environ if environment is None else environment
        key = values.get("RUNPOD_API_KEY", "").strip()
        if not key:
            raise KeyMissing()
        return cls(key, values.get("RUNPOD_API_BASE_URL") or PRODUCTION, **options)

    def get(self, path: str, **query: object) -> Any:
        """Reads; 429, 5xx and silence are tried again, as long as the API asks for and at most half a minute each."""
        words = urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})
        target = f"{path}?{words}" if words else path
        for left in range(self._tries - 1, -1, -1):
            try:
                return self._call("GET", target, None)
            except ApiRefused as refused:
                if left == 0 or not (refused.status == 429 or refused.status >= 500):
                    raise
                asked = refused.retry_after
            except ApiSilent:
                if left == 0:
                    raise
                asked = None
            self._pause(min(LONGEST_PAUSE, asked if asked is not None else 2.0 ** (self._tries - 1 - left)))
        raise AssertionError("unreachable")

    def delete(self, path: str) -> None:
        """Removes; what is not there already counts as removed. Asked once: see `Account` for looking afterwards."""
        try:
            self._call("DELETE", path, None)
        except ApiRefused as refused:
            if refused.status != 404:
                raise

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Asks once, never again: after `ApiSilent` the caller looks by name what became of it."""
        return self._call("POST", path, body)

    def log_lines(self, path: str, seconds: float) -> Iterator[str]:
        """The lines of a pod's log that come within some seconds, of an answer that does not end by itself."""
        until = time.monotonic() + seconds
        request = self._request("GET", path, None)
        request.add_header("Accept", "text/event-stream")
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                while time.monotonic() < until:
                    raw = answer.readline(65536)
                    if not raw:
                        return
                    text = raw.decode("utf-8", "replace").strip()
                    if text.startswith("data:"):
                        yield str(_object(text[5:].encode()).get("line", ""))
        except urllib.error.HTTPError as refused:
            raise _refusal(refused.code, refused.read(65536), refused.headers.get("Retry-After")) from None
        except (OSError, http.client.HTTPException):
            return

    def _request(self, method: str, target: str, body: dict[str, Any] | None) -> urllib.request.Request:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._base}/v2{target}", data=data, method=method)
        request.add_header("Authorization", f"Bearer {self._key}")
        request.add_header("Accept", "application/json")
        request.add_header("User-Agent", "sluice-infra")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        return request

    def _call(self, method: str, target: str, body: dict[str, Any] | None) -> Any:
        request = self._request(method, target, body)
        try:
            with urllib.request.urlopen(request, timeout=self._deadline) as answer:
                raw = answer.read(ANSWER_LIMIT + 1)
        except urllib.error.HTTPError as refused:
            with refused:
                raise _refusal(refused.code, refused.read(65536), refused.headers.get("Retry-After")) from None
        except (OSError, http.client.HTTPException) as silent:
            raise ApiSilent(str(getattr(silent, "reason", silent)) or type(silent).__name__) from None
        if len(raw) > ANSWER_LIMIT:
            raise ApiSilent("its answer is longer than 16 MiB")
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise ApiSilent("its answer is not JSON") from None


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _refusal(status: int, raw: bytes, retry_after: str | None) -> ApiRefused:
    problem = _object(raw)
    errors = problem.get("errors")
    return ApiRefused(
        status,
        str(problem.get("title") or http.client.responses.get(status, "")),
        str(problem.get("detail") or ""),
        [str(error) for error in errors] if isinstance(errors, list) else [],
        float(retry_after) if retry_after and retry_after.isdigit() else None,
    )
