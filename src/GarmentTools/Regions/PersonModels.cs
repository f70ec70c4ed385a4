using GarmentTools.Models;

namespace GarmentTools.Regions;

/// <summary>The three networks that find persons. One set per process, loaded at first use.</summary>
internal sealed class PersonModels
{
    public PersonModels(ModelRegistry registry)
    {
        Detector = new(registry, "pose_detection", "boxes", "scores");
        Landmarks = new(registry, "pose_landmark", "landmarks", "presence", "heatmap");
        Mask = new(registry, "selfie_segmentation", "mask");
    }

    public static PersonModels Shared { get; } = new(ModelRegistry.Default);

    public PersonModel Detector { get; }
    public PersonModel Landmarks { get; }
    public PersonModel Mask { get; }
}
