import sys
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "node")]

from sluice_pod.hardware import definition, expected_gres_conf, gres_conf, is_given, type_of


class HardwareTests(unittest.TestCase):
    def test_a_product_has_the_type_people_call_it(self):
        for model, kind in {"NVIDIA A100-SXM4-80GB": "a100", "NVIDIA A100 80GB PCIe": "a100", "NVIDIA H100 80GB HBM3": "h100", "NVIDIA H100 NVL": "h100", "NVIDIA H200": "h200",
                            "NVIDIA GeForce RTX 4090": "rtx4090", "NVIDIA RTX A6000": "rtxa6000", "Tesla V100-SXM2-16GB": "v100", "NVIDIA L40S": "l40s", "": "", "NVIDIA": ""}.items():
            self.assertEqual(kind, type_of(model), model)

    def test_gres_conf_names_the_device_files_and_not_the_indices(self):
        self.assertEqual("NodeName=w1 Name=gpu Type=a100 File=/dev/nvidia3\nNodeName=w1 Name=gpu Type=a100 File=/dev/nvidia5\n", gres_conf("w1", [("a100", "3"), ("a100", "5")]))
        self.assertEqual("NodeName=w1 Name=gpu File=/dev/nvidia0\n", gres_conf("w1", [("", "0")]))

    def test_a_definition_counts_each_type(self):
        self.assertEqual("CPUs=16 RealMemory=60000 Gres=gpu:a100:2,gpu:h100:1 Feature=a100,h100", definition(16, 60000, [("a100", "0"), ("h100", "1"), ("a100", "2")]))
        self.assertEqual("CPUs=2 RealMemory=1000 Feature=cpu", definition(2, 1000, []))
        self.assertEqual("CPUs=2 RealMemory=1000 Gres=gpu:1 Feature=gpu", definition(2, 1000, [("", "0")]))

    def test_a_node_that_is_started_on_demand_is_known_by_its_line(self):
        conf = "# NodeName=x1 State=CLOUD\nNodeName=e[1-4],f7 State=CLOUD CPUs=32\nNodeName=a1 CPUs=2 State=UNKNOWN\nResumeProgram=/x/resume\n"
        self.assertEqual([True, True, False, False, False], [is_given(node, conf) for node in ("e3", "f7", "e5", "a1", "x1")])

    def test_the_gpus_of_a_node_that_never_came_are_those_it_was_promised_with(self):
        conf = "NodeName=e[1-2] State=CLOUD Gres=gpu:a100:2\nNodeName=f1 State=CLOUD Gres=gpu:h100:1,shard:4,gpu:1\nNodeName=g1 State=CLOUD CPUs=2\nNodeName=a1 Gres=gpu:4\n"
        self.assertEqual("".join(f"NodeName={line}\n" for line in (
            "e1 Name=gpu Type=a100 File=/dev/nvidia0", "e1 Name=gpu Type=a100 File=/dev/nvidia1", "e2 Name=gpu Type=a100 File=/dev/nvidia0", "e2 Name=gpu Type=a100 File=/dev/nvidia1",
            "f1 Name=gpu Type=h100 File=/dev/nvidia0", "f1 Name=gpu File=/dev/nvidia1")), expected_gres_conf(conf))

    def test_what_was_promised_is_understood_as_slurm_writes_it(self):
        for gres, types in {'"gpu:a100:2"': ["a100", "a100"], "gpu:rtx_4090:1": ["rtx_4090"], "gpu:a100-sxm:1": ["a100-sxm"], "gpu:a100:no_consume:2": ["a100", "a100"], "gpu:no_consume:1": [""],
                            "gpu:a100:2(S:0,1),shard:8": ["a100", "a100"], "gpu": [""], "gpu:h100": ["h100"]}.items():
            lines = expected_gres_conf(f"NodeName=e1 State=CLOUD Gres={gres}\n").splitlines()
            self.assertEqual([f"NodeName=e1 Name=gpu {f'Type={kind} ' if kind else ''}File=/dev/nvidia{number}" for number, kind in enumerate(types)], lines, gres)
        for conf in ("NodeName=e1 State=CLOUD Gres=gpu:a100:two", "NodeName=e[-3] State=CLOUD Gres=gpu:1"):
            with self.assertRaises(ValueError, msg=conf):
                expected_gres_conf(conf)


if __name__ == "__main__":
    unittest.main()
