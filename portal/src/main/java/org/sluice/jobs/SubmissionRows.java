package org.sluice.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The submissions table: a row is written before Slurm is asked and changes state only forward. */
@Repository
class SubmissionRows {
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    SubmissionRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes the row; false when this key is already there. */
    boolean insert(Submission submission) {
        return jdbc.sql("""
                        insert into submission
                               (key, login, unix_user, template, values, script, arguments, state, in_place_of,
                                in_place_of_submitted, created_at, give_up_at)
                        values (:key, :login, :unixUser, :template, :values::jsonb, :script, :arguments::jsonb, :state,
                                :inPlaceOf, :inPlaceOfSubmitted, :createdAt, :giveUpAt)
                        on conflict (key) do nothing
                        """)
                        .param("key", submission.key())
                        .param("login", submission.login())
                        .param("unixUser", submission.unixUser())
                        .param("template", submission.template())
                        .param("values", json.writeValueAsString(submission.values()))
                        .param("script", submission.script())
                        .param("arguments", json.writeValueAsString(submission.arguments()))
                        .param("state", submission.state().name())
                        .param(
                                "inPlaceOf",
                                submission.inPlaceOf() == null
                                        ? null
                                        : submission.inPlaceOf().id())
                        .param(
                                "inPlaceOfSubmitted",
                                submission.inPlaceOf() == null
                                        ? null
                                        : Timestamp.from(submission.inPlaceOf().submittedAt()))
                        .param("createdAt", Timestamp.from(submission.createdAt()))
                        .param("giveUpAt", Timestamp.from(submission.giveUpAt()))
                        .update()
                == 1;
    }

    /** False when it was settled before, as with the others. */
    boolean accepted(String key, String jobId, Instant at) {
        return settle(key, SubmissionState.ACCEPTED, jobId, null, at);
    }

    boolean refused(String key, String words, Instant at) {
        return settle(key, SubmissionState.REFUSED, null, words, at);
    }

    boolean notSubmitted(String key, String words, Instant at) {
        return settle(key, SubmissionState.NOT_SUBMITTED, null, words, at);
    }

    /** False when that was known already. */
    boolean unclear(String key, String words) {
        return jdbc.sql("""
                        update submission set state = 'UNCLEAR', words = :words
                         where key = :key and settled_at is null
                           and (state <> 'UNCLEAR' or words is distinct from :words)
                        """).param("key", key).param("words", words).update() == 1;
    }

    private boolean settle(
            String key, SubmissionState state, @Nullable String jobId, @Nullable String words, Instant at) {
        return jdbc.sql("""
                        update submission set state = :state, job_id = :jobId, words = :words, settled_at = :at
                         where key = :key and settled_at is null
                        """)
                        .param("key", key)
                        .param("state", state.name())
                        .param("jobId", jobId)
                        .param("words", words)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    Optional<Submission> find(String key) {
        return jdbc.sql("select * from submission where key = :key")
                .param("key", key)
                .query(this::read)
                .optional();
    }

    Optional<Submission> ofJob(String unixUser, String jobId) {
        return jdbc.sql("""
                        select * from submission where job_id = :jobId and unix_user = :unixUser
                         order by created_at desc limit 1
                        """)
                .param("jobId", jobId)
                .param("unixUser", unixUser)
                .query(this::read)
                .optional();
    }

    Optional<Submission> last(String unixUser, String template) {
        return jdbc.sql("""
                        select * from submission where unix_user = :unixUser and template = :template
                         order by created_at desc limit 1
                        """)
                .param("unixUser", unixUser)
                .param("template", template)
                .query(this::read)
                .optional();
    }

    /** Submissions nobody knows the end of yet, oldest first. */
    List<Submission> open() {
        return jdbc.sql("select * from submission where state in ('SENDING', 'UNCLEAR') order by created_at")
                .query(this::read)
                .list();
    }

    /** Ids of jobs that this person submitted in place of that one, the oldest first. */
    List<String> inPlaceOf(Job job, String unixUser) {
        return jdbc.sql("""
                        select job_id from submission
                         where in_place_of = :id and in_place_of_submitted = :at and unix_user = :unixUser
                           and job_id is not null
                         order by created_at
                        """)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .param("unixUser", unixUser)
                .query(String.class)
                .list();
    }

    private static @Nullable ReplacedJob replaced(ResultSet row) throws SQLException {
        String id = row.getString("in_place_of");
        return id == null
                ? null
                : new ReplacedJob(id, row.getTimestamp("in_place_of_submitted").toInstant());
    }

    private Submission read(ResultSet row, int number) throws SQLException {
        return new Submission(
                row.getString("key"),
                row.getString("login"),
                row.getString("unix_user"),
                row.getString("template"),
                json.readValue(row.getString("values"), VALUES),
                row.getString("script"),
                json.readValue(row.getString("arguments"), ARGUMENTS),
                SubmissionState.valueOf(row.getString("state")),
                row.getString("job_id"),
                row.getString("words"),
                replaced(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("give_up_at").toInstant());
    }
}
