package org.sluice.cluster.command;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What {@code squeue --json} said of the same moment: plain values in 22.05, {@code {set, number}} in 24.11. */
final class RecordedJson {
    private static final ObjectMapper JSON = JsonMapper.shared();

    private RecordedJson() {}

    /** The jobs by the id that squeue prints. */
    static Map<String, JsonNode> jobs(Recording recording) {
        Map<String, JsonNode> jobs = new LinkedHashMap<>();
        for (JsonNode job : JSON.readTree(recording.text()).path("jobs")) {
            jobs.put(id(job), job);
        }
        return jobs;
    }

    static long number(JsonNode job, String field) {
        JsonNode value = job.path(field);
        return value.isObject() ? value.path("number").asLong() : value.asLong();
    }

    /** A word; of a list of states all of them, as Slurm's other commands join them. */
    static String word(JsonNode job, String field) {
        JsonNode value = job.path(field);
        if (value.isArray()) {
            StringBuilder words = new StringBuilder();
            value.forEach(word -> words.append(words.length() == 0 ? "" : ",").append(word.asString()));
            return words.toString();
        }
        return value.isNull() ? "" : value.asString();
    }

    private static String id(JsonNode job) {
        String tasks = word(job, "array_task_string");
        if (number(job, "het_job_id") > 0) {
            return number(job, "het_job_id") + "+" + number(job, "het_job_offset");
        }
        if (number(job, "array_job_id") > 0) {
            return number(job, "array_job_id")
                    + (tasks.isEmpty() ? "_" + number(job, "array_task_id") : "_[" + tasks + "]");
        }
        return Long.toString(number(job, "job_id"));
    }
}
