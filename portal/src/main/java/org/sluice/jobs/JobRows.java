package org.sluice.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Reason;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The job table: one row a job (its id and submit time), written by the archive, read by every page. */
@Repository
class JobRows {
    private static final TypeReference<List<NodeShare>> SHARES = new TypeReference<>() {};

    /** As the state column begins for a run whose end was told. */
    private static final String[] TERMINAL = Arrays.stream(JobState.Name.values())
            .map(name -> JobState.parse(name.name()))
            .filter(state -> state.isTerminal() || state.isRequeued())
            .map(JobState::toString)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;

    JobRows(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /** Writes what was seen; a job that is there already keeps what a sighting does not tell. */
    void save(Collection<Job> jobs) {
        batches.batchUpdate("""
                insert into job (job_id, submitted_at, raw_id, name, owner, account, partition, qos, state, reason,
                                 nodes, cpus, gpus, tres_per_node, node_list, time_limit, eligible_at, started_at,
                                 ended_at, exit_status, comment, work_dir, live, source, observed_at, first_seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (job_id, submitted_at) do update
                   set name = excluded.name, account = excluded.account, partition = excluded.partition,
                       qos = excluded.qos, state = excluded.state, reason = excluded.reason, nodes = excluded.nodes,
                       cpus = excluded.cpus, gpus = coalesce(excluded.gpus, job.gpus),
                       tres_per_node = excluded.tres_per_node, node_list = excluded.node_list,
                       time_limit = excluded.time_limit, eligible_at = excluded.eligible_at,
                       started_at = excluded.started_at, ended_at = coalesce(excluded.ended_at, job.ended_at),
                       exit_status = coalesce(excluded.exit_status, job.exit_status), live = excluded.live,
                       source = excluded.source, observed_at = excluded.observed_at
                 where not job.settled
                """, jobs, 500, (statement, job) -> {
            int i = 0;
            statement.setString(++i, job.id().toString());
            statement.setTimestamp(++i, Timestamp.from(job.submittedAt()));
            statement.setLong(++i, job.rawId());
            statement.setString(++i, job.name());
            statement.setString(++i, job.owner());
            statement.setString(++i, job.account());
            statement.setString(++i, job.partition());
            statement.setString(++i, job.qos());
            statement.setString(++i, job.state().raw());
            statement.setString(++i, job.reason().toString());
            statement.setInt(++i, job.nodes());
            statement.setInt(++i, job.cpus());
            statement.setObject(++i, job.gpus(), Types.INTEGER);
            statement.setString(++i, job.tresPerNode());
            statement.setString(++i, job.nodeList());
            statement.setObject(++i, seconds(job.timeLimit()), Types.BIGINT);
            statement.setTimestamp(++i, timestamp(job.eligibleAt()));
            statement.setTimestamp(++i, timestamp(job.startedAt()));
            statement.setTimestamp(++i, timestamp(job.endedAt()));
            statement.setString(
                    ++i, job.exitStatus() == null ? null : job.exitStatus().toString());
            statement.setString(++i, job.comment());
            statement.setString(++i, job.workDir());
            statement.setBoolean(++i, job.live());
            statement.setString(++i, job.source());
            statement.setTimestamp(++i, Timestamp.from(job.observedAt()));
            statement.setTimestamp(++i, Timestamp.from(job.observedAt()));
        });
    }

    /** Marks jobs that are no longer in the queue; what they came to is still to be learned. */
    void leftTheQueue(Collection<Job> gone, Instant at) {
        batches.batchUpdate("""
                update job set live = false, observed_at = ? where job_id = ? and submitted_at = ? and live
                """, gone, 500, (statement, job) -> {
            statement.setTimestamp(1, Timestamp.from(at));
            statement.setString(2, job.id().toString());
            statement.setTimestamp(3, Timestamp.from(job.submittedAt()));
        });
    }

    /** Takes away what stood for the tasks of an array that had not started, once each task stands for itself. */
    void forgetStartedArrays(Collection<Job> gone) {
        batches.batchUpdate("""
                delete from job where job_id = ? and submitted_at = ?
                   and exists (select 1 from job task where task.job_id like ? and task.submitted_at = job.submitted_at)
                """, gone, 500, (statement, job) -> {
            statement.setString(1, job.id().toString());
            statement.setTimestamp(2, Timestamp.from(job.submittedAt()));
            statement.setString(3, job.id() + "\\_%");
        });
    }

    /** The end of this job is known, or never will be: it is not asked for again. */
    void settled(Job job, String source) {
        jdbc.sql("update job set settled = true, source = :source where job_id = :id and submitted_at = :at")
                .param("source", source)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
    }

    /** What only {@code scontrol show job} tells: where the output is, and what the job holds on each node. */
    void detail(Job job, String stdOut, List<NodeShare> allocation) {
        jdbc.sql("""
                        update job set std_out = :stdOut,
                               allocation = coalesce(:allocation::jsonb, allocation),
                               gpus = coalesce(:gpus, gpus)
                         where job_id = :id and submitted_at = :at
                        """)
                .param("stdOut", stdOut)
                .param("allocation", allocation.isEmpty() ? null : json.writeValueAsString(allocation))
                .param(
                        "gpus",
                        allocation.isEmpty()
                                ? null
                                : allocation.stream().mapToInt(NodeShare::gpus).sum())
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
    }

    /** The newest job of this id, whoever owns it; of an array whose tasks have all started, the first task. */
    Optional<Job> newest(JobId id) {
        return jdbc.sql("""
                        select * from job where job_id = :id or job_id like :task
                         order by (job_id = :id) desc, submitted_at desc, raw_id limit 1
                        """)
                .param("id", id.toString())
                .param("task", id + "\\_%")
                .query(this::read)
                .optional();
    }

    /** The run of this id that was submitted in that second. */
    Optional<Job> submittedAt(JobId id, Instant second) {
        return jdbc.sql("""
                        select * from job where job_id = :id and date_trunc('second', submitted_at) = :at
                        """)
                .param("id", id.toString())
                .param("at", Timestamp.from(second))
                .query(this::read)
                .optional();
    }

    /** What lists say of these runs beyond their rows. */
    Map<JobKey, JobListing> listings(Collection<Job> jobs) {
        Map<JobKey, JobListing> listings = new HashMap<>();
        jdbc.sql("""
                        select job_id, submitted_at, cancelled_by,
                               exists (select 1 from job later where later.job_id = job.job_id
                                                                 and later.submitted_at > job.submitted_at) as followed
                          from job where job_id = any (string_to_array(:ids, ' '))
                        """)
                .param("ids", jobs.stream().map(job -> job.id().toString()).collect(Collectors.joining(" ")))
                .query((row, number) -> {
                    JobId id = JobId.parse(row.getString("job_id"));
                    Instant at = row.getTimestamp("submitted_at").toInstant();
                    String address = new JobAddress(id, row.getBoolean("followed") ? at : null).toString();
                    return listings.put(new JobKey(id, at), new JobListing(address, row.getString("cancelled_by")));
                })
                .list();
        return listings;
    }

    /** The other runs of this very job: a requeue gives the same number and owner a new submit time. */
    List<Job> otherRuns(Job job) {
        return jdbc.sql("""
                        select * from job where job_id = :id and raw_id = :raw and owner = :owner and name = :name
                           and submitted_at <> :at
                         order by submitted_at
                        """)
                .param("id", job.id().toString())
                .param("raw", job.rawId())
                .param("owner", job.owner())
                .param("name", job.name())
                .param("at", Timestamp.from(job.submittedAt()))
                .query(this::read)
                .list();
    }

    /** Of these runs, those whose end is not confirmed here, or that are not here at all. */
    List<Job> unknown(Collection<Job> runs) {
        Set<JobKey> settled = new HashSet<>();
        jdbc.sql("""
                        select job_id, submitted_at from job
                         where job_id = any (string_to_array(:ids, ' ')) and (settled or live)
                        """)
                .param("ids", runs.stream().map(job -> job.id().toString()).collect(Collectors.joining(" ")))
                .query((row, number) -> settled.add(new JobKey(
                        JobId.parse(row.getString("job_id")),
                        row.getTimestamp("submitted_at").toInstant())))
                .list();
        return runs.stream().filter(run -> !settled.contains(JobKey.of(run))).toList();
    }

    /** Up to when accounting has been asked for runs that the queue never showed. */
    Optional<Instant> caughtUpUntil() {
        return jdbc.sql("select until from job_caught_up")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void caughtUp(Instant until) {
        jdbc.sql("""
                        insert into job_caught_up (until) values (:until)
                        on conflict (only_one) do update set until = excluded.until
                        """).param("until", Timestamp.from(until)).update();
    }

    Map<Long, Job> byRawId(Collection<Long> rawIds) {
        Map<Long, Job> found = new HashMap<>();
        jdbc.sql("""
                        select * from job where raw_id = any (string_to_array(:ids, ',')::bigint[]) order by submitted_at
                        """)
                .param("ids", rawIds.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .query(this::read)
                .list()
                .forEach(job -> found.put(job.rawId(), job));
        return found;
    }

    /** A row that was still seen when the next one of the same number was submitted is the same job, requeued. */
    Instant firstSubmittedAt(Job job) {
        return jdbc.sql("""
                        with recursive earlier as (
                            select :at::timestamptz as submitted_at
                            union
                            select job.submitted_at from job join earlier
                                on job.submitted_at < earlier.submitted_at and job.observed_at >= earlier.submitted_at
                             where job.raw_id = :raw and job.owner = :owner
                        )
                        select min(submitted_at) from earlier
                        """)
                .param("at", Timestamp.from(job.submittedAt()))
                .param("raw", job.rawId())
                .param("owner", job.owner())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    List<Job> live() {
        return jdbc.sql("select * from job where live").query(this::read).list();
    }

    /** Jobs that have ended as far as the queue shows, and whose end is not confirmed; the oldest sighting first. */
    List<Job> unsettled(int limit) {
        return jdbc.sql("select * from job where not live and not settled order by observed_at limit :limit")
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** One page of what the viewer may see, newest first; one row more than asked tells that there is more. */
    List<Job> page(JobFilter filter, Narrowed to, int offset, int rows) {
        return jdbc.sql("""
                        select * from job
                         where (:all or owner = :owner or account = any (string_to_array(:accounts, ',')))
                           and (:mine = false or owner = :owner)
                           and (:group = 'all'
                                or (:group = 'running' and live and state <> 'PENDING')
                                or (:group = 'waiting' and live and state = 'PENDING')
                                or (:group = 'ended' and not live))
                           and (:state = ''
                                or (:state = 'not-known' and not live and not (split_part(state, ' ', 1) = any (:over)))
                                or split_part(split_part(state, ' ', 1), ',', 1) = upper(:state))
                           and (:byOwner = '' or owner = :byOwner)
                           and (:hours = 0 or coalesce(ended_at, started_at, submitted_at)
                                              > now() - make_interval(hours => :hours))
                           and (:words = '' or job_id = :words or name ilike :like escape '!'
                                or owner = :words or partition = :words)
                         order by live desc, submitted_at desc, raw_id desc
                         limit :rows offset :offset
                        """)
                .param("all", to.everything())
                .param("owner", to.owner())
                .param("accounts", String.join(",", to.accounts()))
                .param("mine", filter.mine())
                .param("group", filter.group().word())
                .param("state", filter.state())
                .param("over", TERMINAL)
                .param("byOwner", filter.owner())
                .param("hours", filter.within().hours())
                .param("words", filter.words())
                .param(
                        "like",
                        "%"
                                + filter.words()
                                        .replace("!", "!!")
                                        .replace("%", "!%")
                                        .replace("_", "!_") + "%")
                .param("rows", rows)
                .param("offset", offset)
                .query(this::read)
                .list();
    }

    /** How many jobs the viewer may see in each group. */
    Map<String, Long> counts(boolean mine, Narrowed to) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("""
                        select case when not live then 'ended' when state = 'PENDING' then 'waiting' else 'running' end as part,
                               count(*) as jobs
                          from job
                         where (:all or owner = :owner or account = any (string_to_array(:accounts, ',')))
                           and (:mine = false or owner = :owner)
                         group by 1
                        """)
                .param("all", to.everything())
                .param("owner", to.owner())
                .param("accounts", String.join(",", to.accounts()))
                .param("mine", mine)
                .query((row, n) -> counts.put(row.getString("part"), row.getLong("jobs")))
                .list();
        return counts;
    }

    /** Which rows a viewer may see: everything, or the viewer's own and those of some accounts. */
    record Narrowed(boolean everything, String owner, List<String> accounts) {
        static Narrowed to(Viewer viewer, Visibility visibility) {
            List<String> accounts = visibility.seesAccounts()
                    ? viewer.accounts().stream().sorted().toList()
                    : List.of();
            return new Narrowed(visibility.seesAll(viewer), viewer.unixUser(), accounts);
        }
    }

    private Job read(ResultSet row, int number) throws SQLException {
        Timestamp submitted = row.getTimestamp("submitted_at");
        String allocation = row.getString("allocation");
        String exit = row.getString("exit_status");
        return new Job(
                JobId.parse(row.getString("job_id")),
                submitted.toInstant(),
                row.getLong("raw_id"),
                row.getString("name"),
                row.getString("owner"),
                row.getString("account"),
                row.getString("partition"),
                row.getString("qos"),
                JobState.parse(row.getString("state")),
                Reason.parse(row.getString("reason")),
                row.getInt("nodes"),
                row.getInt("cpus"),
                (Integer) row.getObject("gpus"),
                row.getString("tres_per_node"),
                row.getString("node_list"),
                duration((Long) row.getObject("time_limit")),
                instant(row.getTimestamp("eligible_at")),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                exit == null ? null : ExitStatus.parse(exit),
                row.getString("comment"),
                row.getString("work_dir"),
                row.getString("std_out"),
                allocation == null ? null : json.readValue(allocation, SHARES),
                row.getBoolean("live"),
                row.getBoolean("settled"),
                row.getString("source"),
                row.getTimestamp("observed_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
