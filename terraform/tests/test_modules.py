"""House rules of the modules that need no Terraform to be seen; `make infra-test` plans and applies them."""

from __future__ import annotations

import json
import re
import unittest
from pathlib import Path

from infra import settings

HERE = Path(__file__).resolve().parents[1]
DIRECTORIES = sorted([*(HERE / "modules").iterdir(), *(HERE / "environments").iterdir()])
FILES = {"versions.tf", "variables.tf", "main.tf", "outputs.tf"}
BLOCK = re.compile(r'^(variable|output) "(\w+)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)


class ModulesTests(unittest.TestCase):
    def test_every_module_and_environment_has_the_four_files(self) -> None:
        self.assertEqual(len(DIRECTORIES), 6)
        for directory in DIRECTORIES:
            with self.subTest(directory.name):
                self.assertLessEqual(FILES, {file.name for file in directory.iterdir()})

    def test_every_variable_has_a_type_and_everything_a_description(self) -> None:
        seen = 0
        for directory in DIRECTORIES:
            for file in (directory / "variables.tf", directory / "outputs.tf"):
                for sort, name, body in BLOCK.findall(file.read_text()):
                    seen += 1
                    with self.subTest(f"{directory.name}: {sort} {name}"):
                        self.assertRegex(body, r'(?m)^  description += ".{10,}"$')
                        if sort == "variable":
                            self.assertRegex(body, r"(?m)^  type +=")
        self.assertGreater(seen, 40)

    def test_every_validation_says_what_to_do_in_a_sentence(self) -> None:
        messages = [
            message
            for directory in DIRECTORIES
            for message in re.findall(r'error_message = "(.*)"', (directory / "variables.tf").read_text())
        ]
        self.assertGreater(len(messages), 15)
        for message in messages:
            self.assertRegex(message, r"^[A-Za-z_].{30,}\.$")

    def test_the_provider_is_pinned_to_its_second_major_version_everywhere(self) -> None:
        for directory in DIRECTORIES:
            text = (directory / "versions.tf").read_text()
            self.assertIn('source  = "runpod/runpod"', text)
            self.assertIn('version = "~> 2.0"', text)

    def test_no_file_names_a_secret(self) -> None:
        for file in HERE.rglob("*.tf"):
            self.assertNotRegex(file.read_text(), r"(?i)(api_key|password|token|secret)\w*\s*=", str(file))

    def test_every_block_is_closed(self) -> None:
        for file in HERE.rglob("*.tf"):
            text = re.sub(r'"(\\.|[^"\\])*"|#.*', "", file.read_text())
            for opening, closing in ("{}", "[]", "()"):
                self.assertEqual(text.count(opening), text.count(closing), str(file))

    def test_the_examples_are_settings_that_the_scripts_accept(self) -> None:
        for environment in ("pods", "instant-cluster"):
            file = HERE / "environments" / environment / "example.tfvars.json"
            read = settings.of(file, json.loads(file.read_text()))
            self.assertTrue(read.workers or read.cluster)

    def test_modules_settings_and_image_have_one_rule_for_the_name_of_a_cluster_and_one_for_a_nodes(self) -> None:
        image = (HERE.parent / "runpod-image" / "lib" / "settings.sh").read_text()
        (of_the_image,) = re.findall(r"\$CLUSTER =~ \^(\S+)\$ ", image)
        self.assertEqual(of_the_image, settings.NAME.pattern)
        self.assertEqual(set(re.findall(r"\$name =~ \^(\S+)\$ ", image)), {settings.NODE_NAME.pattern})
        declared = [(file, text) for file in HERE.rglob("variables.tf") if 'variable "name"' in (text := file.read_text()) and file.parent.name != "network-volume"]
        self.assertEqual(len(declared), 5)
        for file, text in declared:
            self.assertIn(f'regex("^{of_the_image}$", var.name)', text, file)
        workers = (HERE / "modules" / "workers" / "variables.tf").read_text()
        self.assertIn(f'regex("^{settings.NODE_NAME.pattern}$", node)', workers)

    def test_the_variables_of_an_example_are_declared(self) -> None:
        for environment in ("pods", "instant-cluster"):
            directory = HERE / "environments" / environment
            declared = set(re.findall(r'variable "(\w+)"', (directory / "variables.tf").read_text()))
            self.assertLessEqual(set(json.loads((directory / "example.tfvars.json").read_text())), declared)
