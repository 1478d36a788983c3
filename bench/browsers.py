#!/usr/bin/env python3
"""Open browsers in front of a portal: each has a session of its own, holds a stream and asks for the list of jobs.

    browsers.py PORTAL PASSWORDS COUNT SECONDS [EVERY]

PASSWORDS is a file of "login password" lines; the browsers sign in with them in turn. EVERY is the time between two
looks of one browser in seconds (5); with 0 each asks again as soon as it has an answer. Prints one line of figures.
All come from one address: more than 60 at once need a portal with a higher sluice.limits.requests-at-once.
"""
import asyncio
import gzip
import re
import sys
import time
import urllib.parse

LIST = "/jobs?show=all&mine=false"


class Browser:
    """One session over HTTP/1.1, with one connection for pages and one for the stream."""

    def __init__(self, host, port):
        self.host, self.port, self.cookie = host, port, ""
        self.connection = None

    async def ask(self, method, path, body="", headers=()):
        """The status and the text of the answer; a connection that the portal has closed is opened again once."""
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = await asyncio.open_connection(self.host, self.port)
            try:
                return await self._ask(method, path, body, headers)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.connection = None
                if attempt == 2:
                    raise

    async def _ask(self, method, path, body, headers):
        reader, writer = self.connection
        writer.write(self._head(method, path, body, headers).encode())
        await writer.drain()
        status, length = await self._head_of(reader)
        if length is not None:
            return status, await reader.readexactly(length)
        text = b""
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            text += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
        return status, text

    def _head(self, method, path, body, headers):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept-Encoding: gzip", *headers]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    async def _head_of(self, reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        status = int(head.split(" ", 2)[1])
        for cookie in re.findall(r"(?im)^set-cookie: (SLUICE=[^;]+)", head):
            self.cookie = cookie
        length = re.search(r"(?im)^content-length: (\d+)", head)
        chunked = re.search(r"(?im)^transfer-encoding: chunked", head)
        return status, None if chunked else int(length.group(1)) if length else 0

    async def sign_in(self, login, password):
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(self._head("GET", "/sign-in", "", ["Connection: close"]).replace("Accept-Encoding: gzip", "Accept: text/html").encode())
        page = (await reader.read()).decode(errors="replace")
        writer.close()
        self.cookie = re.findall(r"(?im)^set-cookie: (SLUICE=[^;]+)", page)[0]
        token = re.search(r'name="_csrf"[^>]*value="([^"]+)"', page).group(1)
        form = urllib.parse.urlencode({"username": login, "password": password, "_csrf": token})
        status, _ = await self.ask("POST", "/sign-in", form)
        if status != 302:
            raise SystemExit(f"{login} could not sign in: {status}")

    async def listen(self, heard):
        """Holds a stream and counts what it tells of lists."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(self._head("GET", "/live?topic=jobs&topic=seen", "", ["Accept: text/event-stream"]).encode())
        while line := await reader.readline():
            if line.startswith(b"event:jobs"):
                heard.append(1)


def rows(answer):
    """Jobs in a list that came with status 200."""
    return gzip.decompress(answer).count(b'href="/jobs/') if answer[:2] == b"\x1f\x8b" else 0


async def look(browser, until, every, first, times, sizes, faults):
    await asyncio.sleep(first)
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            status, text = await browser.ask("GET", LIST, headers=["HX-Request: true"])
            took = time.monotonic() - begun
            if status in (200, 204, 304):
                times.append(took)
                sizes.append((len(text), rows(text)))
            else:
                faults.append(status)
        except (OSError, asyncio.IncompleteReadError) as broken:
            faults.append(repr(broken))
        await asyncio.sleep(max(0.0, every - (time.monotonic() - begun)))


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers) if numbers else 0


async def run(portal, passwords, count, seconds, every):
    address = urllib.parse.urlsplit(portal)
    accounts = [line.split() for line in open(passwords, encoding="utf-8")]
    browsers = [Browser(address.hostname, address.port) for _ in range(count)]
    for number, browser in enumerate(browsers):
        await browser.sign_in(*accounts[number % len(accounts)])
    heard, times, sizes, faults = [], [], [], []
    streams = [asyncio.create_task(browser.listen(heard)) for browser in browsers]
    until = time.monotonic() + seconds
    await asyncio.gather(*(look(browser, until, every, every * number / count, times, sizes, faults)
                           for number, browser in enumerate(browsers)))
    lost = sum(stream.done() for stream in streams)
    for stream in streams:
        stream.cancel()
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else float("nan")
    print(f"{count} browsers: {len(times) / seconds:.1f} lists a second, p50 {at(.5):.0f} ms, p95 {at(.95):.0f} ms, "
          f"p99 {at(.99):.0f} ms, {mean(sent for sent, _ in sizes) / 1000:.1f} kB sent, {mean(listed for _, listed in sizes):.0f} jobs listed, {len(heard)} events, "
          f"{len(faults)} failed, {lost} streams lost" + (f", for example {faults[0]}" if faults else ""))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float((sys.argv + ["5"])[5])))
