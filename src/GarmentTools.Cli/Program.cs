using GarmentTools.Cli;
using GarmentTools.Postgres;

PostgresCatalogs.Register();
return await GarmentCli.RunAsync(args).ConfigureAwait(false);
