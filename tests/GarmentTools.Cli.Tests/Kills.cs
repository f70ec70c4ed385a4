using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// How many times, and when, a run is killed. With GARMENT_SOAK=1: 200 times each, or GARMENT_KILLS times from the seed GARMENT_KILL_SEED
/// on, so that the 200
/// can be had in pieces.
/// </summary>
internal static class Kills
{
    private static readonly bool s_soak = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";

    public static IEnumerable<int> Seeds(int usual) =>
        s_soak ? Enumerable.Range(Number("GARMENT_KILL_SEED", 0), Number("GARMENT_KILLS", 200)) : Enumerable.Range(0, usual);

    /// <summary>
    /// How long the program takes when nobody disturbs it; it must succeed. The first run of a program takes longer than those that follow,
    /// so it runs twice.
    /// </summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="again">What makes the second run do as much as the first.</param>
    /// <param name="args">What it is told.</param>
    public static TimeSpan Time(TempFolder folder, Action? again, params string[] args)
    {
        folder.Succeed(args);
        again?.Invoke();
        var clock = Stopwatch.StartNew();
        folder.Succeed(args);
        return clock.Elapsed;
    }

    /// <summary>A run that must succeed.</summary>
    public static void Succeed(this TempFolder folder, params string[] args)
    {
        var run = folder.Run(args);
        Assert.True(run.Code == 0, run.Error + run.Out);
    }

    /// <summary>
    /// Starts the program and kills it at some moment of a whole run; a run that ended by itself before that moment does not count, and is
    /// made again.
    /// </summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="seed">Decides the moment.</param>
    /// <param name="whole">How long a whole run takes.</param>
    /// <param name="args">What it is told.</param>
    /// <param name="prepare">Called before each run: all is as it was.</param>
    /// <param name="before">Called just before the kill.</param>
    public static void At(TempFolder folder, int seed, TimeSpan whole, string[] args, Action prepare, Action? before = null)
    {
        var moment = whole * new Random(seed).NextDouble();
        while (true)
        {
            prepare();
            using var process = folder.Garment.Start(args);
            var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
            process.WaitForExit(moment);
            before?.Invoke();
            process.Kill();
            process.WaitForExit();
            Task.WaitAll(error, output);
            if (process.ExitCode != 0) return;
            moment *= 0.9; // the machine is less busy than when the whole run was timed
        }
    }

    /// <summary>The paths of all garments that are committed, as another program sees them: these must never be lost.</summary>
    public static List<string> Committed(string catalog)
    {
        SQLitePCL.Batteries_V2.Init();
        if (!File.Exists(catalog)) return [];
        try
        {
            // Opened and closed each time, so that the next to open the catalog after the kill finds its log as it was left.
            using var connection = new SqliteConnection($"Data Source={catalog};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT path FROM garments ORDER BY path";
            using var reader = command.ExecuteReader();
            var paths = new List<string>();
            while (reader.Read()) paths.Add(reader.GetString(0));
            return paths;
        }
        catch (SqliteException) { return []; } // it has no tables yet
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
