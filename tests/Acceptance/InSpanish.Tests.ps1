BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $culture = [Threading.Thread]::CurrentThread.CurrentUICulture
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'A prompt in Spanish' {
    AfterEach {
        [Threading.Thread]::CurrentThread.CurrentUICulture = $culture
    }

    It 'shows errors and advice in the language of the shell: <Culture>' -ForEach @(
        @{ Culture = 'es-CL'; Message = 'No encontrado'; Advice = 'Revise' }
        @{ Culture = 'en-US'; Message = 'Not found'; Advice = 'Check' }
    ) {
        [Threading.Thread]::CurrentThread.CurrentUICulture = $Culture
        Get-CentryOrder -Id '0123456789abcdef01234567' -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.Message | Should -Match $Message
        $failed[0].ErrorDetails.RecommendedAction | Should -Match $Advice
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*' -Because 'scripts read the same code in every language'
    }

    It 'keeps accented text unchanged' {
        $order = Get-CentryOrder -First 1
        $text = 'Señor «Pérez» dejó 3 × 🎁 en conserjería'
        (Set-CentryOrder -Id $order.Id -BuyerLastName $text).BuyerLastName | Should -BeExactly $text
        (Get-CentryOrder -Id $order.Id).BuyerLastName | Should -BeExactly $text
    }
}
