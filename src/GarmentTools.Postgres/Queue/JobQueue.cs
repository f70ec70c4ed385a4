using System.Data.Common;
using GarmentTools.Catalogs;

namespace GarmentTools.Postgres.Queue;

/// <summary>The statements of the queue. Each is short and safe to be cut off anywhere.</summary>
internal sealed class JobQueue(CatalogConnection connection, Guid worker)
{
    private const string Columns = "jobs.id, jobs.path, jobs.size, jobs.modified, jobs.domain, jobs.attempts";

    /// <summary>Takes jobs that nobody has tried yet, for as long as the lease.</summary>
    public List<QueueJob> TakeFresh(int most, TimeSpan lease) => Take("attempts = 0 AND NOT dead ORDER BY id LIMIT $most", most, lease);

    /// <summary>Takes one job that was tried before and is due again: it failed, or its worker is gone.</summary>
    public QueueJob? TakeAgain(TimeSpan lease) =>
        Take("attempts > 0 AND NOT dead AND due <= clock_timestamp() ORDER BY due, id LIMIT $most", 1, lease).FirstOrDefault();

    /// <summary>Gives up on jobs whose workers ended without a word as often as a job may be tried.</summary>
    public List<DeadLetter> BuryLost(int attempts) => [.. connection.Query(
        """
        WITH lost AS MATERIALIZED (
            SELECT id FROM jobs WHERE attempts > 0 AND NOT dead AND due <= clock_timestamp()
              AND attempts >= $limit AND worker IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED)
        UPDATE jobs SET dead = true, due = clock_timestamp(), worker = NULL,
            reason = 'its worker ended without a word each of the ' || attempts || ' times that it had taken this photo' ||
              coalesce(' (once it said: ' || reason || ')', '')
        FROM lost WHERE jobs.id = lost.id RETURNING jobs.path, jobs.reason, jobs.attempts, jobs.due
        """, Letter, ("$limit", attempts))];

    /// <summary>The worker is alive: its leases begin anew.</summary>
    /// <remarks>Of jobs that it knows of: one whose taking was not heard of, since the server went just then, must go to another.</remarks>
    public void Renew(long[] ids, TimeSpan lease, long photos, TimeSpan busy)
    {
        connection.Execute("UPDATE jobs SET due = clock_timestamp() + $lease * interval '1 second' WHERE id = ANY($ids) AND worker = " +
            "$worker",
            ("$lease", lease.TotalSeconds), ("$ids", ids), ("$worker", worker));
        connection.Execute("UPDATE workers SET seen_at = clock_timestamp(), photos = $photos, busy = $busy WHERE id = $worker",
            ("$photos", photos), ("$busy", busy.TotalSeconds), ("$worker", worker));
    }

    /// <summary>Takes jobs out of the queue, inside the transaction that stores their results.</summary>
    /// <returns>Those that were still this worker's; the results of others must not be stored.</returns>
    public HashSet<long> Complete(IEnumerable<long> ids) =>
        [.. connection.Query("DELETE FROM jobs WHERE id = ANY($ids) AND worker = $worker RETURNING id", r => r.GetInt64(0),
            ("$ids", ids.ToArray()), ("$worker", worker))];

    /// <summary>A job failed: it is due again after a while, or dead when it was tried often enough.</summary>
    /// <returns>Whether it is dead now; null where it was not this worker's any more.</returns>
    public bool? Fail(long id, string reason, TimeSpan wait, int limit) => connection.Scalar<bool?>(
        """
        UPDATE jobs SET worker = NULL, reason = $reason, dead = attempts >= $limit, due = clock_timestamp()
          + CASE WHEN attempts >= $limit THEN 0 ELSE $wait END * interval '1 second'
        WHERE id = $id AND worker = $worker RETURNING dead
        """, ("$reason", reason), ("$limit", limit), ("$wait", wait.TotalSeconds), ("$id", id), ("$worker", worker));

    /// <summary>Gives jobs back as if they had not been taken.</summary>
    public void Release(IEnumerable<long> ids) => connection.Execute(
        "UPDATE jobs SET worker = NULL, attempts = attempts - 1, due = clock_timestamp() WHERE id = ANY($ids) AND worker = $worker",
        ("$ids", ids.ToArray()), ("$worker", worker));

