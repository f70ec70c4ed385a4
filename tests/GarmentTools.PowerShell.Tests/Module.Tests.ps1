#requires -Version 7.6
<#
    The module's acceptance test: every cmdlet, end to end, on a real PowerShell. Needs no Pester.
        pwsh -NoProfile -File tests/GarmentTools.PowerShell.Tests/Module.Tests.ps1 [-Module PATH-OF-GarmentTools.psd1]
    Draws its own photos. The last line says 'N passed, N failed'; the exit code is 1 where something failed.
#>
[CmdletBinding()]
param([string] $Module = (Join-Path $PSScriptRoot '../../GarmentTools.psd1'))

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
$env:GARMENT_CATALOG = $null
$Module = (Resolve-Path -LiteralPath $Module).ProviderPath
$script:passed = 0
$script:failed = 0

function Test([string] $Name, [scriptblock] $Body) {
    try {
        $null = & $Body
        $script:passed++
    }
    catch {
        $script:failed++
        Write-Host "FAILED  $Name`n        $($_.Exception.Message)`n        $($_.ScriptStackTrace -replace '\n', "`n        ")"
    }
}

function Same($Expected, $Actual, [string] $What = 'value') {
    $e = @($Expected) -join ' | '
    $a = @($Actual) -join ' | '
    if ($e -cne $a) { throw "$What is «$a», expected «$e»" }
}

function True($Condition, [string] $Otherwise) { if (-not $Condition) { throw $Otherwise } }

# Runs a command whose errors do not end it; gives what came out and the errors.
function Watch([scriptblock] $Body) {
    $ErrorActionPreference = 'Continue'
    $errors = @()
    $output = @(& $Body 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $errors += $_ } else { $_ } })
    [pscustomobject]@{ Output = $output; Errors = $errors }
}

# Another PowerShell, of the same kind: the one that is a .NET tool may be run by dotnet.
function Start-Another([string] $Command) {
    $path = [Environment]::ProcessPath
    [string[]] $engine = if ((Split-Path $path -LeafBase) -eq 'dotnet') { "$PSHOME/pwsh.dll" }
    & $path @engine -NoProfile -NonInteractive -Command $Command
}

function Id($ErrorRecord) { ($ErrorRecord.FullyQualifiedErrorId -split ',')[0] }

# Expects a terminating error.
function Fails([scriptblock] $Body, [string] $ErrorId, [string] $Category) {
    try { $null = & $Body } catch {
        Same $ErrorId (Id $_) 'the error id'
        if ($Category) { Same $Category "$($_.CategoryInfo.Category)" 'the category' }
        return
    }
    throw "no error, expected $ErrorId"
}

function Draw([string] $Path, [byte] $Red, [byte] $Green, [byte] $Blue, [int] $Sleeve = 20) {
    $side = 64
    $pixels = [byte[]]::new($side * $side * 3)
    [Array]::Fill($pixels, [byte]255)
    for ($y = 10; $y -lt 56; $y++) {
        $reach = if ($y -lt 28) { $Sleeve } else { 0 }
        for ($x = [Math]::Max(0, 20 - $reach); $x -lt [Math]::Min($side, 44 + $reach); $x++) {
            $at = ($y * $side + $x) * 3
            $pixels[$at] = $Red; $pixels[$at + 1] = $Green; $pixels[$at + 2] = $Blue
        }
    }
    $image = [GarmentTools.Imaging.RgbImage]::new($side, $side, $pixels)
    [IO.File]::WriteAllBytes($Path, [GarmentTools.Imaging.RgbImageOperations]::Encode($image, [GarmentTools.Imaging.ImageFormat]::Png, 80))
}

# Catalogs are looked for upward: a stray one above the place of the tests would be found.
function HasCatalogAbove([string] $Folder) {
    for ($at = $Folder; $at; $at = Split-Path $at) { if (Get-ChildItem -LiteralPath $at -Filter *.garments -File -ErrorAction Ignore) { return $true } }
    $false
}
$places = [IO.Path]::GetTempPath().TrimEnd('/', '\'), (Split-Path $Module), $HOME
$place = $places | Where-Object { -not (HasCatalogAbove $_) } | Select-Object -First 1
if (-not $place) { throw "there are catalogs (*.garments) in or above each of $($places -join ', '): move them away" }
$work = Join-Path $place "garment-module-$([Guid]::NewGuid().ToString('N').Substring(0, 8))"
$null = New-Item -ItemType Directory $work
$start = Get-Location
try {
    # ---- the manifest, before anything is loaded
    Test 'the manifest is sound' {
        $manifest = Test-ModuleManifest $Module -WarningAction SilentlyContinue
        Same 'GarmentTools' $manifest.Name
        True ($manifest.ExportedCmdlets.Count -ge 16) "only $($manifest.ExportedCmdlets.Count) cmdlets"
        Same 'Core' ($manifest.CompatiblePSEditions -join ',')
    }

    $watch = [Diagnostics.Stopwatch]::StartNew()
    Import-Module $Module
    $importTime = $watch.ElapsedMilliseconds
    $cmdlets = @(Get-Command -Module GarmentTools)

    Test 'importing does no work' {
        $mapped = if ($IsLinux) { Get-Content /proc/self/maps -Raw } else { '' }
        foreach ($native in 'libvips', 'libonnxruntime', 'e_sqlite3') { True (-not $mapped.Contains($native)) "$native is loaded" }
        True ($importTime -lt 5000) "importing took $importTime ms"
    }
    Test 'what the manifest lists is what is exported' {
        $listed = (Import-PowerShellDataFile $Module).CmdletsToExport | Sort-Object
        Same $listed ($cmdlets.Name | Sort-Object)
        True (@($cmdlets | Where-Object CommandType -ne Cmdlet).Count -eq 0) 'something else than cmdlets is exported'
    }
    Test 'verbs are approved' {
        $approved = (Get-Verb).Verb
        foreach ($cmdlet in $cmdlets) { True ($cmdlet.Verb -in $approved) "$($cmdlet.Name): the verb is not approved" }
    }
    Test 'every cmdlet says what comes out' {
        foreach ($cmdlet in $cmdlets) { True ($cmdlet.OutputType.Count -gt 0) "$($cmdlet.Name) has no OutputType" }
    }
    Test 'types are known by name and are the same types everywhere' {
        True ([GarmentTools.GarmentCatalog] -is [type]) 'the type is not known'
        True ([object]::ReferenceEquals([GarmentTools.Catalogs.Garment], (Get-Command Get-Garment).OutputType[0].Type)) 'two copies of the library'
        Same 'color = red' ([GarmentTools.Catalogs.Filters.GarmentFilter]::Parse('color = red').Text)
    }
    Test 'the library lives in a context of its own' {
        Same 'GarmentTools' ([Runtime.Loader.AssemblyLoadContext]::GetLoadContext([GarmentTools.GarmentCatalog].Assembly).Name)
        True (-not ([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { $_.GetName().Name -in 'Microsoft.Data.Sqlite', 'CsvHelper', 'GarmentTools' })) 'dependencies are in the shared context'
    }

    # ---- photos and a catalog
    $photos = Join-Path $work 'photos'
    $null = New-Item -ItemType Directory $photos
    Draw "$photos/red-1.png" 200 20 20
    Draw "$photos/red-2.png" 210 30 30 8
    Draw "$photos/blue-1.png" 20 20 200
    Draw "$photos/blue-2.png" 30 30 210 8
    Draw "$photos/green-1.png" 20 160 20
    Copy-Item "$photos/red-1.png" "$photos/red-copy.png"
    Draw "$photos/odd [1].png" 120 120 20
    Set-Location $work

    Test 'Update-GarmentCatalog -WhatIf writes nothing' {
        Update-GarmentCatalog photos -WhatIf
        True (-not (Test-Path photos/catalog.garments)) 'there is a catalog'
    }
    Test 'Update-GarmentCatalog makes a catalog of a folder' {
        $summary = Update-GarmentCatalog photos
        Same 'GarmentTools.Catalogs.Updates.UpdateSummary' $summary.GetType().FullName
        Same 7 $summary.Added
        True ($summary.Embedded -in 6, 7) "$($summary.Embedded) were embedded"
        True (Test-Path photos/catalog.garments) 'there is no catalog'
    }
    Test 'Update-GarmentCatalog again costs nothing' {
        $summary = Update-GarmentCatalog -LiteralPath $photos
        Same '0 7 0' "$($summary.Added) $($summary.Unchanged) $($summary.Embedded)"
    }
    Test 'Update-GarmentCatalog reports a bad file by name, once' {
        Set-Content "$photos/bad.jpg" 'no picture'
        $first = Watch { Update-GarmentCatalog photos }
        Same 1 $first.Errors.Count
        Same 'PhotoRejected' (Id $first.Errors[0])
        Same 'PhotoRejected,GarmentTools.PowerShell.UpdateGarmentCatalogCommand' $first.Errors[0].FullyQualifiedErrorId
        Same 'InvalidData' "$($first.Errors[0].CategoryInfo.Category)"
        Same 'bad.jpg' $first.Errors[0].TargetObject
        Same 1 $first.Output.Count
        $second = Watch { Update-GarmentCatalog photos }
        Same 0 $second.Errors.Count
        Same 'bad.jpg' (Get-GarmentCatalog photos -Rejected).Path
        Remove-Item "$photos/bad.jpg"
        $null = Update-GarmentCatalog photos
    }
    Test 'Update-GarmentCatalog takes files of a pipeline' {
        $summary = Get-ChildItem $photos -Filter red*.png | Update-GarmentCatalog -Catalog other.garments -Domain street
        Same 3 $summary.Added
        Same 'street' ((Get-Garment -Catalog other.garments).Domain | Select-Object -Unique)
        Remove-Item other.garments*
    }

    # ---- which catalog
    Test 'a missing catalog is an error that names the cmdlet' {
        $null = New-Item -ItemType Directory "$work/empty" -Force
        Push-Location "$work/empty"
        try {
            Fails { Get-Garment -ErrorAction Stop } 'CatalogUnusable' 'ResourceUnavailable'
            try { Get-Garment } catch { True ("$_" -match 'Update-GarmentCatalog') "the message is: $_" }
        }
        finally { Pop-Location }
    }
    Test 'the nearest catalog upward is used' {
        $null = New-Item -ItemType Directory "$photos/sub/deep" -Force
        Push-Location "$photos/sub/deep"
        try { Same 7 @(Get-Garment).Count } finally { Pop-Location; Remove-Item "$photos/sub" -Recurse }
    }
    Test 'the environment names a catalog' {
        $env:GARMENT_CATALOG = "$photos/catalog.garments"
        try { Same 7 @(Get-Garment).Count } finally { $env:GARMENT_CATALOG = $null }
    }
    Test 'Set-GarmentCatalog holds wherever the session is' {
        Set-GarmentCatalog photos -WhatIf
        Fails { Get-Garment } 'CatalogUnusable'
        Same "$photos/catalog.garments" (Set-GarmentCatalog photos -PassThru).Path
        Push-Location ([IO.Path]::GetTempPath())
        try { Same 7 @(Get-Garment).Count } finally { Pop-Location }
        Push-Location Env:
        try { Same 7 @(Get-Garment).Count } finally { Pop-Location }
        Set-GarmentCatalog -Clear
        Fails { Get-Garment } 'CatalogUnusable'
        Fails { Set-GarmentCatalog nowhere.garments } 'CatalogUnusable' 'ResourceUnavailable'
    }
    Set-GarmentCatalog $photos

    Test 'Get-GarmentCatalog tells what it holds' {
        $info = Get-GarmentCatalog
        Same 'GarmentTools.Catalogs.CatalogInfo' $info.GetType().FullName
        Same 7 $info.Garments
        Same 6 $info.DistinctPhotos
        Same 256 $info.Outputs['embedding']
        Same 7 (Get-Item "$photos/*.garments" | Get-GarmentCatalog).Garments
        Same 7 ("$photos/catalog.garments" | Get-GarmentCatalog).Garments
        $mixed = Watch { Get-GarmentCatalog "$photos/*.garments", nowhere.garments }
        Same '1 1 PathNotFound' "$($mixed.Output.Count) $($mixed.Errors.Count) $(Id $mixed.Errors[0])"
    }

    # ---- garments and attributes
    Test 'Get-Garment lists, pages and chooses' {
        $all = @(Get-Garment)
        Same 7 $all.Count
        Same 'GarmentTools.Catalogs.Garment' $all[0].GetType().FullName
        Same $all[2].Id (Get-Garment -Skip 2 -First 1).Id
        Same $all[0].Id (Get-Garment | Select-Object -First 1).Id
        $counted = @(Get-Garment -First 1 -IncludeTotalCount)
        Same '7' "$($counted[0])".Split(' ')[-1]
        Same 'red-1.png' (Get-Garment -Path "$photos/red-1.png").CatalogPath
        Same 'red-1.png red-2.png red-copy.png' "$((Get-Garment -Path 'red-*').CatalogPath | Sort-Object)"
        Same 'odd [1].png' (Get-Garment -LiteralPath "$photos/odd [1].png").CatalogPath
        Same 7 @(Get-ChildItem $photos -Filter *.png | Get-Garment).Count
        Same $all[3].Path (Get-Garment -Id $all[3].Id).Path
        Same "$($all.Id)" "$(($all | Get-Garment).Id)"
        Same 2 @(Get-Garment -Path 'photos/blue-*').Count
        Same 2 @(Get-Garment -Path "$photos/blue-*").Count
        $bracketed = New-Item -ItemType Directory "$work/with [brackets]"
        Copy-Item photos/blue-*.png, photos/catalog.garments $bracketed.FullName
        Push-Location -LiteralPath "$work"
        try { Same 2 @(Get-Garment -Path 'photos/blue-*').Count } finally { Pop-Location }
        Push-Location -LiteralPath $bracketed.FullName
        try { Same 2 @(Get-Garment -Path './blue-*' -Catalog .).Count } finally { Pop-Location }
        Remove-Item -LiteralPath $bracketed.FullName -Recurse
        $none = Watch { Get-Garment -Id 4711, $all[0].Id }
        Same '1 GarmentNotFound ObjectNotFound 4711' "$($none.Output.Count) $(Id $none.Errors[0]) $($none.Errors[0].CategoryInfo.Category) $($none.Errors[0].TargetObject)"
    }
    Test 'Set-GarmentAttribute sets one attribute of a pipeline' {
        Get-Garment -Path 'red-*' | Set-GarmentAttribute -Name color -Value red
        Same 3 @(Get-Garment -Filter 'color = red').Count
    }
    Test 'Set-GarmentAttribute with a dictionary' {
        Get-Garment -Path 'blue-*' | Set-GarmentAttribute -Attribute @{ color = 'blue'; product = 'shirt-blue'; price = 19.5 }
        $changed = Set-GarmentAttribute -Id (Get-Garment -Path green-1.png).Id -Attribute @{ color = 'dark green'; product = 'shirt-green' } -PassThru
        Same 'dark green' $changed.Attributes.color
        Same 'shirt-green' $changed.Product
        Same '19.5' (Get-Garment -Path blue-1.png).Attributes['price']
        Set-GarmentAttribute -LiteralPath "$photos/odd [1].png" -Name color -Value yellow -WhatIf
        Same 0 (Get-Garment -LiteralPath "$photos/odd [1].png").Attributes.Count
        Set-GarmentAttribute "$photos/blue-1.png" -Name price -Value $null
        True (-not (Get-Garment -Path blue-1.png).Attributes.ContainsKey('price')) 'the price is still there'
        Fails { Set-GarmentAttribute -Id 1 } 'NoInput' 'InvalidArgument'
        $wrong = Watch { Set-GarmentAttribute -Id (Get-Garment -First 1).Id -Name path -Value x }
        Same 'InvalidRequest' (Id $wrong.Errors[0])
    }
    Test 'Import-GarmentAttribute reads csv files' {
        Set-Content "$photos/a.csv" "file,sleeve,product`nred-1.png,long,shirt-red`nred-2.png,short,shirt-red`nnone.png,long,"
        $result = Watch { Get-Item "$photos/*.csv" | Import-GarmentAttribute }
        Same '3 2' "$($result.Output[0].Rows) $($result.Output[0].Garments)"
        Same 'GarmentNotFound none.png' "$(Id $result.Errors[0]) $($result.Errors[0].TargetObject)"
        Import-GarmentAttribute "$photos/a.csv" -WhatIf
        Remove-Item "$photos/a.csv"
        Same 'PathNotFound' (Id (Watch { Import-GarmentAttribute nowhere.csv }).Errors[0])
    }
    Test 'Import-Csv feeds the cmdlets' {
        Set-Content ids.csv "Id`n$((Get-Garment -Path red-1.png).Id)"
        Import-Csv ids.csv | Set-GarmentAttribute -Name season -Value 2026
        Same 'red-1.png' (Get-Garment -Filter 'season = 2026').CatalogPath
        Set-Content paths.csv "Path`n$photos/red-1.png`n$photos/blue-1.png"
        Same 2 @(Import-Csv paths.csv | Get-SimilarGarment -Count 1).Count
        Remove-Item ids.csv, paths.csv
    }
    Test 'Get-Garment filters' {
        Same 2 @(Get-Garment -Filter "color = blue").Count
        Same 3 @(Get-Garment -Filter "color in (blue, 'dark green')").Count
        Same 2 @(Get-Garment -Product shirt-red -Domain shop).Count
        Fails { Get-Garment -Filter 'color = ' } 'InvalidRequest' 'InvalidArgument'
        Fails { Get-Garment -Filter 'colr = red' } 'InvalidRequest'
    }

    # ---- search
    Test 'Get-SimilarGarment -Path finds the nearest first' {
        $found = @(Get-SimilarGarment -Path photos/red-1.png)
        Same 'GarmentTools.PowerShell.SimilarGarment' $found[0].GetType().FullName
        Same 6 $found.Count
        Same '1 2 3 4 5 6' "$($found | ForEach-Object Rank)" # an array has a Rank of its own
        Same 'red-copy.png' $found[0].CatalogPath
        True $found[0].Duplicate 'the copy is no duplicate'
        Same "$photos/red-1.png" $found[0].Query
        Same "$($found.Distance | Sort-Object)" "$($found.Distance)"
    }
    Test 'Get-SimilarGarment takes files, strings, garments and neighbors' {
        Same 7 @(Get-ChildItem photos/*.png | Get-SimilarGarment -Count 1).Count
        Same 2 @('photos/red-1.png', 'photos/blue-1.png' | Get-SimilarGarment -Count 1).Count
        $order = (Get-ChildItem photos/*.png | Sort-Object Name -Descending).FullName
        Same $order ((Get-ChildItem photos/*.png | Sort-Object Name -Descending | Get-SimilarGarment -Count 1).Query)
        $garment = Get-Garment -Path red-1.png
        Same "#$($garment.Id)" ($garment | Get-SimilarGarment -Count 1).Query
        Same 2 @($garment | Get-SimilarGarment -Count 2 | Get-SimilarGarment -Count 1).Count
        Same 3 @(Get-SimilarGarment photos/red-*.png -Count 1).Count
        Same 3 @(Resolve-Path photos/red-*.png | Get-SimilarGarment -Count 1).Count
    }
    Test 'Get-SimilarGarment takes names with brackets literally' {
        Same 1 @(Get-SimilarGarment -LiteralPath 'photos/odd [1].png' -Count 1).Count
        Same 1 @(Get-Item -LiteralPath 'photos/odd [1].png' | Get-SimilarGarment -Count 1).Count
        $none = Watch { Get-SimilarGarment -Path 'photos/odd [2].png' }
        Same 'PathNotFound ObjectNotFound' "$(Id $none.Errors[0]) $($none.Errors[0].CategoryInfo.Category)"
    }
    Test 'Get-SimilarGarment resolves drives and relative paths against the session' {
        $null = New-PSDrive -Name Shirts -PSProvider FileSystem -Root $photos
        Same "$photos/red-1.png" (Get-SimilarGarment Shirts:/red-1.png -Count 1).Query
        Push-Location Shirts:/
        try {
            Same "$photos/red-1.png" (Get-SimilarGarment ./red-1.png -Count 1).Query
            Same 7 @(Get-Garment -Catalog Shirts:/catalog.garments).Count
        }
        finally { Pop-Location }
        Remove-PSDrive Shirts
        Push-Location photos
        try { Same "$photos/red-1.png" (Get-SimilarGarment red-1.png -Count 1).Query } finally { Pop-Location }
        Same 'PathNotInFileSystem' (Id (Watch { Get-SimilarGarment Env:PATH }).Errors[0])
        Same 'PathNotFound' (Id (Watch { Get-SimilarGarment nosuchdrive:/x.png }).Errors[0])
        Same 'PathIsFolder' (Id (Watch { Get-SimilarGarment photos }).Errors[0])
    }
    Test 'Get-SimilarGarment goes on after a bad photo' {
        Set-Content "$work/bad.png" 'no'
        $result = Watch { "$work/bad.png", 'photos/red-1.png', 'missing.png', 'photos/blue-1.png' | Get-SimilarGarment -Count 1 }
        Same 2 $result.Output.Count
        Same 'PathNotFound PhotoUnreadable' "$(($result.Errors | ForEach-Object { Id $_ }) | Sort-Object)"
        $unreadable = $result.Errors | Where-Object { (Id $_) -eq 'PhotoUnreadable' }
        Same 'InvalidData' "$($unreadable.CategoryInfo.Category)"
        Same "$work/bad.png" $unreadable.TargetObject
        Remove-Item "$work/bad.png"
    }
    Test 'Get-SimilarGarment -ErrorAction Stop ends the pipeline' {
        Fails { 'missing.png', 'photos/red-1.png' | Get-SimilarGarment -ErrorAction Stop } 'PathNotFound'
    }
    Test 'Get-SimilarGarment with its options' {
        Same 'blue-1.png blue-2.png' "$((Get-SimilarGarment photos/red-1.png -Filter 'color = blue').CatalogPath | Sort-Object)"
        Same 1 @(Get-SimilarGarment photos/red-1.png -Filter 'color = blue' -OnePerProduct).Count
        True (@(Get-SimilarGarment photos/red-1.png -MaxDistance 0.0001).Count -ge 1) 'not even the copy'
        $cosine = Get-SimilarGarment photos/red-1.png -Metric Cosine
        $euclidean = Get-SimilarGarment photos/red-1.png -Metric euclidean
        Same "$($cosine.Id)" "$($euclidean.Id)"
        Same 6 @(Get-SimilarGarment photos/red-1.png -Output features).Count
        Same 1 @(Get-ChildItem photos/red-*.png | Get-SimilarGarment -Together -Count 10 | Select-Object -ExpandProperty Query -Unique).Count
        $away = Get-SimilarGarment photos/red-1.png -Unlike photos/blue-*.png -UnlikeId (Get-Garment -Path green-1.png).Id
        True (-not ($away.CatalogPath -match 'blue|green')) 'what was to be avoided is there'
        Fails { Get-SimilarGarment photos/red-1.png -Count 0 } 'ParameterArgumentValidationError'
        Fails { Get-SimilarGarment photos/red-1.png -MaxDistance 3 } 'ParameterArgumentValidationError'
        Fails { Get-SimilarGarment photos/red-1.png -Metric Manhattan } 'PathNotFound'
        Fails { Get-SimilarGarment photos/red-1.png -Output nothing -ErrorAction Stop } 'InvalidRequest'
        Fails { Get-SimilarGarment } 'NoInput' 'InvalidArgument'
        Same 0 @(@() | Get-SimilarGarment).Count
    }
    Test 'Get-SimilarGarment looks at regions' {
        Draw "$work/outside.png" 190 40 40
        $warnings = $null
        $found = Get-SimilarGarment "$work/outside.png" -Region Upper -Count 1 -WarningVariable warnings -WarningAction SilentlyContinue
        True ("$warnings" -match 'no person') 'no warning'
        Same $false $found.RegionFound
        Same $true (Get-SimilarGarment "$work/outside.png" -Region 10, 10, 40, 40 -Count 1).RegionFound
        Same $true (Get-SimilarGarment "$work/outside.png" -Region 10%,10%,50%,50% -Count 1).RegionFound
        Same $null (Get-SimilarGarment "$work/outside.png" -Domain shop -Count 1).RegionFound
        Fails { Get-SimilarGarment "$work/outside.png" -Region sideways } 'InvalidRequest'
        Remove-Item "$work/outside.png"
    }
    Test 'answers go to other commands' {
        Get-SimilarGarment photos/red-1.png -Count 2 | Select-Object Query, Rank, Distance, Id, Path | Export-Csv out.csv
        Same 2 @(Import-Csv out.csv).Count
        $json = Get-SimilarGarment photos/red-1.png -Count 1 | ConvertTo-Json | ConvertFrom-Json
        Same 'red-copy.png' $json.CatalogPath
        Same 'red' $json.Attributes.color
        Remove-Item out.csv
        Same 1 @(Get-ChildItem photos/*.png | Get-SimilarGarment | Select-Object -First 1).Count
    }
    Test 'Compare-Garment tells distances' {
        $rows = @(Get-ChildItem photos/*.png | Compare-Garment -Reference photos/red-1.png)
        Same 7 $rows.Count
        Same 2 @($rows | Where-Object Duplicate).Count
        $pair = Compare-Garment photos/red-1.png photos/blue-1.png
        $found = Get-SimilarGarment photos/red-1.png | Where-Object Name -eq blue-1.png
        True ([Math]::Abs($pair.Cosine - $found.Distance) -lt 0.001) "$($pair.Cosine) is not $($found.Distance)"
        $ids = Compare-Garment -Id (Get-Garment -Path blue-1.png).Id -ReferenceId (Get-Garment -Path red-1.png).Id
        True ([Math]::Abs($ids.Cosine - $found.Distance) -lt 0.00001) "$($ids.Cosine) is not $($found.Distance)"
        Fails { Compare-Garment photos/red-1.png } 'NoInput'
        Fails { Compare-Garment photos/red-1.png nowhere.png } 'PathNotFound'
    }
    Test 'Get-GarmentEmbedding embeds photos and reads garments' {
        $computed = @(Get-ChildItem photos/red-*.png | Get-GarmentEmbedding)
        Same 3 $computed.Count
        Same 256 $computed[0].Values.Count
        Same ((Get-FileHash photos/red-1.png).Hash.ToLowerInvariant()) $computed[0].Sha256
        $stored = Get-Garment -Path red-1.png | Get-GarmentEmbedding
        Same $computed[0].Fingerprint $stored.Fingerprint
        Same 1280 (Get-GarmentEmbedding photos/red-1.png -Output features).Values.Count
        Same 'GarmentNotFound' (Id (Watch { Get-GarmentEmbedding -Id 4711 }).Errors[0])
        Fails { Get-GarmentEmbedding photos/red-1.png -Model nothing } 'ModelUnusable'
    }
    Test 'Show-Garment draws' {
        $lines = @(Get-SimilarGarment photos/red-1.png -Count 2 | Show-Garment -Width 20)
        Same 4 $lines.Count
        True ($lines[0].Contains([char]0x2580)) 'no half blocks'
        True ($lines[1] -match 'red-copy.png') "the caption is $($lines[1])"
        Same 1 @(Show-Garment photos/red-1.png -NoCaption).Count
    }

    # ---- models
    Test 'Get-GarmentModel lists models' {
        $models = @(Get-GarmentModel)
        True $models[0].Default 'the default is not first'
        Same $models[0].Name (Get-GarmentModel $models[0].Name).Name
        Same 'ModelNotFound' (Id (Watch { Get-GarmentModel nothing }).Errors[0])
        Same 0 @(Get-GarmentModel nothing*).Count
    }
    Test 'Install-GarmentModel fetches nothing that is there, and asks' {
        $default = @(Get-GarmentModel)[0].Name
        True (Install-GarmentModel $default).Installed 'not installed'
        Install-GarmentModel $default -WhatIf
        Same 'ModelUnusable' (Id (Watch { Install-GarmentModel nothing }).Errors[0])
        Fails { Install-GarmentModel $default -Source nowhere.onnx } 'PathNotFound'
    }
    Test 'Register-GarmentModel drafts, checks and registers' {
        # A registry is made once in a process: one of its own, with a folder of its own.
        $source = (Get-GarmentModel)[0].Path
        Copy-Item $source "$work/my-model.onnx"
        $out = Start-Another "
            `$env:GARMENT_MODELS = '$work/models'
            Import-Module '$Module'
            Register-GarmentModel '$work/my-model.onnx' -WhatIf
            if (Test-Path '$work/my-model.json') { 'drafted in spite of WhatIf' }
            Register-GarmentModel '$work/my-model.onnx' -WarningVariable w -WarningAction SilentlyContinue
            if (-not (`$w -match 'not registered yet')) { 'no warning' }
            (Register-GarmentModel '$work/my-model.json').Name
            (Get-GarmentModel my-model).Installed
            try { Register-GarmentModel '$work/my-model.json' -ErrorAction Stop } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }
            (Get-Item '$work/my-model.onnx' | Register-GarmentModel -Force).Name"
        Same 'my-model True ModelUnusable my-model' "$(@($out | Where-Object { $_ -notmatch '^What if' }))"
    }

    # ---- checks and removal
    Test 'Test- and Repair-GarmentCatalog' {
        $check = Test-GarmentCatalog
        Same 'True 7' "$($check.IsHealthy) $($check.Garments)"
        Same $true (Test-GarmentCatalog photos -Quiet)
        Repair-GarmentCatalog -WhatIf
        True (Repair-GarmentCatalog -Confirm:$false).IsHealthy 'not healthy'
        Set-Content broken.garments 'nothing'
        Same 'CatalogUnusable' (Id (Watch { Test-GarmentCatalog broken.garments }).Errors[0])
        Remove-Item broken.garments
    }
    Test 'Remove-Garment' {
        Remove-Garment -Path 'red-*' -WhatIf
        Same 7 @(Get-Garment).Count
        $removed = Get-Garment -Path red-2.png | Remove-Garment -PassThru
        Same 'red-2.png' $removed.CatalogPath
        Remove-Garment -Filter 'color = blue' -Confirm:$false
        Same 4 @(Get-Garment).Count
        Get-Garment -Path 'red-copy.png' | Remove-Garment
        Same 3 @(Get-Garment).Count
        True (Test-Path photos/red-2.png) 'the photo is gone'
        Fails { Remove-Garment } 'NoInput' 'InvalidArgument'
        $summary = Update-GarmentCatalog photos
        Same 4 $summary.Added
        True ((Get-Garment -Path red-2.png).Id -gt $removed.Id) 'an id was given again'
    }

    # ---- help, views, completion
    Test 'help is there for every cmdlet and every parameter' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($cmdlet in $cmdlets) {
            $help = Get-Help $cmdlet.Name -Full
            True ($help.Synopsis -and $help.Synopsis -notmatch [regex]::Escape($cmdlet.Name)) "$($cmdlet.Name): the synopsis is '$($help.Synopsis)'"
            True ($help.description) "$($cmdlet.Name) has no description"
            True (@($help.examples.example).Count -ge 2) "$($cmdlet.Name) has too few examples"
            True ($help.returnValues) "$($cmdlet.Name) does not say what comes out"
            foreach ($name in $cmdlet.Parameters.Keys | Where-Object { $_ -notin $common }) {
                $parameter = Get-Help $cmdlet.Name -Parameter $name
                True ($parameter.description.Text) "$($cmdlet.Name) says nothing about -$name"
            }
        }
    }
    Test 'the help reads well' {
        $text = Get-Help Get-SimilarGarment -Full | Out-String -Width 80
        foreach ($part in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', '-OnePerProduct', 'INPUTS', 'OUTPUTS', 'GarmentTools.PowerShell.SimilarGarment', 'Example 1', 'RELATED LINKS') {
            True ($text.Contains($part)) "$part is missing"
        }
        $position = Get-Help Get-SimilarGarment -Parameter Path
        Same 'true|0|true (ByValue, ByPropertyName)|true' "$($position.required)|$($position.position)|$($position.pipelineInput)|$($position.globbing)"
        True ((Get-Help about_GarmentTools | Out-String).Contains('fingerprint')) 'about_GarmentTools is not found'
    }
    Test 'tables read well at 80 columns' {
        $table = Get-ChildItem photos/red-*.png | Get-SimilarGarment -Count 2 | Out-String -Width 80
        foreach ($line in $table -split '\r?\n') { True ($line.Length -le 80) "too long: $line" }
        foreach ($part in 'Query: ', 'Rank', 'Distance', 'Id', 'Product', 'Path', '0.0000=') { True ($table.Contains($part)) "'$part' is missing in`n$table" }
        Same 3 ([regex]::Matches($table, 'Query: ').Count)
        foreach ($shown in (Get-Garment), (Get-GarmentCatalog), (Get-GarmentModel), (Test-GarmentCatalog), (Compare-Garment photos/red-1.png photos/blue-1.png), (Get-GarmentEmbedding photos/red-1.png), (Update-GarmentCatalog photos)) {
            foreach ($text in ($shown | Out-String -Width 80), ($shown | Format-List | Out-String -Width 80)) {
                True ($text.Trim().Length -gt 20) 'nothing is shown'
                True (-not $text.Contains('#ERROR')) "a view fails: $text"
                foreach ($line in $text -split '\r?\n') { True ($line.Length -le 80) "too long: $line" }
            }
        }
        True ((Get-GarmentEmbedding photos/red-1.png | Out-String).Contains('256 numbers')) 'the values are not summed up'
    }
    Test 'arguments are completed' {
        function Complete([string] $Text) { @((TabExpansion2 $Text $Text.Length).CompletionMatches.CompletionText) }
        True ('Get-SimilarGarment' -in (Complete 'Get-SimilarG')) 'the cmdlet'
        True ('-OnePerProduct' -in (Complete 'Get-SimilarGarment -OneP')) 'a parameter'
        True ('Euclidean' -in (Complete 'Get-SimilarGarment -Metric E')) 'the metric'
        True ('mobilenetv2-garment' -in (Complete 'Get-GarmentEmbedding -Model mobile')) 'a model'
        True ('color' -in (Complete 'Set-GarmentAttribute -Id 1 -Name co')) 'the name of an attribute'
        True ('shirt-green' -in (Complete 'Get-Garment -Product shirt-g')) 'a product'
        True ("'dark green'" -in (Complete 'Set-GarmentAttribute -Id 1 -Name color -Value dark')) 'a value'
        True ('Lower' -in (Complete 'Get-SimilarGarment -Region Lo')) 'a region'
        True ('features' -in (Complete 'Get-SimilarGarment -Output fea')) 'an output'
        True ('"color = "' -in (Complete 'Get-Garment -Filter co')) 'the name in a filter'
        True ("""color = 'dark green'""" -in (Complete 'Get-Garment -Filter "color = d')) "the value in a filter: $(Complete 'Get-Garment -Filter "color = d')"
        True ((Complete 'Get-Garment -Catalog photos/cat') -match 'catalog.garments') 'a catalog'
        Push-Location photos
        try { Set-GarmentCatalog -Clear; True ('shirt-green' -in (Complete 'Get-Garment -Product shirt-g')) 'a product of the nearest catalog' } finally { Pop-Location; Set-GarmentCatalog $photos }
    }
    Test 'verbose and debug texts' {
        $verbose = @(Get-SimilarGarment photos/red-1.png -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        True ($verbose.Message -match 'Catalog: ') 'the catalog is not named'
    }

    # ---- other sessions, stopping
    Test 'a second runspace has its own session and the same types' {
        $shell = [powershell]::Create()
        try {
            $result = $shell.AddScript('
                param($Module, $Photos)
                Import-Module $Module
                $before = try { Get-Garment; "found" } catch { ($_.FullyQualifiedErrorId -split ",")[0] }
                Set-GarmentCatalog $Photos
                $before
                @(Get-Garment).Count
                (Get-Garment -First 1)
            ').AddArgument($Module).AddArgument($photos).Invoke()
            Same 'CatalogUnusable' $result[0]
            Same 7 $result[1]
            True ($result[2] -is [GarmentTools.Catalogs.Garment]) 'the type is another one'
            Same $result[2].Id (Get-Garment -Id $result[2].Id).Id
        }
        finally { $shell.Dispose() }
    }
    Test 'ForEach-Object -Parallel' {
        $catalog = (Get-GarmentCatalog).Path
        $found = @(Get-ChildItem photos/*.png | ForEach-Object -Parallel {
            Import-Module $using:Module
            Get-SimilarGarment -LiteralPath $_.FullName -Catalog $using:catalog -Count 1
        } -ThrottleLimit 4)
        Same 7 $found.Count
        foreach ($one in $found) { True ($one -is [GarmentTools.PowerShell.SimilarGarment]) 'the type is another one' }
    }
    Test 'a pipeline that is stopped stops the work' {
        $many = "$work/many"
        $null = New-Item -ItemType Directory $many
        foreach ($i in 1..150) { Draw "$many/$i.png" ($i) (255 - $i) 40 ($i % 20) }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($m, $p) Import-Module $m; Update-GarmentCatalog $p -ThrottleLimit 1').AddArgument($Module).AddArgument($many)
            $run = $shell.BeginInvoke()
            $deadline = [DateTime]::UtcNow.AddSeconds(60)
            while (-not (Test-Path "$many/catalog.garments") -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            Start-Sleep -Milliseconds 300
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            True ($watch.ElapsedMilliseconds -lt 5000) "stopping took $($watch.ElapsedMilliseconds) ms"
            True ($shell.InvocationStateInfo.State -in 'Stopped', 'Completed') "the state is $($shell.InvocationStateInfo.State)"
        }
        finally { $shell.Dispose() }
        $summary = Update-GarmentCatalog $many -Catalog "$many/catalog.garments"
        Same 150 ($summary.Added + $summary.Unchanged)
    }
    Test 'long work shows progress with time left' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($m, $p, $c) $ProgressPreference = "Continue"; Import-Module $m; Update-GarmentCatalog $p -Catalog $c -ThrottleLimit 1').
                AddArgument($Module).AddArgument("$work/many").AddArgument("$work/progress.garments").Invoke()
            $shown = @($shell.Streams.Progress)
        }
        finally { $shell.Dispose() }
        True ($shown.Count -gt 1) 'no progress'
        True (@($shown.StatusDescription -match '\d+ of 150').Count -gt 0) "the status is $($shown[0].StatusDescription)"
        Same 'Completed' "$($shown[-1].RecordType)"
        Remove-Item "$work/progress*"
    }
    Test 'importing again and removing' {
        Import-Module $Module -Force
        Set-GarmentCatalog $photos
        Same 7 @(Get-Garment).Count
        True ((Get-Garment -First 1) -is [GarmentTools.Catalogs.Garment]) 'the type is another one'
        Remove-Module GarmentTools
        True (-not (Get-Command Get-Garment -ErrorAction Ignore)) 'the cmdlets are still there'
        Import-Module $Module
        Fails { Get-Garment } 'CatalogUnusable' # the session was forgotten
        Same 7 @(Get-Garment -Catalog $photos).Count
    }
    Test 'in a folder of modules it is found by its name' {
        $path = $env:PSModulePath
        $packed = Get-ChildItem (Join-Path (Split-Path $Module) 'artifacts/module') -Directory -ErrorAction Ignore
        if ($packed) {
            $out = Start-Another "
                `$env:PSModulePath = '$($packed[0].Parent.FullName)' + [IO.Path]::PathSeparator + `$env:PSModulePath
                @(Get-Garment -Catalog '$photos').Count
                (Get-Module GarmentTools).ModuleBase
                (Get-Help Get-Garment).Synopsis"
            Same 7 $out[0]
            True ($out[1].StartsWith($packed[0].FullName)) "loaded from $($out[1])"
            Same 'Lists garments of a catalog.' $out[2]
        }
    }

    # ---- distance matrices, regions, evaluation: on photos of their own
    $study = Join-Path $work 'study'
    $null = New-Item -ItemType Directory $study
    $rows = @('street,shop') + @(0..7 | ForEach-Object {
        Draw "$study/street-$_.png" (30 * $_) (255 - 25 * $_) (77 * $_ % 256) (6 + $_)
        Draw "$study/shop-$_.png" (30 * $_) (255 - 25 * $_) (77 * $_ % 256)
        "street-$_.png,shop-$_.png"
    })
    $rows | Set-Content "$study/pairs.csv"
    $null = Update-GarmentCatalog "$study/shop-*.png" -Catalog "$study/shop.garments"
    Test 'New-GarmentDistanceMatrix, Get-GarmentDistanceMatrix' {
        New-GarmentDistanceMatrix "$study/m.npz" -Catalog "$study/shop.garments" -WhatIf
        True (-not (Test-Path "$study/m.npz")) '-WhatIf wrote a file'
        Same 28 (New-GarmentDistanceMatrix "$study/m.npz" -Catalog "$study/shop.garments" -Precision UInt16).Pairs
        Same 'UInt16' "$((Get-ChildItem "$study/*.npz" | Get-GarmentDistanceMatrix).Precision)"
        True ((Get-GarmentDistanceMatrix "$study/m.npz" | Out-String) -match 'Garments\s+: 8') 'the list says nothing of 8 garments'
    }
    Test 'Get-GarmentNeighbor' {
        $found = @(Get-Garment -Catalog "$study/shop.garments" | Get-GarmentNeighbor "$study/m.npz" -Count 2)
        Same 16 $found.Count
        Same 3 @(Get-GarmentNeighbor "$study/m.npz" shop-0.png -Count 3).Count
        Same 'InvalidRequest' (Id (Watch { Get-GarmentNeighbor "$study/m.npz" nobody.png }).Errors[0])
        Same $found[0].Id @(Get-SimilarGarment "$study/shop-0.png" -Catalog "$study/shop.garments" -Matrix "$study/m.npz")[0].Id
    }
    Test 'Update-GarmentDistanceMatrix' {
        $null = Update-GarmentCatalog "$study/street-0.png" -Catalog "$study/shop.garments" -Domain street
        $update = Update-GarmentDistanceMatrix "$study/m.npz" -Catalog "$study/shop.garments"
        Same '1, 8, True' "$($update.Added), $($update.Kept), $($update.Written)"
    }
    Test 'Get-GarmentRegion' {
        $region = Get-GarmentRegion "$study/shop-0.png" -Region 10,10,30,40 -OutputPath "$study/cut.png"
        Same '10 10 30 40 True' "$($region.Left) $($region.Top) $($region.Width) $($region.Height) $($region.Found)"
        True (Test-Path "$study/cut.png") 'nothing was cut out'
        $null = Get-GarmentRegion "$study/shop-0.png" -Region Upper -WarningVariable warned -WarningAction SilentlyContinue
        Same 1 $warned.Count
        True ((Show-Garment "$study/shop-0.png" -Region | Out-String) -match 'no person') 'the caption says nothing of the region'
    }
    Test 'Measure-GarmentRetrieval' {
        $result = Measure-GarmentRetrieval "$study/pairs.csv" -Region Whole -WarningAction SilentlyContinue
        Same $result.Figures['hit@1'] $result.'hit@1'
        Same 8 $result.Conventions.GallerySize
        True (($result | Out-String) -match 'hit@1 ') 'the view has no figures'
        True ($null -ne ($result | Select-Object 'hit@10').'hit@10') 'Select-Object finds no hit@10'
        $again = Measure-GarmentRetrieval "$study/pairs.csv" -Region Whole -Baseline $result -WarningAction SilentlyContinue
        Same 0 $again.Comparison.Figures['mrr'].Difference
        Fails { Measure-GarmentRetrieval "$study/pairs.csv" -Metric learn } 'InvalidRequest' 'InvalidArgument'
    }
    Test 'Optimize-GarmentMetric' {
        $metric = Optimize-GarmentMetric "$study/pairs.csv" "$study/metric.npz" -Region Whole -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        True ($warned.Count -gt 0) 'nothing said that there are few pairs'
        Same $metric.Used (Test-Path "$study/metric.npz")
        if ($metric.Used) {
            Same $metric.Components (Get-GarmentMetric "$study/metric.npz").Components
            True ((Get-GarmentMetric "$study/metric.npz" | Out-String) -match 'Reliability\s+: ') 'the view has no reliability table'
            $similar = @(Get-SimilarGarment "$study/street-1.png" -Catalog "$study/shop.garments" -Region Whole -Metric "$study/metric.npz")
            True ($similar.Count -gt 0) 'nothing was found by the learned metric'
        }
    }

    # ---- insights and reports
    Test 'Find-DuplicateGarment, Set-GarmentDecision, Get-GarmentDecision' {
        Copy-Item "$study/shop-3.png" "$study/again.png"
        $null = Update-GarmentCatalog "$study/again.png" -Catalog "$study/shop.garments"
        $same = @(Find-DuplicateGarment -Catalog "$study/shop.garments" | Where-Object Kind -eq SameBytes)
        Same 1 $same.Count
        True (($same | Out-String -Width 80) -match 'SameBytes') 'the view says nothing of the kind'
        True (($same | Format-List | Out-String) -match 'again.png') 'the list names no member'
        $near = @(Find-DuplicateGarment -Catalog "$study/shop.garments" -MaxDistance 2 | Where-Object Kind -eq Near)
        Same 1 $near.Count
        $near | Set-GarmentDecision -Different -Catalog "$study/shop.garments" -WhatIf
        Same 0 @(Get-GarmentDecision -Catalog "$study/shop.garments").Count
        $near | Set-GarmentDecision -Different -Catalog "$study/shop.garments"
        Same 0 @(Find-DuplicateGarment -Catalog "$study/shop.garments" -MaxDistance 2 | Where-Object Kind -eq Near).Count
        $ids = $near.Members[0, 1].Garment.Id
        $decision = Set-GarmentDecision -Id $ids -Same -Catalog "$study/shop.garments" -PassThru
        Same $true $decision.Same
        True (($decision | Out-String -Width 80) -match 'True') 'the view does not say what was decided'
        $all = @(Get-GarmentDecision -Catalog "$study/shop.garments").Count
        Get-Garment -Id $ids -Catalog "$study/shop.garments" | Set-GarmentDecision -Forget -Catalog "$study/shop.garments"
        Same ($all - 1) @(Get-GarmentDecision -Catalog "$study/shop.garments").Count
        Fails { Set-GarmentDecision -Id 1, 2 } 'InvalidRequest' 'InvalidArgument'
        Fails { Set-GarmentDecision -Id 1 -Same -Catalog "$study/shop.garments" } 'InvalidRequest' 'InvalidArgument'
    }
    Test 'Group-Garment' {
        $groups = @(Group-Garment -Count 3 -Catalog "$study/shop.garments")
        Same 3 $groups.Count
        Same @(Get-Garment -Catalog "$study/shop.garments").Count ($groups | ForEach-Object { $_.Members.Count } | Measure-Object -Sum).Sum
        True (($groups | Out-String -Width 80) -match 'Medoid') 'the view shows no medoid'
        True (($groups | Format-List | Out-String) -match 'MeanDistance') 'the list says little'
        Fails { Group-Garment -Count 3 -MaxDistance 0.1 -Catalog "$study/shop.garments" } 'InvalidRequest' 'InvalidArgument'
    }
    Test 'escape sequences of names and attributes do not reach the terminal' {
        if ($IsWindows) { return } # no such names there
        $evil = "$study/evil"
        $null = New-Item -ItemType Directory $evil
        Draw "$evil/a`e]0;owned`a`u{202E}b.png" 200 30 40
        Set-Content -LiteralPath "$evil/bad`e[2J.png" 'no photo'
        $seen = Watch { Update-GarmentCatalog $evil -Catalog "$study/evil.garments" 3>&1 }
        $text = ($seen.Output | Out-String) + ($seen.Errors | Out-String)
        True (-not $text.Contains("`e[2J")) 'the error or warning passes an escape sequence on'
        Set-GarmentAttribute -Id 1 -Attribute @{ note = "x`e[2J"; product = "p`e[31m" } -Catalog "$study/evil.garments"
        $garment = Get-Garment -Catalog "$study/evil.garments"
        True ($garment.Path.Contains("`e]0;")) 'the object has not the exact name'
        foreach ($shown in ($garment | Out-String), ($garment | Format-List | Out-String), (Get-GarmentCatalog "$study/evil.garments" | Out-String), (Get-SimilarGarment -Id 1 -Catalog "$study/evil.garments" | Out-String)) {
            True (-not ($shown -match "`e|`a|`u{202E}")) 'a view passes an escape sequence on'
        }
        True (($garment | Out-String) -match 'u001B') 'the view does not spell it out'
    }
    Test 'Export-GarmentReport' {
        $found = @(Get-SimilarGarment "$study/street-1.png", "$study/street-2.png" -Catalog "$study/shop.garments" -Count 3)
        $file = $found | Export-GarmentReport "$study/similar.html" -Catalog "$study/shop.garments" -PassThru
        True ($file.Length -gt 5000) 'the page is empty'
        $html = Get-Content -Raw $file
        Same 2 ([regex]::Matches($html, '<article').Count)
        True (-not $html.Contains($study)) 'a folder of this machine is named'
        $found | Where-Object Rank -eq 1 | Export-GarmentReport "$study/similar.csv" -PathStyle None
        $rows = @(Import-Csv "$study/similar.csv")
        Same 2 $rows.Count
        Same "Garment $($found[0].Id)" $rows[0].CatalogPath
        Export-GarmentReport "$study/catalog.html" -Catalog "$study/shop.garments" -NoScript
        True (-not (Get-Content -Raw "$study/catalog.html").Contains('<script')) 'a script in a page without'
        Get-GarmentCatalog "$study/shop.garments" | Export-GarmentReport "$study/catalog.json"
        True ((Get-Content -Raw "$study/catalog.json" | ConvertFrom-Json).Groups.Count -gt 0) 'no groups in the JSON'
        Measure-GarmentRetrieval "$study/pairs.csv" -Region Whole -WarningAction SilentlyContinue | Export-GarmentReport "$study/evaluation.md" -Title 'How well'
        True ((Get-Content -Raw "$study/evaluation.md") -match '# How well') 'the title is missing'
        $found | Export-GarmentReport "$study/sheet.png"
        True ((Get-GarmentRegion "$study/sheet.png" -Region Whole).Width -gt 300) 'the contact sheet is no picture'
        Export-GarmentReport "$study/not.html" -Catalog "$study/shop.garments" -WhatIf
        True (-not (Test-Path "$study/not.html")) '-WhatIf wrote a file'
        Fails { 42 | Export-GarmentReport "$study/not.html" } 'InvalidRequest' 'InvalidArgument'
        Fails { @() | Export-GarmentReport "$study/not.html" -Catalog "$study/shop.garments" } 'NoInput' 'InvalidArgument'
        Fails { Export-GarmentReport "$study/nowhere/not.html" -Catalog "$study/shop.garments" } 'PathNotFound' 'ObjectNotFound'
    }

    # ---- the sample photos of the notebooks, where they are
    $samples = Join-Path (Split-Path $Module) 'notebooks/photos'
    if (Test-Path $samples) {
        Test 'the sample photos' {
            $summary = Update-GarmentCatalog $samples -Catalog "$work/samples.garments"
            True ($summary.Added -gt 0) 'no photo was added'
            $photo = Get-ChildItem $samples -Recurse -Include *.jpg, *.png | Select-Object -First 1
            True (@(Get-SimilarGarment -LiteralPath $photo.FullName -Catalog "$work/samples.garments").Count -gt 0) 'nothing was found'
        }
    }
}
finally {
    Set-Location $start
    Remove-Module GarmentTools -ErrorAction Ignore
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}

"$script:passed passed, $script:failed failed"
exit [int]($script:failed -gt 0)
