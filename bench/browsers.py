#!/usr/bin/env python3
"""Open browsers in front of a portal: each has a session of its own, holds a stream and asks for the list of jobs.

    browsers.py PORTAL PASSWORDS COUNT SECONDS [EVERY [PAGE]]

PASSWORDS is a file of "login password" lines; the browsers sign in with them in turn. EVERY is the time between two
looks of one browser in seconds (5); with 0 each asks again as soon as it has an answer. PAGE is what they look at, the list
of all jobs unless given; only lists are asked for as a page that is open asks for them. Prints one line of figures.
All come from one address: more than 60 at once need a portal with a higher sluice.limits.requests-at-once.
"""
import asyncio
import sys
import time
import urllib.parse

from browser import Browser, words

LIST = "/jobs?show=all&mine=false"


async def look(browser, page, until, every, first, times, sizes, faults):
    await asyncio.sleep(first)
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            status, answer = await browser.ask("GET", page, headers=["HX-Request: true"] if page == LIST else ["Accept: text/html"])
            took = time.monotonic() - begun
            if status in (200, 204, 304):
                times.append(took)
                sizes.append((len(answer), words(answer).count('href="/jobs/') if page == LIST else 0))
            else:
                faults.append(status)
        except (OSError, asyncio.IncompleteReadError) as broken:
            faults.append(repr(broken))
        await asyncio.sleep(max(0.0, every - (time.monotonic() - begun)))


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers) if numbers else 0


async def run(portal, passwords, count, seconds, every, page):
    address = urllib.parse.urlsplit(portal)
    accounts = [line.split() for line in open(passwords, encoding="utf-8")]
    browsers = [Browser(address.hostname, address.port) for _ in range(count)]
    for number, browser in enumerate(browsers):
        await browser.sign_in(*accounts[number % len(accounts)])
    heard, times, sizes, faults = [], [], [], []
    streams = [asyncio.create_task(browser.listen(heard)) for browser in browsers]
    until = time.monotonic() + seconds
    await asyncio.gather(*(look(browser, page, until, every, every * number / count, times, sizes, faults)
                           for number, browser in enumerate(browsers)))
    lost = sum(stream.done() for stream in streams)
    for stream in streams:
        stream.cancel()
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else float("nan")
    print(f"{count} browsers: {len(times)} pages, {len(times) / seconds:.1f} a second, p50 {at(.5):.0f} ms, p95 {at(.95):.0f} ms, "
          f"p99 {at(.99):.0f} ms, {mean(sent for sent, _ in sizes) / 1000:.1f} kB sent, {mean(listed for _, listed in sizes):.0f} jobs listed, {len(heard)} events, "
          f"{len(faults)} failed, {lost} streams lost" + (f", for example {faults[0]}" if faults else ""))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float((sys.argv + ["5"])[5]),
                    (sys.argv[6:] + [LIST])[0]))
