@{
    RootModule             = if ($PSEdition -eq 'Desktop') { 'Desktop/CentryPS.dll' } else { 'CentryPS.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '6b0b5a0e-0d53-4c39-9d5e-8a7d1c6f2e34'
    Author                 = 'CentryPS contributors'
    CompanyName            = 'CentryPS'
    Copyright              = '(c) CentryPS contributors. MIT licence.'
    Description            = 'Webhooks and orders of Centry (centry.cl), from PowerShell: sign in once, work with objects, lose nothing.'
    PowerShellVersion      = if ($PSEdition -eq 'Desktop') { '5.1' } else { '7.4' }
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('CentryPS.Format.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Compare-CentryWebhook'
        'Connect-Centry'
        'ConvertFrom-CentryNotification'
        'ConvertTo-CentryOrderRow'
        'Disconnect-Centry'
        'Export-CentryOrder'
        'Get-CentryChange'
        'Get-CentryOrder'
        'Get-CentrySession'
        'Get-CentrySignIn'
        'Get-CentryWebhook'
        'Invoke-CentryRequest'
        'New-CentryWebhook'
        'Receive-CentryNotification'
        'Remove-CentrySignIn'
        'Remove-CentryWebhook'
        'Send-CentryNotification'
        'Set-CentryOrder'
        'Set-CentryWebhook'
        'Sync-CentryWebhook'
        'Test-CentrySession'
        'Test-CentryWebhook'
        'Undo-CentryChange'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('Centry', 'ecommerce', 'marketplace', 'webhook', 'order', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/centryps/CentryPS'
            LicenseUri   = 'https://github.com/centryps/CentryPS/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/centryps/CentryPS/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/centryps/CentryPS/blob/main/CHANGELOG.md'
            Prerelease   = ''
        }
    }
}
