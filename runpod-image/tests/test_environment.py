import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod.environment import is_secret, left_in, names_in, passed_on, secrets_of


class EnvironmentTests(unittest.TestCase):
    def test_passes_on_what_is_known_and_drops_the_rest(self):
        given = {"PATH": "/bin", "ROLE": "head", "RUNPOD_POD_ID": "abc", "CUDA_VERSION": "12.8", "SLUICE_HEAD": "10.0.0.2", "MY_OWN": "x", "AWS_REGION": "eu"}
        self.assertEqual({"PATH", "ROLE", "RUNPOD_POD_ID", "CUDA_VERSION", "SLUICE_HEAD"}, passed_on(given).keys())

    def test_no_secret_is_passed_on_whatever_it_begins_with(self):
        for name in ("RUNPOD_API_KEY", "SLUICE_MUNGE_KEY", "SLUICE_MODEL_API_KEY", "HF_TOKEN", "SLUICE_DATABASE_PASSWORD", "JUPYTER_PASSWORD", "PUBLIC_KEY", "NVIDIA_AUTH",
                     "sluice_secret_x", "RUNPOD_CREDENTIALS"):
            with self.subTest(name):
                self.assertTrue(is_secret(name))
                self.assertEqual({}, passed_on({name: "value"}))

    def test_what_only_looks_like_one_is_passed_on(self):
        for name in ("RUNPOD_POD_ID", "SLUICE_NODE_NAME", "NCCL_SOCKET_IFNAME", "RUNPOD_TCP_PORT_22"):
            self.assertFalse(is_secret(name), name)

    def test_keeps_the_secrets_that_somebody_needs_and_drops_the_others(self):
        given = {"RUNPOD_API_KEY": "r", "HF_TOKEN": "h", "JUPYTER_PASSWORD": "j", "SLUICE_MUNGE_KEY": ""}
        self.assertEqual({"hf-token": "h"}, secrets_of(given))

    def test_names_what_is_still_there(self):
        self.assertEqual(["HF_TOKEN"], left_in({"HF_TOKEN": "x", "PUBLIC_KEY": "", "ROLE": "head"}))

    def test_reads_the_names_of_a_file_of_exports(self):
        with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
            file.write('export RUNPOD_POD_ID="a"\nexport HF_TOKEN="b=c"\nPLAIN=1\n# export NOT_ME=1\n')
            file.flush()
            self.assertEqual(["RUNPOD_POD_ID", "HF_TOKEN", "PLAIN"], names_in(Path(file.name)))
        self.assertEqual([], names_in(Path("/nowhere/rp_environment")))


if __name__ == "__main__":
    unittest.main()
