#!/usr/bin/env python3
"""Attack a portal in one way after the other, and see how long bob waits for his pages meanwhile.

    attacks.py PORTAL PASSWORDS SECONDS

PASSWORDS is a file of "login password" lines with alice, who attacks, and bob. Jobs of hers first write what costs most to
read. Prints a line for each attack; ends with 1 when a page of bob's took two seconds or failed. Attackers without an
account come from addresses of their own, alice and bob from two others.
"""
import asyncio
import contextlib
import multiprocessing
import re
import sys
import time
import urllib.parse

from browser import Browser, token, words

LONGEST = 2.0
PAGES = ("/", "/jobs?show=all", "/nodes", "/submit", "/jobs?show=ended")
FORM = "Content-Type: application/x-www-form-urlencoded"
NOBODY = "127.0.77.%d"
ALICE, BOB = "127.0.76.1", "127.0.76.2"
WORST_OUTPUT = {
    "a terminal's codes that never end": "'\\x1b]0;' * 250000",
    "a command that is not found, a million letters long": "'bash: ' + 'a: ' * 330000 + 'command not found'",
    "a million line breaks": "'\\n' * 1048576",
    "a progress bar in one line": "'\\r 50 %' * 150000",
}


class Portal:
    def __init__(self, address, passwords):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port = parts.hostname, parts.port
        self.passwords = dict(line.split() for line in open(passwords, encoding="utf-8"))

    async def signed_in(self, login):
        browser = Browser(self.host, self.port, BOB if login == "bob" else ALICE)
        await browser.sign_in(login, self.passwords[login])
        return browser

    async def raw(self, text, source="127.0.0.1"):
        """A connection on which this was sent, and nothing was read."""
        reader, writer = await asyncio.open_connection(self.host, self.port, local_addr=(source, 0))
        writer.write(text.encode())
        await writer.drain()
        return reader, writer


async def submitted(browser, command):
    """The number of a job that runs this."""
    form = await browser.page("/submit/cpu-job")
    key = re.search(r'name="key" value="([^"]+)"', form).group(1)
    _, answer = await browser.ask("POST", "/submit/cpu-job", urllib.parse.urlencode(
        {"_csrf": token(form), "key": key, "command": command, "memory": "100M", "job_name": "attack"}))
    if not browser.location:
        raise SystemExit("no job was submitted: " + words(answer))
    return browser.location.rsplit("/", 1)[1]


async def hostile_jobs(portal):
    """Jobs that have failed and written the worst."""
    alice = await portal.signed_in("alice")
    jobs = [await submitted(alice, f'python3 -c "print({text})"; exit 1') for text in WORST_OUTPUT.values()]
    for job in jobs:
        while "failed" not in (await alice.page(f"/jobs/{job}/state")).lower():
            await asyncio.sleep(1)
    return jobs


async def again(work):
    """Does it until it is cancelled; what the portal refuses or closes is tried anew at once."""
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, EOFError):
            await work()
        await asyncio.sleep(0)


async def hostile_logs(portal, jobs):
    async def reader(browser, place):
        number = place
        async def look():
            nonlocal number
            number += 1
            await browser.ask("GET", f"/jobs/{jobs[number % len(jobs)]}/{('findings', 'output')[number % 2]}")
        await again(look)
    return [reader(await portal.signed_in("alice"), place) for place in range(12)]


async def long_previews(portal, jobs):
    lines = "\n".join(f"line {number}" for number in range(18_000))
    form = urllib.parse.urlencode({"command": lines, "memory": "1G", "in-place-of": jobs[0]})
    async def writer(browser):
        secret = token(await browser.page("/submit/cpu-job"))
        await again(lambda: browser.ask("POST", "/submit/cpu-job/preview", form + "&_csrf=" + secret))
    return [writer(await portal.signed_in("alice")) for _ in range(8)]


async def streams_of_one_person(portal, _):
    browser = await portal.signed_in("alice")
    async def listener():
        async def listen():
            reader, writer = await portal.raw(f"GET /live?topic=jobs HTTP/1.1\r\nHost: x\r\nCookie: {browser.cookie}\r\n\r\n")
            while await reader.read(4096):
                pass
            writer.close()
            await asyncio.sleep(5)
        await again(listen)
    return [listener() for _ in range(3_200)]


