namespace GarmentTools.Samples;

/// <summary>
/// What makes a flat drawing cloth: its outline and pattern wave a little, light falls on wrinkles, and a soft shadow lies beneath.
/// </summary>
internal static class Cloth
{
    /// <summary>Defines the filter for a garment and returns the attribute that applies it.</summary>
    /// <param name="sketch">The drawing.</param>
    /// <param name="seed">Other seeds, other wrinkles.</param>
    /// <param name="wave">How far outline and pattern are pushed about, in pixels.</param>
    /// <param name="wrinkle">Depth of the wrinkles: 0 is pressed.</param>
    /// <param name="shadow">Opacity of the shadow beneath.</param>
    public static string Filter(Sketch sketch, int seed, double wave, double wrinkle, double shadow)
    {
        // The elevation and constant are chosen so that flat cloth keeps its color exactly: sin 60° · 1.155 = 1.
        var id = sketch.Define(i => $"""
            <filter id='{i}' filterUnits='userSpaceOnUse' x='-60' y='-60' width='480' height='720' color-interpolation-filters='sRGB'>
            <feTurbulence type='fractalNoise' baseFrequency='.012 .009' numOctaves='2' seed='{seed}' result='wave'/>
            <feDisplacementMap in='SourceGraphic' in2='wave' scale='{wave}' xChannelSelector='R' yChannelSelector='G' result='waved'/>
            <feTurbulence type='fractalNoise' baseFrequency='.016 .008' numOctaves='2' seed='{seed + 1}' result='bumps'/>
            <feDiffuseLighting in='bumps' surfaceScale='{wrinkle}' diffuseConstant='1.155' lighting-color='#fff'
              result='light'><feDistantLight azimuth='235' elevation='60'/></feDiffuseLighting>
            <feComposite in='waved' in2='light' operator='arithmetic' k1='1' result='lit'/>
            <feGaussianBlur in='waved' stdDeviation='6' result='soft'/>
            <feOffset in='soft' dx='5' dy='8' result='moved'/>
            <feColorMatrix in='moved' type='matrix' values='0 0 0 0 .1 0 0 0 0 .1 0 0 0 0 .13 0 0 0 {shadow} 0' result='shadow'/>
            <feMerge><feMergeNode in='shadow'/><feMergeNode in='lit'/></feMerge></filter>
            """);
        return $"filter='url(#{id})'";
    }
}
