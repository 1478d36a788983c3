"""What a wrong variable is told, before anything is asked or made."""

from __future__ import annotations

from infra.settings import SettingsWrong, read
from tests.situations import VARIABLES, Situation


class SettingsTests(Situation):
    def test_reads_what_terraform_reads(self) -> None:
        settings = self.write()
        self.assertEqual(settings.workers["e3"].title, "2 x H100 80GB")
        self.assertEqual(settings.pod_name("e1"), "sluice-e1")

    def test_says_what_to_copy_when_there_are_no_variables(self) -> None:
        with self.assertRaisesRegex(SettingsWrong, "Copy example.tfvars.json"):
            read(self.directory)

    def test_says_which_variable_is_wrong_and_what_it_must_be(self) -> None:
        wrong = {
            "name must be": {"name": "Sluice!"},
            "it is Slurm's ClusterName too": {"name": "sluice-ic"},
            "workers.e1 names the kind b200": {"workers": {"e1": "b200"}},
            "workers.head is not a node name": {"workers": {"head": "a100x4"}},
            "workers.sluice-head is not a node name": {"workers": {"sluice-head": "a100x4"}},
            "kinds.a100x4.gpus must list": {"kinds": {"a100x4": {"gpus": [], "count": 4}}, "workers": {}},
            "kinds.a100x4.count must be a whole number": {"kinds": {"a100x4": {"gpus": ["X"], "count": 0}}, "workers": {}},
            "volume_size must be a whole number, at least 10": {"volume_size": 5},
            "head.gpu must be a text": {"head": {"count": 1}},
            "data_center must be": {"data_center": ""},
        }
        for words, changed in wrong.items():
            with self.subTest(words), self.assertRaisesRegex(SettingsWrong, words):
                self.write(**changed)

    def test_says_that_the_file_is_no_json(self) -> None:
        (self.directory / "terraform.tfvars.json").write_text("name = 1")
        with self.assertRaisesRegex(SettingsWrong, "cannot be read as JSON"):
            read(self.directory)

