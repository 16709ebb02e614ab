@{
    Severity     = 'Error', 'Warning'
    # The analyzer does not recognize variables shared between Pester blocks.
    ExcludeRules = 'PSUseDeclaredVarsMoreThanAssignments'
    Rules        = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.0' }
    }
}
