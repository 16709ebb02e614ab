#requires -Version 7.4
<#
    An Azure Storage queue: https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api
    Messages are in base64, as Azure Functions writes and reads them.
#>

class StorageQueue {
    [uri] $Uri
    hidden [string] $Account
    hidden [byte[]] $Key
    hidden [System.Net.Http.HttpClient] $Client = [System.Net.Http.HttpClient]::new()

    StorageQueue([uri] $Endpoint, [string] $Account, [string] $Key, [string] $Name) {
        $this.Uri = "$("$Endpoint".TrimEnd('/'))/$Name"
        $this.Account = $Account
        $this.Key = [Convert]::FromBase64String($Key)
    }

    [void] Create() { $null = $this.Send('PUT', '', @{}, '') }

    [void] Drop() { $null = $this.Send('DELETE', '', @{}, '') }

    [void] Put([string] $Text) { $null = $this.Send('POST', '/messages', @{}, [StorageQueue]::Body($Text)) }

    # Receives messages and hides them for some seconds.
    [object[]] Take([int] $Count, [int] $Seconds) {
        $response = $this.Send('GET', '/messages', @{ numofmessages = $Count; visibilitytimeout = $Seconds }, '')
        $list = [xml] $response.Content.ReadAsStringAsync().GetAwaiter().GetResult().TrimStart([char] 0xFEFF)
        return @(foreach ($message in $list.SelectNodes('//QueueMessage')) {
            [pscustomobject] @{
                Id           = $message.MessageId
                PopReceipt   = $message.PopReceipt
                DequeueCount = [int] $message.DequeueCount
                Text         = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($message.MessageText))
            }
        })
    }

    [void] Delete([object] $Message) { $null = $this.Send('DELETE', "/messages/$($Message.Id)", @{ popreceipt = $Message.PopReceipt }, '') }

    # Makes a message visible again.
    [void] Release([object] $Message) {
        $query = @{ popreceipt = $Message.PopReceipt; visibilitytimeout = 0 }
        $null = $this.Send('PUT', "/messages/$($Message.Id)", $query, [StorageQueue]::Body($Message.Text))
    }

    # The number of messages, including hidden ones.
    [int] Count() {
        return [int] @($this.Send('GET', '', @{ comp = 'metadata' }, '').Headers.GetValues('x-ms-approximate-messages-count'))[0]
    }

    hidden static [string] Body([string] $Text) {
        return "<QueueMessage><MessageText>$([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text)))</MessageText></QueueMessage>"
    }

    # Retries if the connection is lost, as the Azure libraries do: the message may then be on the queue twice.
    hidden [System.Net.Http.HttpResponseMessage] Send([string] $Method, [string] $Path, [hashtable] $Query, [string] $Body) {
        $response = $null
        for ($attempt = 1; -not $response; $attempt++) {
            try { $response = $this.Client.SendAsync($this.Request($Method, $Path, $Query, $Body)).GetAwaiter().GetResult() }
            catch {
                if ($attempt -eq 4) { throw }
            }
        }
        # 404 for a message: its time expired and another worker received it, so the pop receipt is no longer valid.
        if ($response.StatusCode -ne 404 -or -not $Query.popreceipt) { $null = $response.EnsureSuccessStatusCode() }
        return $response
    }

    hidden [System.Net.Http.HttpRequestMessage] Request([string] $Method, [string] $Path, [hashtable] $Query, [string] $Body) {
        $names = @($Query.Keys | Sort-Object)
        $target = [UriBuilder] "$($this.Uri)$Path"
        $target.Query = @($names | ForEach-Object { "$_=$([uri]::EscapeDataString($Query[$_]))" }) -join '&'
        $request = [System.Net.Http.HttpRequestMessage]::new($Method, $target.Uri)
        if ($Body) { $request.Content = [System.Net.Http.StringContent]::new($Body, [Text.Encoding]::UTF8, 'application/xml') }
        $headers = [ordered] @{ 'x-ms-date' = [datetime]::UtcNow.ToString('R'); 'x-ms-version' = '2021-12-02' }
        $headers.Keys | ForEach-Object { $request.Headers.Add($_, $headers[$_]) }

        # https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
        $length, $type = if ($Body) { $request.Content.Headers.ContentLength, $request.Content.Headers.ContentType } else { '', '' }
        $text = @($Method, '', '', $length, '', $type, '', '', '', '', '', '') +
            @($headers.Keys | ForEach-Object { "${_}:$($headers[$_])" }) +
            "/$($this.Account)$($target.Uri.AbsolutePath)" +
            @($names | ForEach-Object { "${_}:$($Query[$_])" }) -join "`n"
        $signature = [Convert]::ToBase64String([Security.Cryptography.HMACSHA256]::HashData($this.Key, [Text.Encoding]::UTF8.GetBytes($text)))
        $null = $request.Headers.TryAddWithoutValidation('Authorization', "SharedKey $($this.Account):$signature")
        return $request
    }
}
