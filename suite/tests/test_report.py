"""What suite/report says of the files that surefire leaves."""

import importlib.machinery
import importlib.util
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "report"


def load():
    loader = importlib.machinery.SourceFileLoader("report", str(PROGRAM))
    sys.dont_write_bytecode = True
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("report", loader))
    sys.modules["report"] = module
    loader.exec_module(module)
    return module


REPORT = load()
PASSED = '<testcase classname="org.A" name="passes"/>'
FAILED = '<testcase classname="org.A" name="fails"><failure message="m">expected 1\nat A</failure><rerunFailure/></testcase>'
FLAKY = '<testcase classname="org.A" name="shakes"><flakyFailure message="too late">trace</flakyFailure></testcase>'
SKIPPED = '<testcase classname="org.A" name="leaves"><skipped message="no cluster"/></testcase>'


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.root = Path(self.directory.name)
        self.out = self.root / "target/suite"
        self.out.mkdir(parents=True)

    def stages(self, lines, **cases):
        (self.out / "stages").write_text(lines)
        for stage, xml in cases.items():
            reports = self.root / "portal/target/surefire-reports" / stage
            reports.mkdir(parents=True)
            (reports / "TEST-org.A.xml").write_text(f'<testsuite name="org.A" time="3.5">{xml}</testsuite>')
        return REPORT.stages(self.root, self.out)

    def test_counts_each_test_once_and_names_what_failed(self):
        found = self.stages("plain 1 20\n", plain=PASSED + FAILED + FLAKY)
        said = REPORT.report(found)
        self.assertIn("FAILED in plain: org.A.fails\nexpected 1", said)
        self.assertIn("flaky, passed at the second try: org.A.shakes: too late", said)
        self.assertEqual(said.splitlines()[-1], "2 passed, 1 failed")

    def test_what_a_flaky_test_said_stays_on_its_line(self):
        page = "expected:&#10;" + "&lt;p&gt;&#10;" * 1000
        said = REPORT.report(self.stages("plain 0 20\n", plain=FLAKY.replace("too late", page)))
        (line,) = (line for line in said.splitlines() if "flaky" in line)
        self.assertIn("org.A.shakes: expected: <p> <p>", line)
        self.assertLess(len(line), 600)

    def test_a_skipped_test_has_not_passed(self):
        self.assertEqual(REPORT.report(self.stages("plain 0 1\n", plain=PASSED + SKIPPED)).splitlines()[-1], "1 passed, 1 failed")

    def test_a_stage_without_tests_has_failed(self):
        said = REPORT.report(self.stages("plain 0 1\ncheck 0 1\n"))
        self.assertIn("plain ran no test", said)
        self.assertEqual(said.splitlines()[-1], "0 passed, 1 failed")

    def test_a_stage_that_ends_badly_has_failed_and_its_log_is_shown(self):
        (self.out / "check.log").write_text("shellcheck: unquoted\n")
        self.assertIn("check ended with 2\nshellcheck: unquoted", REPORT.report(self.stages("check 2 1\n")))

    def test_a_long_class_is_named(self):
        found = self.stages("plain 0 99\n", plain=PASSED)
        found[0].long_classes = [("org.A", 91.0)]
        self.assertIn("long: org.A 91 s", REPORT.report(found))

    def test_without_stages_nothing_has_passed(self):
        (self.out / "stages").write_text("")
        ended = subprocess.run([str(PROGRAM), str(self.out)], capture_output=True, text=True, check=False)
        self.assertEqual((ended.returncode, ended.stdout.splitlines()[-1]), (1, "0 passed, 0 failed"))


if __name__ == "__main__":
    unittest.main()
