<#
    A stand-in for SecretManagement: vaults in the folder CENTRYPS_TEST_VAULT, one file per secret. Other files there
    simulate failures: locked, full, full-later (after one secret), hang, plain (no metadata), fails (with its text).
    It uses only core commands, because the engine has no others.
#>

class PasswordRequiredException : System.InvalidOperationException { PasswordRequiredException([string] $message) : base($message) { } }

function Test-Switch([string] $Name) { [IO.File]::Exists("$env:CENTRYPS_TEST_VAULT/$Name") }

function Enter-Vault {
    [CmdletBinding()]
    param([string] $Command)
    [IO.File]::AppendAllText("$env:CENTRYPS_TEST_VAULT/log", "$Command`n")
    if (Test-Switch 'fails') { throw [IO.File]::ReadAllText("$env:CENTRYPS_TEST_VAULT/fails") }
    while (Test-Switch 'hang') { [Threading.Thread]::Sleep(5) }
    if (Test-Switch 'locked') { $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([PasswordRequiredException]::new('A password is required.'), 'Locked', 'InvalidOperation', $null)) }
}

function Save-Text([string] $Path, [string] $Text) {
    $temporary = "$Path.$([guid]::NewGuid())"
    [IO.File]::WriteAllText($temporary, $Text)
    [IO.File]::Move($temporary, $Path, $true)
}

function Get-SecretVault {
    if (Test-Switch 'vaults') {
        [IO.File]::ReadAllLines("$env:CENTRYPS_TEST_VAULT/vaults") | ForEach-Object { [pscustomobject] @{ Name = $_; ModuleName = 'Test'; IsDefault = $false } }
    }
    else { [pscustomobject] @{ Name = [IO.Path]::GetFileName($env:CENTRYPS_TEST_VAULT); ModuleName = 'Test'; IsDefault = $true } }
}

function Get-Secret([string] $Name, [string] $Vault) {
    Enter-Vault 'Get-Secret'
    if (-not (Test-Switch "$Name.secret")) { throw "The secret $Name was not found." }
    [Net.NetworkCredential]::new('', [IO.File]::ReadAllText("$env:CENTRYPS_TEST_VAULT/$Name.secret")).SecurePassword
}

function Set-Secret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([string] $Name, [object] $Secret, [string] $Vault, [hashtable] $Metadata)
    Enter-Vault 'Set-Secret'
    if (Test-Switch 'full') { throw 'The vault is full.' }
    if (Test-Switch 'full-later') { [IO.File]::Move("$env:CENTRYPS_TEST_VAULT/full-later", "$env:CENTRYPS_TEST_VAULT/full") }
    Save-Text "$env:CENTRYPS_TEST_VAULT/$Name.secret" ([Net.NetworkCredential]::new('', $Secret).Password)
    if ($Metadata) { Set-SecretInfo $Name $Metadata }
}

function Set-SecretInfo {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([string] $Name, [hashtable] $Metadata, [string] $Vault)
    if (Test-Switch 'plain') { throw 'The vault does not support the Set-SecretInfo function.' }
    Save-Text "$env:CENTRYPS_TEST_VAULT/$Name.info" (@($Metadata.Keys | ForEach-Object { "$_=$($Metadata[$_])" }) -join "`n")
}

function Get-SecretInfo([string] $Name, [string] $Vault) {
    Enter-Vault 'Get-SecretInfo'
    foreach ($file in [IO.Directory]::GetFiles($env:CENTRYPS_TEST_VAULT, '*.secret')) {
        $found = [IO.Path]::GetFileNameWithoutExtension($file)
        if ($found -notlike $Name) { continue }
        $metadata = [Collections.Generic.Dictionary[string, object]]::new()
        if (Test-Switch "$found.info") {
            [IO.File]::ReadAllLines("$env:CENTRYPS_TEST_VAULT/$found.info") | ForEach-Object { $key, $value = $_ -split '=', 2; $metadata[$key] = $value }
        }
        [pscustomobject] @{ Name = $found; Metadata = [Collections.ObjectModel.ReadOnlyDictionary[string, object]]::new($metadata) }
    }
}

function Remove-Secret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([string] $Name, [string] $Vault)
    Enter-Vault 'Remove-Secret'
    [IO.File]::Delete("$env:CENTRYPS_TEST_VAULT/$Name.secret")
    [IO.File]::Delete("$env:CENTRYPS_TEST_VAULT/$Name.info")
}