def dripping(count, head, addresses):
    async def attack(portal, _):
        async def one(place):
            async def drip():
                reader, writer = await portal.raw(head, NOBODY % (1 + place % addresses))
                try:
                    while not reader.at_eof():
                        writer.write(b"a")
                        await writer.drain()
                        await asyncio.sleep(5)
                finally:
                    writer.close()
                await asyncio.sleep(1)
            await again(drip)
        return [one(place) for place in range(count)]
    return attack


SLOW_FORM = f"POST /sign-in HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 1000\r\n\r\na"
SLOW_HEAD = "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: "


async def guesses(portal, _):
    async def guesser(place):
        async def guess():
            browser = Browser(portal.host, portal.port, NOBODY % (1 + place))
            await browser.try_to_sign_in(("alice", "bob", "nobody")[place % 3], "wrong")
        await again(guess)
    return [guesser(place) for place in range(120)]


async def requests_at_once(portal, _):
    browser = await portal.signed_in("alice")
    async def asker():
        one = Browser(portal.host, portal.port)
        one.cookie = browser.cookie
        await again(lambda: one.ask("GET", "/jobs?show=all"))
    return [asker() for _ in range(150)]


async def nothing(_, __):
    return []


QUIET = "nobody attacks"
ATTACKS = {
    QUIET: nothing,
    "12 read findings and output of hostile logs": hostile_logs,
    "8 preview scripts of 18,000 lines": long_previews,
    "3,200 streams of one person": streams_of_one_person,
    "210 forms drip from one address": dripping(210, SLOW_FORM, 1),
    "210 forms drip from 210 addresses": dripping(210, SLOW_FORM, 210),
    "500 heads drip": dripping(500, SLOW_HEAD, 100),
    "120 guess passwords from 120 addresses": guesses,
    "150 requests of one person at once": requests_at_once,
}


async def bobs_pages(bob, until):
    times, faults = [], []
    number = 0
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            status, _ = await asyncio.wait_for(bob.ask("GET", PAGES[number % len(PAGES)], headers=["Accept: text/html"]), 30)
            if status != 200:
                faults.append(status)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as broken:
            faults.append(repr(broken))
            bob.connection = None
        times.append(time.monotonic() - begun)
        number += 1
        await asyncio.sleep(max(0.0, 0.5 - times[-1]))
    return sorted(times), faults


async def attack(name, address, passwords, jobs):
    await asyncio.gather(*await ATTACKS[name](Portal(address, passwords), jobs))


def attack_alone(*arguments):
    """In a process of its own: bob's times are the portal's, not this program's."""
    asyncio.run(attack(*arguments))


async def run(address, passwords, seconds):
    portal = Portal(address, passwords)
    jobs = await hostile_jobs(portal)
    bob = await portal.signed_in("bob")
    held = True
    print(f"{'attack':45} {'pages':>6} {'median':>8} {'p95':>8} {'longest':>8}  failed")
    for name in ATTACKS:
        attackers = multiprocessing.get_context("spawn").Process(
            target=attack_alone, args=(name, address, passwords, jobs), daemon=True)
        attackers.start()
        await asyncio.sleep(2)
        times, faults = await bobs_pages(bob, time.monotonic() + seconds)
        if name != QUIET and not attackers.is_alive():
            faults.append("the attackers gave up")
        attackers.kill()
        attackers.join()
        at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
        print(f"{name:45} {len(times):6} {at(.5):7.2f}s {at(.95):7.2f}s {times[-1]:7.2f}s  {len(faults)}"
              + (f", for example {faults[0]}" if faults else ""), flush=True)
        held = held and not faults and times[-1] < LONGEST
        await asyncio.sleep(3)
    print("bob's pages came within two seconds" if held else "bob had to wait, or got no page")
    return held


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(run(sys.argv[1], sys.argv[2], float(sys.argv[3]))) else 1)
