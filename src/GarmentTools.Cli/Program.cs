using GarmentTools.Cli;

return await GarmentCli.RunAsync(args).ConfigureAwait(false);
