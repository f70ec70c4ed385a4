using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;

namespace GarmentTools.PowerShell;

/// <summary>Lists garments of a catalog.</summary>
[Cmdlet(VerbsCommon.Get, "Garment", DefaultParameterSetName = ById, SupportsPaging = true)]
[OutputType(typeof(Garment))]
public sealed class GetGarmentCommand : GarmentSelectorCmdlet
{
    private const int Page = 1000; // listed as they are wanted, so that Select-Object -First and Ctrl-C take effect

    private GarmentFilter? _filter;
    private ulong _skip, _left;

    /// <summary>Which garments.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>Only garments of this product.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductCompleter))]
    public string? Product { get; set; }

    /// <summary>Only garments of this domain.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        (_skip, _left) = (PagingParameters.Skip, PagingParameters.First);
        _filter = new[]
        {
            Filter is null ? null : GarmentFilter.Parse(Filter),
            Product is null ? null : GarmentFilter.Equal("product", Product),
            Domain is null ? null : GarmentFilter.Equal("domain", Domain),
        }.Aggregate((all, one) => all is null ? one : one is null ? all : all & one);
        if (PagingParameters.IncludeTotalCount && !HasInput)
            WriteObject(PagingParameters.NewTotalCount((ulong)(_filter is null ? OpenCatalog().GetInfo().Garments : OpenCatalog()
                .List(_filter).Count), accuracy: 1));
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (HasInput) foreach (var garment in Garments().Where(Passes)) Emit(garment);
        else List();
    }

    private void List()
    {
        while (_left > 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            var take = (int)Math.Min(_left, Page);
            var page = OpenCatalog().List(_filter, checked((int)Math.Min(_skip, int.MaxValue)), take);
            foreach (var garment in page) WriteObject(garment);
            _skip += (ulong)page.Count;
            _left -= (ulong)page.Count;
            if (page.Count < take) return;
        }
    }

    private void Emit(Garment garment)
    {
        if (_skip > 0) _skip--;
        else if (_left > 0)
        {
            _left--;
            WriteObject(garment);
        }
    }

    private bool Passes(Garment garment) =>
        _filter is null || OpenCatalog().List(_filter & GarmentFilter.Equal("id",
            garment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), take: 1).Count > 0;
}
