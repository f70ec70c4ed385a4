@{
    RootModule             = 'module/bin/GarmentTools.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5f0c4e0e-6d0b-4f0a-9a3c-2f5b1d7c8e41'
    Author                 = 'GarmentTools contributors'
    CompanyName            = 'GarmentTools contributors'
    Copyright              = 'Copyright (c) 2026 GarmentTools contributors. MIT license.'
    Description            = 'Finds visually similar garments: a photo goes in, the ten most similar garments of a catalog come out.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    TypesToProcess         = @('module/GarmentTools.Types.ps1xml')
    FormatsToProcess       = @('module/GarmentTools.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Compare-Garment'
        'Copy-GarmentCatalog'
        'Export-GarmentReport'
        'Find-DuplicateGarment'
        'Get-Garment'
        'Get-GarmentCatalog'
        'Get-GarmentDecision'
        'Get-GarmentDistanceMatrix'
        'Get-GarmentEmbedding'
        'Get-GarmentMetric'
        'Get-GarmentModel'
        'Get-GarmentNeighbor'
        'Get-GarmentRegion'
        'Get-SimilarGarment'
        'Group-Garment'
        'Import-GarmentAttribute'
        'Install-GarmentModel'
        'Measure-GarmentRetrieval'
        'New-GarmentDistanceMatrix'
        'Optimize-GarmentMetric'
        'Register-GarmentModel'
        'Remove-Garment'
        'Repair-GarmentCatalog'
        'Set-GarmentAttribute'
        'Set-GarmentCatalog'
        'Set-GarmentDecision'
        'Show-Garment'
        'Test-GarmentCatalog'
        'Update-GarmentCatalog'
        'Update-GarmentDistanceMatrix'
    )
    FileList               = @(
        'GarmentTools.psd1'
        'LICENSE'
        'THIRD-PARTY-NOTICES.md'
        'en-US/about_GarmentTools.help.txt'
        'en-US/GarmentTools.PowerShell.dll-Help.xml'
        'module/GarmentTools.Format.ps1xml'
        'module/GarmentTools.Types.ps1xml'
        'module/bin/GarmentTools.PowerShell.dll'
        'module/bin/lib/GarmentTools.dll'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('Garment', 'Fashion', 'Image', 'Photo', 'Similarity', 'Search', 'Embedding', 'ONNX', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
