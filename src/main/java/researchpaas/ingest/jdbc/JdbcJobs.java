package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.FileId;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Pace;
import researchpaas.ingest.Reason;

@Component
@Transactional
class JdbcJobs implements Jobs {
    private static final String SELECT =
            """
            select id, source, state, reason, reason_details, planned, planned_bytes, unchanged, done_bytes,
                   files_per_second, bytes_per_second, reading, created_at, started_at, ended_at
            from jobs
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcJobs(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Job enqueue(String source) {
        // written, not only read: so the one that waits does not begin before it is returned
        long id =
                sql.sql(
                                """
                                insert into jobs (source, state, planned, unchanged, created_at)
                                values (:source, 'WAITING', 0, 0, :now)
                                on conflict (source) where state = 'WAITING' do update set source = excluded.source
                                returning id
                                """)
                        .param("source", source)
                        .param("now", clock.millis())
                        .query(Long.class)
                        .single();
        return jobs(sql.sql(SELECT + "where id = :id").param("id", id)).getFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Job> find(long id) {
        return jobs(sql.sql(SELECT + "where id = :id").param("id", id)).stream().findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Job> latest(int limit) {
        return jobs(sql.sql(SELECT + "order by id desc limit :limit").param("limit", limit));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Job> latestOfEach() {
        return jobs(
                sql.sql(
                        SELECT
                                + "where id in (select max(id) from jobs group by source) order by source"));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Job> latestOf(String source) {
        return jobs(
                        sql.sql(SELECT + "where source = :source order by id desc limit 1")
                                .param("source", source))
                .stream()
                .findFirst();
    }

    private List<Job> jobs(JdbcClient.StatementSpec statement) {
        List<Job> jobs = statement.query(JdbcJobs::job).list();
        if (jobs.isEmpty()) {
            return jobs;
        }
        Map<Long, Map<Outcome, Integer>> counts = counts(jobs.stream().map(Job::id).toList());
        return jobs.stream()
                .map(job -> counted(job, counts.getOrDefault(job.id(), Map.of())))
                .toList();
    }

    private Map<Long, Map<Outcome, Integer>> counts(List<Long> jobs) {
        Map<Long, Map<Outcome, Integer>> counts = new HashMap<>();
        sql.sql(
                        """
                        select job_id, outcome, count(*) as files from job_files
                        where job_id in (:jobs) group by job_id, outcome
                        """)
                .param("jobs", jobs)
                .query(row -> {
                    counts.computeIfAbsent(
                                    row.getLong("job_id"), id -> new EnumMap<>(Outcome.class))
                            .put(Outcome.valueOf(row.getString("outcome")), row.getInt("files"));
                });
        return counts;
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("source"),
                JobState.valueOf(row.getString("state")),
                Details.reason(row),
                row.getInt("planned"),
                row.getLong("planned_bytes"),
                row.getInt("unchanged") == 0
                        ? Map.of()
                        : Map.of(Outcome.UNCHANGED, row.getInt("unchanged")),
                progress(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "started_at"),
                time(row, "ended_at"));
    }

    private static Job counted(Job job, Map<Outcome, Integer> listed) {
        Map<Outcome, Integer> counts = new HashMap<>(listed);
        job.counts().forEach((outcome, files) -> counts.merge(outcome, files, Integer::sum));
        return new Job(
                job.id(),
                job.source(),
                job.state(),
                job.trouble(),
                job.planned(),
                job.plannedBytes(),
                counts,
                job.progress(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt());
    }

    private static Progress progress(ResultSet row) throws SQLException {
        double files = row.getDouble("files_per_second");
        Pace pace = row.wasNull() ? null : new Pace(files, row.getDouble("bytes_per_second"));
        long file = row.getLong("reading");
        FileId reading = row.wasNull() ? null : new FileId(file);
        return new Progress(row.getLong("done_bytes"), pace, reading);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(time);
    }

    @Override
    public boolean begin(long id) {
        return sql.sql(
                                """
                                update jobs set state = 'RUNNING', reading = null, started_at = coalesce(started_at, :now)
                                where id = :id and state in ('WAITING', 'RUNNING')
                                """)
                        .param("id", id)
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    @Override
    public void planned(long id, int files, long bytes) {
        sql.sql("update jobs set planned = :files, planned_bytes = :bytes where id = :id")
                .param("files", files)
                .param("bytes", bytes)
                .param("id", id)
                .update();
    }

    @Override
    public void progress(long id, Progress progress) {
        Pace pace = progress.pace();
        FileId reading = progress.reading();
        sql.sql(
                        """
                        update jobs
                        set done_bytes = :bytes, files_per_second = :filesPerSecond,
                            bytes_per_second = :bytesPerSecond, reading = :reading
                        where id = :id
                        """)
                .param("bytes", progress.doneBytes())
                .param("filesPerSecond", pace == null ? null : pace.filesPerSecond(), Types.DOUBLE)
                .param("bytesPerSecond", pace == null ? null : pace.bytesPerSecond(), Types.DOUBLE)
                .param("reading", reading == null ? null : reading.value(), Types.BIGINT)
                .param("id", id)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> reading(long id, Reader reader) {
        return sql.sql(
                        """
                        select f.path from jobs j join files f on f.id = j.reading
                        where j.id = :id
                          and (:everything or f.access_set in
                                   (select access_set from access_grants where principal in (:principals)))
                        """)
                .param("id", id)
                .param("everything", reader.seesEverything())
                .param("principals", principals(reader))
                .query(String.class)
                .optional();
    }

    /// An empty list is no SQL; nobody is called nothing.
    private static List<String> principals(Reader reader) {
        return reader.principals().isEmpty()
                ? List.of("")
                : reader.principals().stream().map(Principal::value).toList();
    }

    @Override
    public void report(long id, FileReport report) {
        Reason reason = report.reason();
        sql.sql(
                        """
                        insert into job_files (job_id, path, external_id, outcome, reason, reason_details)
                        values (:id, :path, :external, :outcome, :reason, :details)
                        on conflict (job_id, path, external_id) do update set
                            outcome = excluded.outcome, reason = excluded.reason,
                            reason_details = excluded.reason_details
                        """)
                .param("id", id)
                .param("path", report.path())
                .param("external", report.externalId())
                .param("outcome", report.outcome().name())
                .param("reason", reason == null ? null : reason.code().name(), Types.VARCHAR)
                .param("details", reason == null ? null : Details.write(reason), Types.VARCHAR)
                .update();
    }

    @Override
    public void unchanged(long id, int files, long bytes) {
        sql.sql(
                        """
                        update jobs set done_bytes = :bytes, unchanged = :files -
                            (select count(*) from job_files where job_id = :id and outcome in ('PUBLISHED', 'MOVED'))
                        where id = :id
                        """)
                .param("files", files)
                .param("bytes", bytes)
                .param("id", id)
                .update();
    }

    @Override
    public void unchangedToo(long id, int files) {
        sql.sql("update jobs set unchanged = unchanged + :files where id = :id")
                .param("files", files)
                .param("id", id)
                .update();
    }

    @Override
    public void keepNewest(int jobs) {
        String old =
                """
                (select id from jobs where state in ('DONE', 'FAILED', 'CANCELLED')
                 and id not in (select id from jobs order by id desc limit :jobs))
                """;
        sql.sql("delete from job_files where job_id in " + old).param("jobs", jobs).update();
        sql.sql("delete from jobs where id in " + old).param("jobs", jobs).update();
    }

    @Override
    public void end(long id, @Nullable Reason trouble) {
        sql.sql(
                        """
                        update jobs
                        set state = :state, reason = :reason, reason_details = :details, reading = null,
                            ended_at = :now
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("state", (trouble == null ? JobState.DONE : JobState.FAILED).name())
                .param("reason", trouble == null ? null : trouble.code().name(), Types.VARCHAR)
                .param("details", trouble == null ? null : Details.write(trouble), Types.VARCHAR)
                .param("now", clock.millis())
                .param("id", id)
                .update();
    }

    @Override
    public boolean cancel(long id) {
        int waiting =
                sql.sql(
                                """
                                update jobs set state = 'CANCELLED', ended_at = :now
                                where id = :id and state = 'WAITING'
                                """)
                        .param("now", clock.millis())
                        .param("id", id)
                        .update();
        return waiting == 1
                || sql.sql(
                                        """
                                        update jobs set cancel_asked = true where id = :id and state = 'RUNNING'
                                        """)
                                .param("id", id)
                                .update()
                        == 1;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isCancelAsked(long id) {
        return sql.sql("select cancel_asked from jobs where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public void endCancelled(long id) {
        sql.sql(
                        """
                        update jobs set state = 'CANCELLED', reading = null, ended_at = :now
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("now", clock.millis())
                .param("id", id)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<FileReport> files(long id, int offset, int limit) {
        return sql.sql(
                        """
                        select path, external_id, outcome, reason, reason_details from job_files
                        where job_id = :id order by path, external_id limit :limit offset :offset
                        """)
                .param("id", id)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) ->
                        new FileReport(
                                row.getString("path"),
                                row.getString("external_id"),
                                Outcome.valueOf(row.getString("outcome")),
                                Details.reason(row)))
                .list();
    }
}
