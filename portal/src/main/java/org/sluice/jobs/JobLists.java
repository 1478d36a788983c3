package org.sluice.jobs;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The job table as a viewer may list it. */
@Repository
class JobLists {
    /** As the state column begins for a run whose end is known. */
    private static final String[] TERMINAL = Arrays.stream(JobState.Name.values())
            .map(name -> JobState.parse(name.name()))
            .filter(state -> state.isTerminal() || state.isRequeued())
            .map(JobState::toString)
            .toArray(String[]::new);

    /** As the state column begins for a job that waits, held ones too. */
    private static final String[] WAITING = Arrays.stream(JobState.Name.values())
            .map(name -> JobState.parse(name.name()))
            .filter(JobState::isWaiting)
            .map(JobState::toString)
            .toArray(String[]::new);

    /** The jobs that a filter lets through, of whatever group. */
    private static final String WHERE = """
             where (:all or owner = :owner
                    or (:byAccount and account = any (string_to_array(:accounts, ','))))
               and (:mine = false or owner = :owner)
               and (:state = ''
                    or (:state = 'not-known' and not live and not (split_part(state, ' ', 1) = any (:over)))
                    or split_part(split_part(state, ' ', 1), ',', 1) = upper(:state))
               and (:byOwner = '' or owner = :byOwner)
               and (:hours = 0 or coalesce(ended_at, started_at, submitted_at)
                                  > now() - make_interval(hours => :hours))
               and (:words = '' or job_id = :words or job_id like :task escape '!'
                    or job_id like :component escape '!' or name ilike :like escape '!'
                    or owner = :words or :words = any (string_to_array(partition, ',')))
            """;

    private static final String PAGE = """
            select * from job
            %s
               and (:group = 'all'
                    or (:group = 'running' and live and state <> 'PENDING'
                        and not (split_part(state, ',', 1) = any (:waiting)))
                    or (:group = 'waiting' and live and split_part(state, ',', 1) = any (:waiting))
                    or (:group = 'ended' and not live))
             order by live desc, submitted_at desc, raw_id desc
             limit :rows offset :offset
            """.formatted(WHERE);

    private static final String COUNTS = """
            select case when not live then 'ended'
                        when split_part(state, ',', 1) = any (:waiting) then 'waiting' else 'running' end as part,
                   sum(tasks) as jobs
              from job
            %s
             group by 1
            """.formatted(WHERE);

    private final JdbcClient jdbc;
    private final JobRow row;

    JobLists(JdbcClient jdbc, JobRow row) {
        this.jdbc = jdbc;
        this.row = row;
    }

    /** One page of what the viewer may see, newest first; one row more than asked tells that there is more. */
    List<Job> page(JobFilter filter, Narrowed to, int offset, int rows) {
        return filled(jdbc.sql(PAGE), filter, to)
                .param("group", filter.group().word())
                .param("rows", rows)
                .param("offset", offset)
                .query(row)
                .list();
    }

    /** How many jobs the viewer may see in each group, each task of an array that waits by itself. */
    Map<String, Long> counts(JobFilter filter, Narrowed to) {
        Map<String, Long> counts = new HashMap<>();
        filled(jdbc.sql(COUNTS), filter, to)
                .query((found, n) -> counts.put(found.getString("part"), found.getLong("jobs")))
                .list();
        return counts;
    }

    private static JdbcClient.StatementSpec filled(JdbcClient.StatementSpec question, JobFilter filter, Narrowed to) {
        String like = filter.words().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return question.param("all", to.everything())
                .param("owner", to.owner())
                .param("byAccount", !to.accounts().isEmpty())
                .param("accounts", String.join(",", to.accounts()))
                .param("mine", filter.mine())
                .param("state", filter.state())
                .param("over", TERMINAL)
                .param("waiting", WAITING)
                .param("byOwner", filter.owner())
                .param("hours", filter.within().hours())
                .param("words", filter.words())
                .param("like", "%" + like + "%")
                .param("task", like + "!_%")
                .param("component", like + "+%");
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

    /** Which rows a viewer may see: everything, or the viewer's own and those of some accounts. */
    record Narrowed(boolean everything, String owner, List<String> accounts) {
        static Narrowed to(Viewer viewer, Visibility visibility) {
            List<String> accounts = visibility.seesAccounts()
                    ? viewer.accounts().stream().sorted().toList()
                    : List.of();
            return new Narrowed(visibility.seesAll(viewer), viewer.unixUser(), accounts);
        }
    }
}
