"""A browser of the bench: one person's session with a portal, without the pictures."""
import asyncio
import gzip
import re
import urllib.parse


def words(answer):
    """The text of an answer as it was sent, packed or not."""
    return (gzip.decompress(answer) if answer[:2] == b"\x1f\x8b" else answer).decode(errors="replace")


def token(page):
    """What each form of a page has to send with it."""
    return re.search(r'name="_csrf"[^>]*value="([^"]+)"', page).group(1)


class Browser:
    """One session over HTTP/1.1, with one connection for pages and one for the stream."""

    def __init__(self, host, port, source="127.0.0.1"):
        self.host, self.port, self.source = host, port, source
        self.cookie = self.location = ""
        self.connection = None

    async def connect(self):
        return await asyncio.open_connection(self.host, self.port, local_addr=(self.source, 0))

    async def ask(self, method, path, body="", headers=()):
        """The status and the bytes of the answer; a connection that the portal has closed is opened again once."""
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = await self.connect()
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
        self.location = (re.findall(r"(?im)^location: (\S+)", head) or [""])[0]
        length = re.search(r"(?im)^content-length: (\d+)", head)
        chunked = re.search(r"(?im)^transfer-encoding: chunked", head)
        return status, None if chunked else int(length.group(1)) if length else 0

    async def page(self, path):
        """The words of a page."""
        _, answer = await self.ask("GET", path, headers=["Accept: text/html"])
        return words(answer)

    async def try_to_sign_in(self, login, password):
        """The status of the answer: 302 for both outcomes, the way to the next page or back."""
        form = {"username": login, "password": password, "_csrf": token(await self.page("/sign-in"))}
        status, _ = await self.ask("POST", "/sign-in", urllib.parse.urlencode(form))
        return status

    async def sign_in(self, login, password):
        await self.try_to_sign_in(login, password)
        status, _ = await self.ask("GET", "/pulse")
        if status != 200:
            raise SystemExit(f"{login} could not sign in: {status}")

    async def listen(self, heard):
        """Holds a stream and counts what it tells of lists."""
        reader, writer = await self.connect()
        writer.write(self._head("GET", "/live?topic=jobs&topic=seen", "", ["Accept: text/event-stream"]).encode())
        while line := await reader.readline():
            if line.startswith(b"event:jobs"):
                heard.append(1)
