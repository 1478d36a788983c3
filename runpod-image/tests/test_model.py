import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod.model import BadModel, command, environment

NEMOTRON = "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16"


class ModelTests(unittest.TestCase):
    def test_serves_nemotron_on_loopback_alone(self):
        self.assertEqual(
            f"/opt/vllm/bin/vllm serve {NEMOTRON} --host 127.0.0.1 --port 8000 --max-model-len 65536 --max-num-seqs 8 --tensor-parallel-size 1 --enable-auto-tool-choice --trust-remote-code"
            " --async-scheduling --mamba-ssm-cache-dtype float32 --tool-call-parser qwen3_coder --reasoning-parser nemotron_v3",
            " ".join(command({"SLUICE_MODEL": NEMOTRON}, 8000)))

    def test_no_code_of_another_model_is_trusted_by_itself(self):
        words = command({"SLUICE_MODEL": "owner/other", "SLUICE_MODEL_TOOL_PARSER": "hermes"}, 8000)
        self.assertNotIn("--trust-remote-code", words)
        self.assertEqual(["--tool-call-parser", "hermes"], words[-2:])
        with self.assertRaisesRegex(BadModel, "SLUICE_MODEL_TOOL_PARSER"):
            command({"SLUICE_MODEL": "owner/other"}, 8000)

    def test_says_which_setting_is_wrong(self):
        for given, words in (({"SLUICE_MODEL": "--help"}, "SLUICE_MODEL is"), ({"SLUICE_MODEL": NEMOTRON, "SLUICE_MODEL_LENGTH": "long"}, "SLUICE_MODEL_LENGTH")):
            with self.assertRaisesRegex(BadModel, words):
                command(given, 8000)

    def test_the_key_is_in_the_environment_and_not_on_the_command_line(self):
        given = environment({"PATH": "/bin", "SLUICE_HEAD": "x", "SLUICE_MODEL_GPU": "2", "CUDA_VISIBLE_DEVICES": "0,1"}, "k" * 32, "", Path("/models"))
        self.assertEqual(("k" * 32, "2", "PCI_BUS_ID"), (given["VLLM_API_KEY"], given["CUDA_VISIBLE_DEVICES"], given["CUDA_DEVICE_ORDER"]))
        self.assertFalse({"SLUICE_HEAD", "HF_TOKEN"} & given.keys())
        self.assertEqual("t", environment({}, "k" * 32, "t", Path("/models"))["HF_TOKEN"])
        with self.assertRaisesRegex(BadModel, "shorter than 16"):
            environment({}, "", "", Path("/models"))


if __name__ == "__main__":
    unittest.main()
