import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod.share import share

MEMINFO = "MemTotal:       1056636000 kB\nMemFree: 1 kB\n"


class ShareTests(unittest.TestCase):
    def setUp(self):
        self._directory = tempfile.TemporaryDirectory()
        self.root = Path(self._directory.name)
        self.addCleanup(self._directory.cleanup)
        self.write("proc/meminfo", MEMINFO)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def test_without_limits_it_is_the_machine_less_what_the_pod_itself_needs(self):
        found = share({}, self.root, 128)
        self.assertEqual((128, "the machine", "the machine"), (found.cores, found.cores_by, found.memory_by))
        self.assertEqual(1031871 - int(1031871 * 0.05), found.memory)

    def test_the_cloud_says_how_many_cores_the_pod_paid_for(self):
        found = share({"RUNPOD_CPU_COUNT": "16"}, self.root, 128)
        self.assertEqual((16, "RUNPOD_CPU_COUNT"), (found.cores, found.cores_by))

    def test_what_is_no_number_of_cores_is_not_believed(self):
        for word in ("", "0", "-4", "many", "1.5", "999999"):
            self.assertEqual(128, share({"RUNPOD_CPU_COUNT": word}, self.root, 128).cores, word)

    def test_cgroup_v2_limits_count(self):
        self.write("sys/fs/cgroup/cpu.max", "150000 100000\n")
        self.write("sys/fs/cgroup/memory.max", str(64 << 30))
        found = share({"RUNPOD_CPU_COUNT": "16"}, self.root, 128)
        self.assertEqual((1, "its cgroup", "its cgroup"), (found.cores, found.cores_by, found.memory_by))
        self.assertEqual(65536 - 3276, found.memory)

    def test_cgroup_v2_without_limits_says_max(self):
        self.write("sys/fs/cgroup/cpu.max", "max 100000\n")
        self.write("sys/fs/cgroup/memory.max", "max\n")
        found = share({}, self.root, 8)
        self.assertEqual((8, "the machine", "the machine"), (found.cores, found.cores_by, found.memory_by))

    def test_cgroup_v1_limits_count_and_its_no_limit_does_not(self):
        self.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "400000\n")
        self.write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")
        self.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
        found = share({}, self.root, 128)
        self.assertEqual((4, "the machine"), (found.cores, found.memory_by))
        self.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
        self.write("sys/fs/cgroup/memory/memory.limit_in_bytes", str(2 << 30))
        found = share({}, self.root, 128)
        self.assertEqual((128, 2048 - 256), (found.cores, found.memory))

    def test_a_machine_that_does_not_say_is_an_error(self):
        self.write("proc/meminfo", "nothing\n")
        with self.assertRaisesRegex(ValueError, "meminfo"):
            share({}, self.root, 1)


if __name__ == "__main__":
    unittest.main()
