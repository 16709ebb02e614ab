#requires -Version 5.1
# Publishes the packages of `./build.ps1 Pack` to a gallery in a folder, and installs them from there.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester reads them.')]
param()

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
    $folder = if ($env:CENTRYPS_MODULE) { Split-Path $env:CENTRYPS_MODULE } else { "$PSScriptRoot/../../out" }
    $packages = @(Get-Item "$folder/*.nupkg" -ErrorAction SilentlyContinue | ForEach-Object { @{ Name = $_.Name -replace '\.\d+\.\d+\.\d+.*$' } })
    $gallery = Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable | Where-Object Version -GE '1.1.0'
    if (-not $gallery) { Write-Warning 'Publishing NOT TESTED: Microsoft.PowerShell.PSResourceGet 1.1 or later is not installed.' }
    elseif (-not $packages) { Write-Warning 'Publishing NOT TESTED: there are no packages. Run ./build.ps1 Pack.' }
}

Describe 'A gallery in a folder' -Skip:(-not ($gallery -and $packages)) -ForEach @{ Folder = $folder } {
    BeforeAll {
        Import-Module Microsoft.PowerShell.PSResourceGet
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $repository = "CentryPS-$PID"
        $place = (New-Item "$TestDrive/gallery" -ItemType Directory).FullName
        $modules = (New-Item "$TestDrive/modules" -ItemType Directory).FullName
        Register-PSResourceRepository -Name $repository -Uri $place -Trusted
        foreach ($package in Get-Item "$Folder/*.nupkg") { Publish-PSResource -NupkgPath $package.FullName -Repository $repository }
        Save-PSResource CentryPS, CentryPS.Sandbox -Repository $repository -Path $modules -TrustRepository
    }

    AfterAll {
        Unregister-PSResourceRepository -Name $repository
    }

    It 'publishes, finds and installs <Name>' -ForEach $packages {
        $found = Find-PSResource $Name -Repository $repository
        $found.Name | Should -Be $Name

        $manifest = Test-ModuleManifest "$modules/$Name/$($found.Version)/$Name.psd1"
        $manifest.Version | Should -Be $found.Version
        $manifest.ExportedCommands.Count | Should -BeGreaterThan 5
    }

    It 'installs a CentryPS that a new shell imports by name' {
        Set-Content "$TestDrive/first.ps1" 'Import-Module CentryPS; (Get-Module CentryPS).Path; (Get-Command Get-CentryOrder).CommandType' -Encoding utf8

        $run = Invoke-Script "$TestDrive/first.ps1" -ModulePath $modules

        $run.Output | Should -BeLike "$modules*Cmdlet*"
        $run.ExitCode | Should -Be 0
    }
}
