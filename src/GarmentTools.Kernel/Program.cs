using GarmentTools.Kernel;

return KernelHost.Run();
