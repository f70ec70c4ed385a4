using GarmentTools.Notices;

if (args is not [var root])
{
    Console.Error.WriteLine("usage: Notices ROOT, the folder of the repository; restore it before");
    return 2;
}
try
{
    File.WriteAllText(Path.Combine(root, NoticesPage.FileName), NoticesPage.Make(root));
    return 0;
}
catch (Exception e) when (e is IOException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
