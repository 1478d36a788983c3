"""How RunPod's API is asked: deadlines, what is tried again, what never is."""

from __future__ import annotations

import socket
import threading

from infra.api import Api, ApiRefused, ApiSilent, KeyMissing
from tests.situations import Situation


class ApiTests(Situation):
    def test_reads_with_the_key_in_the_header(self) -> None:
        self.assertEqual(self.api.get("/pods"), {"pods": []})

    def test_says_what_to_do_about_a_key_that_is_not_accepted(self) -> None:
        with self.assertRaises(ApiRefused) as refused:
            Api("other", self.runpod.url).get("/pods")
        self.assertEqual(refused.exception.status, 401)
        self.assertIn("Set RUNPOD_API_KEY", str(refused.exception))

    def test_says_that_there_is_no_key_before_it_asks_anybody(self) -> None:
        with self.assertRaisesRegex(KeyMissing, "RUNPOD_API_KEY is not set"):
            Api.from_environment({"RUNPOD_API_BASE_URL": self.runpod.url})
        self.assertEqual(self.runpod.requests, [])

    def test_sends_the_key_to_no_address_without_tls_but_loopback(self) -> None:
        with self.assertRaisesRegex(ValueError, "only sent over https"):
            Api("test-key", "http://api.example")

    def test_waits_as_long_as_the_api_asks_when_it_limits_the_rate(self) -> None:
        self.runpod.break_next("GET", "/v2/pods", 429, times=2, Retry_After="7")
        self.assertEqual(self.api.get("/pods"), {"pods": []})
        self.assertEqual(self.paused, [7.0, 7.0])

    def test_reads_again_after_a_failure_of_the_api_and_gives_up_in_the_end(self) -> None:
        self.runpod.break_next("GET", "/v2/pods", 503, times=4)
        self.assertEqual(self.api.get("/pods"), {"pods": []})
        self.assertEqual(self.paused, [1.0, 2.0, 4.0, 8.0])
        self.runpod.break_next("GET", "/v2/pods", 503, times=5)
        with self.assertRaisesRegex(ApiRefused, "Try again in a minute"):
            self.api.get("/pods")

    def test_reads_what_is_refused_only_once(self) -> None:
        with self.assertRaises(ApiRefused):
            self.api.get("/pods/nowhere")
        self.assertEqual(self.runpod.count("GET", "/v2/pods"), 1)

    def test_never_posts_twice_whatever_the_answer_was(self) -> None:
        for broken in (429, 500, 503):
            self.runpod.break_next("POST", "/v2/network-volumes", broken)
            with self.assertRaises(ApiRefused):
                self.api.post("/network-volumes", {"name": "v", "size": 10, "dataCenter": "US-KS-2"})
        self.runpod.lose_next_answer("POST", "/v2/network-volumes")
        with self.assertRaises(ApiSilent):
            self.api.post("/network-volumes", {"name": "v", "size": 10, "dataCenter": "US-KS-2"})
        self.assertEqual(self.runpod.count("POST", "/v2/network-volumes"), 4)
        self.assertEqual(len(self.runpod.volumes), 1)

    def test_tells_each_error_of_a_refused_body(self) -> None:
        with self.assertRaisesRegex(ApiRefused, "/colour: unknown property"):
            self.api.post("/pods", {"name": "x", "colour": "red"})

    def test_removing_what_is_gone_is_no_failure(self) -> None:
        self.api.delete("/pods/nowhere")

    def test_ends_at_its_deadline_when_nobody_answers(self) -> None:
        silent = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        api = Api("test-key", f"http://127.0.0.1:{silent.getsockname()[1]}", deadline=0.3, tries=2, pause=self.paused.append)
        with self.assertRaisesRegex(ApiSilent, "did not answer"):
            api.get("/pods")
        self.assertEqual(len(self.paused), 1)

    def test_takes_garbage_for_no_answer(self) -> None:
        server = self.enterContext(socket.create_server(("127.0.0.1", 0)))

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html")

        threading.Thread(target=serve, daemon=True).start()
        api = Api("test-key", f"http://127.0.0.1:{server.getsockname()[1]}", deadline=5.0, tries=1)
        with self.assertRaisesRegex(ApiSilent, "not JSON"):
            api.get("/pods")
