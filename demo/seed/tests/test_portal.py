"""What the seeder reads of the portal's pages."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from seeding.portal import Form, words

PAGE = """
<form method="post" action="/sign-out"><input type="hidden" name="_csrf" value="of another form"></form>
<form id="form" method="post" action="/submit/cpu-job"><input type="hidden" name="_csrf" value="token"/>
<input type="text" name="job_name" value="sort &amp; merge">
<select name="partition"><option value="">default</option><option value="cpu" selected>cpu</option><option value="gpu">gpu</option></select>
<select name="qos"><option value="">My default QOS</option><option value="short">short</option></select>
<textarea name="command">sort 'my file' &gt; sorted</textarea>
</form>
"""


class FormTests(unittest.TestCase):
    def test_reads_the_fields_of_the_one_form_as_a_browser_would_send_them(self) -> None:
        self.assertEqual(
            Form("/submit/cpu-job", PAGE).fields,
            {"_csrf": "token", "job_name": "sort & merge", "partition": "cpu", "qos": "", "command": "sort 'my file' > sorted"},
        )

    def test_finds_nothing_where_the_form_is_not(self) -> None:
        self.assertEqual(Form("/submit/other", PAGE).fields, {})


class WordsTests(unittest.TestCase):
    def test_reads_why_a_form_was_not_taken(self) -> None:
        page = '<p>Submit</p><div role="alert"><svg><use href="#x"/></svg><p>Slurm did not take the job</p><pre>Invalid qos</pre></div><p class="field-error"><span>Too much</span></p>'
        self.assertEqual(words(page), "Slurm did not take the job Invalid qos Too much")

    def test_says_so_where_the_page_gives_no_reason(self) -> None:
        self.assertEqual(words("<p>Submit</p>"), "no reason on the page")


if __name__ == "__main__":
    unittest.main()
