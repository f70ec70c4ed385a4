using GarmentTools.Kernel;
using GarmentTools.Postgres;

PostgresCatalogs.Register();
return KernelHost.Run();
