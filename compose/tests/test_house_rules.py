"""The house rules of the service plane, read from compose.yml itself."""

from __future__ import annotations

import json
import re
import unittest
from pathlib import Path
from typing import Any

import yaml

COMPOSE = Path(__file__).resolve().parents[1]
PLANE = yaml.safe_load((COMPOSE / "compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = PLANE["services"]
# slurmd starts people's jobs as themselves: those containers are root inside.
CLUSTER = {name for name, service in SERVICES.items() if "cluster" in service.get("profiles", [])}
HARDENED = {name: service for name, service in SERVICES.items() if name not in CLUSTER}


class HouseRulesTests(unittest.TestCase):
    def each(self, services: dict[str, dict[str, Any]]):
        self.assertGreater(len(services), 0)
        for name, service in services.items():
            with self.subTest(name):
                yield service

    def test_has_the_parts_that_the_page_names(self) -> None:
        self.assertEqual(set(HARDENED), {"gateway", "portal", "signer", "postgres", "prometheus", "grafana", "loki", "shipper"})
        self.assertEqual(CLUSTER, {"head", "w1", "w2"})

    def test_every_image_is_pinned_to_a_version(self) -> None:
        for service in self.each(HARDENED):
            self.assertRegex(service["image"], r"^[a-z0-9./-]+:v?\d+\.\d+(\.\d+)?[a-z0-9.-]*$")

    def test_every_service_is_asked_whether_it_is_well(self) -> None:
        for service in self.each(SERVICES):
            check = service["healthcheck"]
            self.assertIn(check["test"][0], ("CMD", "CMD-SHELL"))
            self.assertNotIn(check["test"][1], ("true", "exit 0"))
            self.assertTrue({"interval", "timeout", "retries"} <= set(check))

    def test_nothing_runs_as_root(self) -> None:
        for service in self.each(HARDENED):
            self.assertRegex(service["user"], r"^[1-9]\d*:\d+$")

    def test_no_two_services_share_a_user(self) -> None:
        users = [service["user"] for service in HARDENED.values()]
        self.assertEqual(len(users), len(set(users)))

    def test_every_file_system_is_read_only_with_no_capability_and_no_way_to_gain_one(self) -> None:
        for service in self.each(HARDENED):
            self.assertIs(service["read_only"], True)
            self.assertEqual(service["cap_drop"], ["ALL"])
            self.assertEqual(service["security_opt"], ["no-new-privileges:true"])
            self.assertNotIn("privileged", service)
            self.assertNotIn("cap_add", service)

    def test_every_service_has_a_bound_on_memory_processes_and_logs(self) -> None:
        for service in self.each(HARDENED):
            self.assertIn("mem_limit", service)
            self.assertIn("pids_limit", service)
            self.assertIn("max-size", service["logging"]["options"])

    def test_what_is_mounted_from_here_cannot_be_written(self) -> None:
        for service in self.each(HARDENED):
            for volume in service.get("volumes", []):
                if volume.startswith("."):
                    self.assertTrue(volume.endswith(":ro"), volume)
                self.assertNotIn("docker.sock", volume)

    def test_no_password_stands_in_a_file(self) -> None:
        for file in [COMPOSE / "compose.yml", COMPOSE / "compose.logs.yml", *COMPOSE.glob("*/*.yml"), *COMPOSE.glob("grafana/**/*.yml")]:
            for number, line in enumerate(file.read_text().splitlines(), 1):
                key, colon, value = line.strip().partition(":")
                if colon and key != "secrets" and re.search(r"(?i)password|secret|token|api_?key", key) and not key.startswith(("#", "-")):
                    self.assertRegex(value.strip(), r"^(/run/secrets/[a-z.-]+|\{file: \./secrets/[a-z.-]+\}|\"(true|false)\"|)$", f"{file.name}:{number}")

    def test_every_secret_is_a_file_that_make_secrets_makes(self) -> None:
        made = (COMPOSE / "make-secrets").read_text()
        self.assertGreater(len(PLANE["secrets"]), 5)
        for name, secret in PLANE["secrets"].items():
            self.assertEqual(secret, {"file": f"./secrets/{name}"})
            self.assertIn(name, made)

    def test_a_service_sees_the_secrets_it_needs_and_no_other(self) -> None:
        seen = {name: {secret if isinstance(secret, str) else secret["source"] for secret in service.get("secrets", [])} for name, service in SERVICES.items()}
        self.assertEqual(
            {name: secrets for name, secrets in seen.items() if secrets},
            {
                "gateway": {"gateway.crt", "gateway.key"},
                "portal": {"portal-database-password"},
                "signer": {"signer-ca"},
                "postgres": {"postgres-password", "portal-database-password"},
                "grafana": {"grafana-admin-password"},
            },
        )

    def test_only_the_gateway_is_published(self) -> None:
        published = {name for name, service in SERVICES.items() for port in service.get("ports", []) if not port.startswith("127.0.0.1:")}
        self.assertEqual(published, {"gateway"})

    def test_the_signer_has_no_network_and_only_the_portal_has_a_way_to_the_cluster(self) -> None:
        self.assertEqual(SERVICES["signer"]["network_mode"], "none")
        self.assertNotIn("networks", SERVICES["signer"])
        outside = {name for name, service in HARDENED.items() if {"out"} & set(service.get("networks", [])) and not service.get("profiles")}
        self.assertEqual(outside, {"portal"})
        self.assertIs(PLANE["networks"]["inner"]["internal"], True)

    def test_images_and_settings_agree_on_who_is_who(self) -> None:
        for name, number in (("portal", "64201"), ("signer", "64202")):
            self.assertEqual(SERVICES[name]["user"], f"{number}:{number}")
            for image in ("portal", "signer"):
                self.assertIn(f"useradd --uid {number} --gid {number}", (COMPOSE / image / "Dockerfile").read_text())
        settings = dict(line.split("=") for line in (COMPOSE / "signer" / "signer.properties").read_text().split())
        self.assertEqual(settings["portal-user"], "sluice-portal")
        self.assertEqual(settings["socket"], SERVICES["portal"]["environment"]["SLUICE_CLUSTER_SIGNER_SOCKET"])

    def test_every_mounted_file_is_there_or_made(self) -> None:
        for service in SERVICES.values():
            for volume in service.get("volumes", []):
                source = volume.split(":")[0]
                if source.startswith("./") and not source.startswith("./config"):
                    self.assertTrue((COMPOSE / source).exists(), source)

    def test_overlays_name_services_that_exist_and_soften_nothing(self) -> None:
        overlays = sorted(COMPOSE.glob("compose.*.yml"))
        self.assertEqual(len(overlays), 2)
        for overlay in overlays:
            services = yaml.safe_load(overlay.read_text())["services"]
            self.assertLessEqual(set(services), set(SERVICES))
            for service in services.values():
                self.assertLessEqual(set(service), {"logging", "environment", "volumes"})
                self.assertTrue(all(volume.endswith(":ro") for volume in service.get("volumes", [])))

    def test_the_portals_image_holds_the_client_of_the_provisioner_and_not_its_backend(self) -> None:
        image = (COMPOSE / "portal" / "Dockerfile").read_text()
        self.assertIn("COPY provisioner/sluice-provision /opt/sluice/provisioner/sluice-provision", image)
        self.assertNotRegex(image, r"COPY (terraform|provisioner )")

    def test_dashboards_ask_the_provisioned_source_and_have_ids_of_their_own(self) -> None:
        sources = yaml.safe_load((COMPOSE / "grafana/provisioning/datasources/sluice.yml").read_text())["datasources"]
        boards = [json.loads(file.read_text()) for file in sorted((COMPOSE / "grafana/dashboards").glob("*.json"))]
        self.assertEqual(len({board["uid"] for board in boards}), 2)
        for board in boards:
            for panel in board["panels"]:
                self.assertIn(panel["datasource"]["uid"], {source["uid"] for source in sources})
                self.assertTrue(all(target["expr"] for target in panel["targets"]))
