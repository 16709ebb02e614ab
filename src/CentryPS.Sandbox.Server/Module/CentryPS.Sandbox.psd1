@{
    RootModule           = 'CentryPS.Sandbox.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = 'c2a1a7b2-9d1f-4b0e-8a47-3f1d6f0e5b9c'
    Author               = 'CentryPS contributors'
    CompanyName          = 'CentryPS'
    Copyright            = '(c) CentryPS contributors. MIT licence.'
    Description          = 'A Centry (centry.cl) simulator that runs locally, to test runbooks: OAuth, orders, products and webhooks over HTTP, and faults on demand. Requires the ASP.NET Core runtime 10 or later.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('CentryPS.Sandbox.Format.ps1xml')
    FunctionsToExport    = @(
        'Add-CentryFault'
        'Clear-CentryFault'
        'Get-CentryDelivery'
        'Get-CentryFault'
        'Get-CentrySandbox'
        'Start-CentrySandbox'
        'Stop-CentrySandbox'
    )
    CmdletsToExport      = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Centry', 'test', 'mock', 'fake', 'sandbox', 'Pester', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/centryps/CentryPS'
            LicenseUri   = 'https://github.com/centryps/CentryPS/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/centryps/CentryPS/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/centryps/CentryPS/blob/main/CHANGELOG.md'
            Prerelease   = ''
        }
    }
}
