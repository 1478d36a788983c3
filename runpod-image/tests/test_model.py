import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod.model import BadModel, command, environment

PROGRAM = Path(__file__).resolve().parents[1] / "bin" / "sluice-model"
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

    def check(self, reasoning_parsers: list[str], flags: str) -> subprocess.CompletedProcess[str]:
        """Against a stand-in with vLLM's modules, as 0.19.1 has them."""
        with tempfile.TemporaryDirectory() as directory:
            for name, text in {
                "vllm/__init__.py": "__version__ = 'stand-in'",
                "vllm/platforms/__init__.py": "_current_platform = None",
                "vllm/platforms/cpu.py": "class CpuPlatform: pass",
                "vllm/reasoning/__init__.py": f"class ReasoningParserManager:\n    get_reasoning_parser = {{name: object for name in {reasoning_parsers}}}.__getitem__",
                "vllm/tool_parsers/__init__.py": "class ToolParserManager:\n    get_tool_parser = {'qwen3_coder': object}.__getitem__",
                "vllm/utils/__init__.py": "",
                "vllm/utils/argparse_utils.py": "from argparse import ArgumentParser as FlexibleArgumentParser",
                "vllm/entrypoints/__init__.py": "",
                "vllm/entrypoints/openai/__init__.py": "",
                "vllm/entrypoints/openai/cli_args.py": "import vllm.platforms\nassert vllm.platforms._current_platform\n"
                f"def make_arg_parser(parser):\n    parser.add_argument('model')\n    for flag in '{flags}'.split(): parser.add_argument(flag)\n"
                "    for flag in '--enable-auto-tool-choice --trust-remote-code --async-scheduling'.split(): parser.add_argument(flag, action='store_true')\n    return parser",
            }.items():
                file = Path(directory) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            return subprocess.run([PROGRAM, "--check", sys.executable], env={"PATH": "/usr/bin:/bin", "PYTHONPATH": directory}, capture_output=True, text=True, check=False)

    def test_the_image_is_not_built_with_a_vllm_that_lacks_what_starts_it(self):
        flags = "--host --port --max-model-len --max-num-seqs --tensor-parallel-size --mamba-ssm-cache-dtype --tool-call-parser --reasoning-parser"
        good = self.check(["nemotron_v3"], flags)
        self.assertEqual((0, ""), (good.returncode, good.stderr))
        without_parser = self.check(["deepseek_r1"], flags)
        self.assertEqual(1, without_parser.returncode)
        self.assertIn("vLLM stand-in has no --reasoning-parser nemotron_v3", without_parser.stderr)
        without_flag = self.check(["nemotron_v3"], flags.replace("--mamba-ssm-cache-dtype ", ""))
        self.assertNotEqual(0, without_flag.returncode)
        self.assertIn("vLLM stand-in does not take the words above", without_flag.stderr)


if __name__ == "__main__":
    unittest.main()