    /// <summary>Gives back all that the worker has, and takes its name off the list.</summary>
    public void Leave()
    {
        connection.Execute("UPDATE jobs SET worker = NULL, attempts = attempts - 1, due = clock_timestamp() WHERE worker = $worker AND " +
            "NOT dead", ("$worker", worker));
        connection.Execute("DELETE FROM workers WHERE id = $worker", ("$worker", worker));
    }

    /// <summary>Puts the worker on the list, and takes those off that were not seen for a day.</summary>
    public void Join(string name, int threads)
    {
        connection.Execute("DELETE FROM workers WHERE seen_at < clock_timestamp() - interval '1 day'");
        connection.Execute("INSERT INTO workers (id, name, threads) VALUES ($worker, $name, $threads) ON CONFLICT (id) DO NOTHING",
            ("$worker", worker), ("$name", name), ("$threads", threads));
    }

    /// <summary>How many jobs are left, dead ones not counted.</summary>
    public long Left() => connection.Scalar<long>("SELECT count(*) FROM jobs WHERE NOT dead");

    /// <summary>Puts the dead into the queue again.</summary>
    public static int RetryDead(CatalogConnection connection) =>
        connection.Execute("UPDATE jobs SET dead = false, attempts = 0, due = clock_timestamp(), worker = NULL, reason = NULL WHERE dead");

    /// <summary>What the queue holds, and who works on it.</summary>
    public static QueueStatus Status(CatalogConnection connection)
    {
        const string Running = "NOT dead AND worker IS NOT NULL AND due > clock_timestamp()";
        var counts = connection.Query(
            $"""
            SELECT count(*) FILTER (WHERE NOT dead AND attempts = 0), count(*) FILTER (WHERE {Running}),
                count(*) FILTER (WHERE NOT dead AND attempts > 0 AND NOT ({Running})), count(*) FILTER (WHERE dead) FROM jobs
            """, r => (Queued: r.GetInt64(0), Running: r.GetInt64(1), Retrying: r.GetInt64(2), Dead: r.GetInt64(3))).Single();
        return new QueueStatus
        {
            Queued = counts.Queued,
            Running = counts.Running,
            Retrying = counts.Retrying,
            Dead = counts.Dead,
            Workers = [.. connection.Query(
                $"""
                SELECT name, threads, (SELECT count(*) FROM jobs WHERE jobs.worker = workers.id AND {Running}), photos,
                    CASE WHEN busy > 0 THEN photos / busy ELSE 0 END,
                    CAST(extract(epoch FROM clock_timestamp() - started_at) AS double precision),
                      CAST(extract(epoch FROM clock_timestamp() - seen_at) AS double precision)
                FROM workers ORDER BY seen_at DESC, name
                """, Worker)],
            DeadLetters = [.. connection.Query("SELECT path, reason, attempts, due FROM jobs WHERE dead ORDER BY path LIMIT 1000", Letter)],
        };
    }

    private static QueueWorkerInfo Worker(DbDataReader r) =>
        new(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3), r.GetDouble(4), Seconds(r, 5), Seconds(r, 6));

    private static TimeSpan Seconds(DbDataReader r, int column) => TimeSpan.FromSeconds(r.GetDouble(column));

    private static DeadLetter Letter(DbDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt32(2), new DateTimeOffset(r.GetDateTime(3), TimeSpan.Zero));

    // SKIP LOCKED: workers that come at once each take others. MATERIALIZED: the rows are chosen once.
    private List<QueueJob> Take(string which, int most, TimeSpan lease) =>
    [
        .. connection.Query(
            $"""
            WITH next AS MATERIALIZED (SELECT id FROM jobs WHERE {which} FOR UPDATE SKIP LOCKED)
            UPDATE jobs SET worker = $worker, attempts = attempts + 1, due = clock_timestamp() + $lease * interval '1 second'
            FROM next WHERE jobs.id = next.id RETURNING {Columns}
            """,
            r => new QueueJob(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4), r.GetInt32(5)),
            ("$most", most), ("$worker", worker), ("$lease", lease.TotalSeconds)).OrderBy(job => job.Id),
    ];
}
