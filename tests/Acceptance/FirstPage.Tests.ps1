BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    $modules = @(
        Install-TestedModule (Join-Path $TestDrive 'Modules')
        (Resolve-Path (Join-Path $PSScriptRoot '../CentryPS.Tests/Support/Modules')).Path # a stand-in for SecretManagement
    ) -join [IO.Path]::PathSeparator

    # Runs lines as at a prompt in that language, in a new shell against a new sandbox. Returns the screen output.
    function Show-Screen([string] $Culture, [string[]] $Line) {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        $examples = Join-Path $PSScriptRoot '../../docs/examples'
        Copy-Item $examples (New-Item (Join-Path $folder 'docs') -ItemType Directory) -Recurse
        Copy-Item (Join-Path $examples '*') $folder # the reader's own files
        Set-Content (Join-Path $folder 'lines.txt') $Line -Encoding utf8
        $prompt = Join-Path $folder 'Prompt.ps1'
        Set-Content $prompt @"
            [Console]::OutputEncoding = [Text.UTF8Encoding]::new(`$false)
            [Threading.Thread]::CurrentThread.CurrentCulture = [Threading.Thread]::CurrentThread.CurrentUICulture = '$Culture'
            Import-Module CentryPS
            `$application = [pscredential]::new('sandbox-client', [Net.NetworkCredential]::new('', 'sandbox-secret').SecurePassword)
            function Get-Credential { `$application }
            `$PSDefaultParameterValues = @{ 'Receive-CentryNotification:TimeoutSec' = 1; 'Receive-CentryNotification:Port' = 0; 'Sync-CentryWebhook:Confirm' = `$false }
            foreach (`$line in Get-Content lines.txt -Encoding utf8) {
                "PS> `$line"
                . ([scriptblock]::Create(`$line)) 2>&1 | Out-String -Width 100 -Stream
            }
"@
        $sandbox = Start-CentrySandbox
        $env:CENTRY_BASE_URI, $env:CENTRY_ACCESS_TOKEN, $env:CENTRYPS_TEST_VAULT = $sandbox.BaseUri, $sandbox.AccessToken, $folder
        try { (Invoke-Script $prompt -ModulePath $modules).Output }
        finally {
            $sandbox | Stop-CentrySandbox
            Remove-Item Env:CENTRY_BASE_URI, Env:CENTRY_ACCESS_TOKEN, Env:CENTRYPS_TEST_VAULT
        }
    }

    # Lines without blank ones, colors, and text that varies: new ids and times, and the width of columns.
    function Get-Comparable([string] $Text) {
        $Text -replace '\e\[[\d;]*m' -replace '\b(?!69a5)[0-9a-f]{24}\b', '?' -replace '\d\d[/-]\d\d[/-]\d{4} \d\d:\d\d', '?' -split '\r?\n' |
            ForEach-Object { ($_ -replace '\s+', ' ' -replace '-{2,}', '--').Trim() } | Where-Object { $_ }
    }
}

Describe '<Page>' -ForEach @(
    @{ Page = 'README.md'; Culture = 'en-US' }
    @{ Page = 'README.es.md'; Culture = 'es-CL' }
) {
    BeforeAll {
        $text = [IO.File]::ReadAllText((Join-Path $PSScriptRoot "../../$Page")) -replace '\r'
    }

    It 'shows the output of a real prompt' -Skip:($PSEdition -eq 'Desktop') {
        $blocks = [regex]::Matches($text, '(?ms)^```\n(PS> .*?)^```') | ForEach-Object { $_.Groups[1].Value }
        $lines = [regex]::Matches($blocks -join '', '(?m)^PS> (.*)') | ForEach-Object { $_.Groups[1].Value }
        @($lines).Count | Should -BeGreaterThan 7
        $signIn = 'Connect-Centry' # printed by the sandbox
        Get-Comparable (Show-Screen $Culture (@($signIn) + $lines)) | Should -Be (Get-Comparable ("PS> $signIn`n" + ($blocks -join '')))
    }

    It 'shows commands that run unchanged' {
        $rows = [regex]::Matches($text, '(?m)^\| [^|]+ \| `(.+)` \|$') | ForEach-Object { $_.Groups[1].Value -replace '\\\|', '|' }
        @($rows).Count | Should -Be 13
        $screen = Show-Screen $Culture ($rows + 'Get-CentryWebhook | Where-Object CallbackUrl -NotMatch "tienda1?\.example"', '"errors: $($Error.Count)"')
        $screen | Should -Match '(?m)^errors: 0' -Because $screen
        $screen | Should -Not -Match '(?s)NotMatch.*https://tienda[23]' -Because 'the last row removes what is not in the file'
    }

    It 'has no untested PowerShell and no dead link' {
        $text | Should -Not -Match '```powershell'
        $links = [regex]::Matches($text, '\]\((?!https:)([^)#]+)') | ForEach-Object { $_.Groups[1].Value }
        $links | Where-Object { -not (Test-Path (Join-Path $PSScriptRoot "../../$_")) } | Should -BeNullOrEmpty
    }
}
