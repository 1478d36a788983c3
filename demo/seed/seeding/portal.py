"""A person at the portal: signs in and submits forms as a browser does."""

from __future__ import annotations

import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from http.client import HTTPResponse
from http.cookiejar import CookieJar

UNREACHABLE = 503
PATIENCE = 30.0


class NotTaken(Exception):
    """The portal did not take a form; the message says what it answered."""


class Form(HTMLParser):
    """The fields of a page's form to one address, each with the value that a browser would send."""

    def __init__(self, action: str, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._action = action
        self._inside = False
        self._select = self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "form":
            self._inside = given.get("action", "").split(";")[0] == self._action
        elif not self._inside:
            return
        elif tag == "input" and name:
            self.fields[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._textarea = ""


class Portal:
    """One person's browser."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._url = url
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        fields = Form("/sign-in", self._page("/sign-in")).fields
        answer = self._post("/sign-in", fields | {"username": login, "password": password})
        if urllib.parse.urlsplit(answer.url).path == "/sign-in":
            raise NotTaken(f"{login} could not sign in")

    def submit(self, template: str, **values: str) -> str:
        """The number of the job. A form that the portal could not pass on says so and submitted nothing: it is sent again."""
        address = f"/submit/{template}"
        until = time.monotonic() + PATIENCE
        while True:
            fields = Form(address, self._page(address)).fields
            unknown = values.keys() - fields.keys()
            if unknown:
                raise NotTaken(f"{address} has no field {', '.join(sorted(unknown))}; it has {', '.join(sorted(fields))}")
            try:
                return self._job(self._post(address, fields | values), until)
            except urllib.error.HTTPError as refused:
                with refused:
                    if refused.code != UNREACHABLE or time.monotonic() > until:
                        raise NotTaken(f"{address} answered {refused.code}: {words(refused.read().decode())}") from None
            time.sleep(2)

    def _job(self, answer: HTTPResponse, until: float) -> str:
        """What is not settled yet leads to the submission's page, and that page to the job's once it is."""
        while True:
            path = urllib.parse.urlsplit(answer.url).path
            if path.startswith("/jobs/"):
                return path.removeprefix("/jobs/")
            if not path.startswith("/submissions/") or time.monotonic() > until:
                raise NotTaken(f"the portal led to {path}, not to a job")
            time.sleep(1)
            answer = self._browser.open(self._url + path, timeout=30)

    def _page(self, path: str) -> str:
        with self._browser.open(self._url + path, timeout=30) as answer:
            return str(answer.read().decode())

    def _post(self, path: str, fields: dict[str, str]) -> HTTPResponse:
        return self._browser.open(self._url + path, urllib.parse.urlencode(fields).encode(), timeout=60)


class Alerts(HTMLParser):
    """The words of a page's answers and of its fields' errors."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if self._depth or given.get("role") == "alert" or "field-error" in (given.get("class") or ""):
            self._depth += tag not in ("input", "br")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """It holds no words."""

    def handle_endtag(self, tag: str) -> None:
        self._depth -= self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._depth and data.strip():
            self.words.append(data.strip())


def words(page: str) -> str:
    alerts = Alerts()
    alerts.feed(page)
    return " ".join(alerts.words) or "no reason on the page"
