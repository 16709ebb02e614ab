@{
    Severity     = 'Error', 'Warning'
    # Pester's blocks share variables in a way that the analyzer does not follow.
    ExcludeRules = 'PSUseDeclaredVarsMoreThanAssignments'
    Rules        = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.0' }
    }
}
