package org.sluice.assistant;

import java.util.List;
import org.sluice.files.JobOutput;
import org.sluice.files.JobOutputs;
import org.sluice.files.OutputLine;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.stereotype.Component;

/** Lines of the job's output, read as the person who asks. */
@Component
class JobOutputTool implements JobTool {
    private static final int MOST_LINES = 200;
    private static final int FEW = 60;

    private final JobOutputs outputs;

    JobOutputTool(JobOutputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public ToolDefinition definition() {
        return ToolDefinition.builder()
                .name("job_output")
                .description(
                        "Lines of this job's output with their numbers: the last ones (mode tail), or those that contain"
                                + " words or match a regular expression (mode search).")
                .inputSchema("""
                        {"type":"object","properties":{
                          "mode":{"type":"string","enum":["tail","search"]},
                          "lines":{"type":"integer","minimum":1,"maximum":200,"description":"at most so many lines"},
                          "words":{"type":"string","description":"mode search: what the line contains, whatever its case"},
                          "regex":{"type":"string","description":"mode search: instead of words, a regular expression"}},
                         "required":["mode"]}""")
                .build();
    }

    @Override
    public void read(Arguments arguments, Looking looking, DataBlock into) {
        int most = arguments.number("lines", FEW, 1, MOST_LINES);
        JobOutput output = outputs.read(looking.viewer(), looking.job());
        if (output.problem() != null) {
            into.note(output.problem());
        }
        if (output.gap() != null) {
            into.note(output.gap());
        }
        List<OutputLine> lines = chosen(arguments, output, most);
        if (lines.isEmpty() && output.problem() == null) {
            into.note(output.lines().isEmpty() ? "It has written nothing." : "No line matches.");
        }
        lines.forEach(line -> into.line(line.error(), line.number(), line.text()));
    }

    private static List<OutputLine> chosen(Arguments arguments, JobOutput output, int most) {
        if (!arguments.word("mode", "tail").equals("search")) {
            return output.tail(most);
        }
        String regex = arguments.word("regex", "");
        String words = arguments.word("words", "");
        if (!regex.isEmpty()) {
            return LineSearch.of(regex).in(output.lines(), most);
        }
        if (words.isEmpty()) {
            throw new Arguments.Wrong("Mode search needs \"words\" or \"regex\".");
        }
        return output.search(words, most);
    }
}
