BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    Get-CentryWebhook | Remove-CentryWebhook -Force

    # A server with an untrusted, self-signed certificate that expires in six days.
    $key = [Security.Cryptography.RSA]::Create()
    $request = New-Object Security.Cryptography.X509Certificates.CertificateRequest @(
        'CN=localhost', $key, [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1
    )
    $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-60), [DateTimeOffset]::UtcNow.AddDays(6.5))
    $certificate = New-Object Security.Cryptography.X509Certificates.X509Certificate2 (, $made.Export('Pfx'))
    $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
    $listener.Start()
    $server = [powershell]::Create().AddScript({
        param($Listener, $Certificate)
        while ($client = $Listener.AcceptTcpClient()) {
            try { (New-Object Net.Security.SslStream $client.GetStream()).AuthenticateAsServer($Certificate) }
            catch { Write-Verbose 'The client does not trust the certificate.' }
            finally { $client.Close() }
        }
    }).AddArgument($listener).AddArgument($certificate)
    $null = $server.BeginInvoke()

    # Accepts connections but sends nothing.
    $silent = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
    $silent.Start()

    $good = "$($sandbox.BaseUri)avisos"
    $urls = $good, 'http://127.0.0.1:9/avisos', 'https://tienda.invalid/avisos', "https://localhost:$($listener.LocalEndpoint.Port)/avisos"
    $urls | ForEach-Object { $null = New-CentryWebhook -CallbackUrl $_ -Topic OrderSave }
}

AfterAll {
    Disconnect-Centry
    $listener.Stop()
    $silent.Stop()
    $server.Dispose()
    $sandbox | Stop-CentrySandbox
}

Describe 'Health of all webhooks' {
    It 'reports whether each webhook is reachable, and why not' {
        $healths = Get-CentryWebhook | Test-CentryWebhook
        $healths.CallbackUrl | Should -Be $urls
        $healths.IsHealthy | Should -Be $true, $false, $false, $false
        $healths[1].Problem | Should -Be 'the connection is refused'
        $healths[2].Problem | Should -Be 'the name of the host is not found'
        $healths[3].Problem[0] | Should -Be 'the certificate expires in 6 days'
        $healths[3].Problem[1] | Should -BeLike 'the certificate is not trusted*'
        ($healths[3].CertificateExpiresAt - [DateTimeOffset]::UtcNow).Days | Should -Be 6
        $healths[3].RemoteAddress | Should -Not -BeNullOrEmpty
    }

    It 'fits a screen of <_> columns without truncation' -ForEach 60, 80, 120 {
        $table = Get-CentryWebhook | Test-CentryWebhook | Out-String -Width $_
        ($table -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        # The culture determines where words are cut: ignore it.
        $problems = ($table -split '\r?\n' | ForEach-Object { ($_ -split '\s{2,}')[-1] }) -join '' -replace '\s'
        $problems | Should -Match 'theconnectionisrefused'
        $problems | Should -Match 'expiresin6days'
        $table | Should -Match 'Healthy +ms +Days +CallbackUrl, Problem'
    }

    It 'includes problems of deliveries with -Deliver' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 302; path = '/avisos' }, @{ fault = 'status'; status = 200; path = '/avisos' }
        $redirected = Test-CentryWebhook $good -Deliver -Topic OrderSave -OrderId 69a582d7a8d1d10b0c000001
        $redirected.StatusCode, $redirected.IsHealthy | Should -Be 302, $false
        (Test-CentryWebhook $good -Deliver).IsHealthy | Should -BeTrue
        Get-CentryFault $sandbox | Should -BeNullOrEmpty
    }

    It 'is one Boolean value with -Quiet' {
        Test-CentryWebhook $good, $good -Quiet | Should -BeExactly $true
        Get-CentryWebhook | Test-CentryWebhook -Quiet | Should -BeExactly $false
    }

    It 'stops with the pipeline before it tests the rest' {
        $hanging = "https://localhost:$($silent.LocalEndpoint.Port)/"
        $first = Test-CentryWebhook $good, $hanging -TimeoutSec 3600 | Select-Object -First 1
        $first.CallbackUrl | Should -Be $good
    }

    It 'allows undelivered notifications to be resent' {
        $order = Get-CentryOrder -First 1 | Set-CentryOrder -StatusOrigin 'lunes'
        $deadline = (Get-Date).AddSeconds(20)
        do { $lost = @(Get-CentryDelivery $sandbox | Where-Object callback_url -eq $urls[1]) } until ($lost -or (Get-Date) -gt $deadline)
        $lost[0].accepted | Should -BeFalse
        Add-CentryFault $sandbox @{ fault = 'status'; status = 200; path = '/avisos' }
        $delivery = $lost[0].data | Send-CentryNotification -CallbackUrl $good
        $delivery.IsAccepted | Should -BeTrue
        $delivery.Topic | Should -Be 'OrderSave'
        $lost[0].data.order_id | Should -Be $order.Id
    }

    It 'shows no control characters' {
        $answer = "malo$([char]27)[2J$([char]7)$([char]0x202E) fin"
        [CentryPS.Models.CentryDelivery] @{ ResponseBody = $answer } | Format-List | Out-String | Should -Match 'malo\?\[2J\?\? fin'
    }
}
