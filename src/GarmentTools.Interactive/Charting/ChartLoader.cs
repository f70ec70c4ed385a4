namespace GarmentTools.Interactive.Charting;

/// <summary>The few lines of JavaScript around a chart.</summary>
/// <remarks>
/// Own code where Plotly.NET has some (<c>toEmbeddedHTML</c>): that puts the whole script, 3.6 MB, into each chart, or takes it from
/// the network; this puts it once into a notebook, packed to 1.5 MB, and shows pictures at the pointer.
/// </remarks>
internal static class ChartLoader
{
    /// <summary>Unpacks plotly.js, once a page.</summary>
    public static string Load => $$"""
        window.garmentPlotly ??= (async () => {
          if (window.Plotly) return window.Plotly;
          const bytes = Uint8Array.from(atob("{{PlotlyScript.PackedText}}"), c => c.charCodeAt(0));
          const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
          new Function("module", "exports", "define", text).call(window);
          return window.Plotly;
        })();

        """;

    /// <summary>Draws a figure into the places of its name; waits for plotly.js, which another chart of the page may bring.</summary>
    public static string Draw(string name, string figure) => $$"""
        (async () => {
          const figure = {{figure}};
          const places = [...document.querySelectorAll(".{{name}}:not([data-drawn])")];
          places.forEach(place => place.dataset.drawn = "");
          const ready = () => window.garmentPlotly || window.Plotly;
          for (let i = 0; i < 100 && !ready(); i++) await new Promise(done => setTimeout(done, 100));
          const plotly = await ready();
          for (const place of places) {
            if (!plotly) {
              place.textContent = "This chart needs plotly.js, which the first chart of the notebook brings: run all cells from the top.";
              continue;
            }
            await plotly.newPlot(place, figure.data, figure.layout, { responsive: true, displaylogo: false });
            if (!figure.data.some(trace => trace.meta?.{{ChartParts.PicturesKey}})) continue;
            const picture = document.createElement("img");
            picture.style.cssText = "position:fixed;display:none;z-index:1000;pointer-events:none;border:1px solid #888;background:#fff";
            place.appendChild(picture);
            place.on("plotly_hover", event => {
              const point = event.points[0], image = point.data.meta?.{{ChartParts.PicturesKey}}?.[point.pointIndex];
              if (!image) return;
              picture.src = image;
              picture.style.left = event.event.clientX + 16 + "px";
              picture.style.top = event.event.clientY + 16 + "px";
              picture.style.display = "block";
            });
            place.on("plotly_unhover", () => picture.style.display = "none");
          }
        })();

        """;
}
