#requires -Version 7.4
<#
.SYNOPSIS
    The DSC resource CentryPS/Webhook: what dsc runs, as the manifest beside this script says.
.DESCRIPTION
    A webhook is known by its callback URL. The sign-in comes from the environment, as Connect-Centry takes it from there; CENTRY_SIGN_IN may name a kept one.
    Gives one JSON object, and for export one a line; what went wrong are JSON lines on the error stream of the host.
.EXAMPLE
    '{"callbackUrl":"https://tienda.example/avisos"}' | ./CentryPS.Webhook.ps1 get
#>
[CmdletBinding()]
param(
    # get, test, set or export. Another one is told as a JSON line too, which the engine's own check would not do.
    [Parameter(Position = 0)]
    [string] $Operation,

    # An instance as JSON; without it, the standard input has it.
    [Parameter(ValueFromPipeline)]
    [string] $InputObject,

    # Gives the state that set would make, and makes nothing.
    [switch] $WhatIf
)
begin {
    $ErrorActionPreference = 'Stop'
    $ConfirmPreference = 'None'
    $ProgressPreference = 'SilentlyContinue'
    $WarningPreference = 'SilentlyContinue' # they would stand among the JSON, and are told as JSON lines
    $warnings = @()
    $json = ''
    $isGiven = $false
    $isSigningIn = $false

    # What the manifest's schema allows.
    $kinds = [ordered] @{ callbackUrl = 'String'; topic = 'Array'; id = 'String'; _exist = 'True', 'False'; _inDesiredState = 'True', 'False', 'Null' }

    $words = if ($PSUICulture -like 'es*') {
        @{
            Operation = '«{0}» no es una operación. Las operaciones son get, test, set y export.'
            Empty = 'No hay instancia: la entrada estándar está vacía. Entréguela como JSON, por ejemplo {"callbackUrl":"https://tienda.example/avisos","topic":["OrderSave"]}.'
            NotUtf8 = 'La entrada estándar no es UTF-8.'
            NotJson = 'La instancia no es JSON que se pueda leer: línea {0}, byte {1}.'
            NotObject = 'La instancia no es un objeto JSON, como {"callbackUrl":"https://tienda.example/avisos","topic":["OrderSave"]}.'
            Unknown = '{0} no es una propiedad del recurso. Tiene {1}.'
            Twice = '{0} se indica más de una vez.'
            Kind = '{0} no es válido: debe ser {1}.'
            String = 'un texto'
            Array = 'una lista de tópicos, como ["OrderSave"]'
            True = 'true o false, sin comillas'
            Topic = '{0} no es un tópico. Los tópicos son: {1}.'
            NoUrl = 'La instancia necesita callbackUrl: la URL http o https completa a la que llama Centry.'
            NotRemoved = 'Centry aceptó eliminar el webhook de {0}, pero todavía existe: {1}.'
            Duplicate = '{0} tiene más de un webhook: {1} duplica a {2}, y cada notificación llega una vez por cada uno. set no lo elimina. Use Remove-CentryWebhook {1}.'
            Correct = 'Corrija la instancia.'
            NoTopic = 'No hay webhook de {0}. Para crearlo hace falta topic: la lista de los tópicos encendidos, [] si no hay ninguno.'
        }
    }
    else {
        @{
            Operation = '"{0}" is not an operation. The operations are get, test, set and export.'
            Empty = 'There is no instance: the standard input is empty. Give it as JSON, such as {"callbackUrl":"https://shop.example/notify","topic":["OrderSave"]}.'
            NotUtf8 = 'The standard input is not UTF-8.'
            NotJson = 'The instance is not JSON that can be read: line {0}, byte {1}.'
            NotObject = 'The instance is not a JSON object, such as {"callbackUrl":"https://shop.example/notify","topic":["OrderSave"]}.'
            Unknown = '{0} is not a property of the resource. It has {1}.'
            Twice = '{0} is given more than once.'
            Kind = '{0} is not valid: it must be {1}.'
            String = 'a text'
            Array = 'a list of topics, such as ["OrderSave"]'
            True = 'true or false, without quotes'
            Topic = '{0} is not a topic. The topics are: {1}.'
            NoUrl = 'The instance needs callbackUrl: the complete http or https URL that Centry calls.'
            NotRemoved = 'Centry accepted the removal of the webhook of {0}, but it still exists: {1}.'
            Duplicate = '{0} has more than one webhook: {1} is a duplicate of {2}, and each notification arrives once for each. set does not remove it. Use Remove-CentryWebhook {1}.'
            Correct = 'Correct the instance.'
            NoTopic = 'There is no webhook of {0}. To create it, topic is needed: the list of the topics that are on, [] for none.'
        }
    }

    # In ASCII, since nobody knows what encoding the console has.
    function ConvertTo-JsonLine([object] $Value) {
        if ($Value -is [bool]) { return "$Value".ToLowerInvariant() }
        if ($Value -is [array]) { return '[' + (@($Value | ForEach-Object { ConvertTo-JsonLine $_ }) -join ',') + ']' }
        if ($Value -isnot [System.Collections.IDictionary]) { return '"' + [System.Text.Json.JsonEncodedText]::Encode("$Value") + '"' }
        $names = $Value.Keys | Where-Object { $null -ne $Value[$_] }
        '{' + (@($names | ForEach-Object { "`"$_`":" + (ConvertTo-JsonLine $Value[$_]) }) -join ',') + '}'
    }

    # A row without topics says so by a flag: an empty list could be an empty variable.
    $none = @{ on_order_save = $false }

    function Write-Trace([string] $Level, [string] $Message) {
        $Host.UI.WriteErrorLine((ConvertTo-JsonLine @{ $Level = $Message }))
    }

    # The standard input is UTF-8, whatever the console's encoding is.
    function Read-Json {
        if (-not $isGiven) {
            $utf8 = [System.Text.UTF8Encoding]::new($false, $true)
            try { $json = [System.IO.StreamReader]::new([Console]::OpenStandardInput(), $utf8).ReadToEnd() }
            catch [System.Text.DecoderFallbackException] { throw $words.NotUtf8 }
        }
        if ([string]::IsNullOrWhiteSpace($json)) { throw $words.Empty }
        try { $root = [System.Text.Json.JsonDocument]::Parse($json).RootElement }
        catch [System.Text.Json.JsonException] {
            $problem = $_.Exception.GetBaseException()
            throw ($words.NotJson -f ($problem.LineNumber + 1), ($problem.BytePositionInLine + 1))
        }
        if ($root.ValueKind -ne 'Object') { throw $words.NotObject }
        $root
    }

    function Read-Instance {
        $given = @{}
        foreach ($property in (Read-Json).EnumerateObject()) {
            $name = $property.Name
            if ($name -cnotin $kinds.Keys) { throw ($words.Unknown -f $name, ($kinds.Keys -join ', ')) }
            if ($given.ContainsKey($name)) { throw ($words.Twice -f $name) }
            if ($property.Value.ValueKind -notin $kinds[$name]) { throw ($words.Kind -f $name, $words[@($kinds[$name])[0]]) }
            $given[$name] = $property.Value
        }
        $row = @{ callback_url = if ($given.ContainsKey('callbackUrl')) { $given['callbackUrl'].GetString() } }
        if ([string]::IsNullOrWhiteSpace($row.callback_url)) { throw $words.NoUrl }
        if ($given.ContainsKey('topic')) {
            $row.Topic = @($given['topic'].EnumerateArray() | ForEach-Object { Read-Topic $_ })
            if (-not $row.Topic) { $row += $none }
        }
        [pscustomobject] @{ Row = $row; Exist = $given['_exist'].ValueKind -ne 'False' }
    }

    function Read-Topic($Item) {
        $names = [enum]::GetNames([CentryPS.Models.CentryTopic])
        if ($Item.ValueKind -ne 'String' -or $Item.GetString() -notin $names) { throw ($words.Topic -f $Item.GetRawText(), ($names -join ', ')) }
        $Item.GetString()
    }

    # The webhook that is there or missing, and after it the duplicates of it.
    function Get-Step([hashtable] $Row) {
        $look = if ($Row.ContainsKey('Topic')) { $Row } else { $Row + $none }
        Compare-CentryWebhook -DesiredWebhook $look @centry
    }

    # A duplicate is not a difference: set leaves it, since another program may own it.
    function Write-Duplicate([object[]] $Step) {
        foreach ($duplicate in $Step | Where-Object DuplicateOf) {
            Write-Trace warn ($words.Duplicate -f $duplicate.CallbackUrl, $duplicate.Id, $duplicate.DuplicateOf)
        }
    }

    function Get-State($Step, [string[]] $Topic) {
        $state = [ordered] @{ callbackUrl = $Step.CallbackUrl; topic = $null; id = $Step.Id; _exist = $Step.Action -ne 'Create' }
        if ($state._exist) { $state.topic = $Topic }
        $state
    }

    function Get-Instance($Instance) {
        $step = @(Get-Step $Instance.Row)[0]
        Get-State $step $step.CurrentTopic
    }

    function Test-Instance($Instance) {
        $steps = @(Get-Step $Instance.Row)
        if ($Instance.Exist) { Write-Duplicate $steps }
        $step = $steps[0]
        $state = Get-State $step $step.CurrentTopic
        $isSame = $step.Action -eq 'None' -or -not $Instance.Row.ContainsKey('Topic')
        $state._inDesiredState = $state._exist -eq $Instance.Exist -and ($isSame -or -not $Instance.Exist)
        $state
    }

    function Sync-Instance($Instance, [switch] $Rehearse) {
        $steps = @(Get-Step $Instance.Row)
        $there = @($steps | Where-Object Id)
        if (-not $Instance.Exist) {
            if ($there -and -not $Rehearse) {
                Remove-CentryWebhook -Id $there.Id -Force @centry
                $left = @(Get-Step $Instance.Row | Where-Object Id)
                if ($left) { throw [CentryPS.CentryException]::new('NotApplied', ($words.NotRemoved -f $left[0].CallbackUrl, ($left.Id -join ', '))) }
            }
            return [ordered] @{ callbackUrl = $steps[0].CallbackUrl; _exist = $false }
        }
        if ($there -and -not $Instance.Row.ContainsKey('Topic')) { return Get-State $steps[0] $steps[0].CurrentTopic }
        if (-not $Instance.Row.ContainsKey('Topic')) { throw ($words.NoTopic -f $steps[0].CallbackUrl) }
        $command = if ($Rehearse) { 'Compare-CentryWebhook' } else { 'Sync-CentryWebhook' }
        $step = @(& $command -DesiredWebhook $Instance.Row @centry)[0]
        $state = Get-State $step
        $state.topic = [string[]] $step.Topic
        $state._exist = $true
        $state
    }

    # Without ids, so that another account can be given the same; one of a callback URL, as the other operations see it.
    function Export-Instance {
        $steps = @(Get-CentryWebhook -CallbackUrl http* @centry | Compare-CentryWebhook @centry)
        Write-Duplicate $steps
        foreach ($step in $steps | Where-Object { -not $_.DuplicateOf }) {
            [ordered] @{ callbackUrl = $step.CallbackUrl; topic = [string[]] $step.CurrentTopic }
        }
    }

    # By name: the type is unknown until the module is imported.
    function Test-CentryFailure($Failure) { $Failure.Exception.GetType().FullName -eq 'CentryPS.CentryException' }

    # The codes of the manifest. What fails before there is a session is about the sign-in, unless Centry was not reached.
    function Get-ExitCode($Failure) {
        if (-not (Test-CentryFailure $Failure)) { return 2 }
        $code = "$($Failure.Exception.ErrorCode)"
        if ($code -in 'NotConnected', 'AuthenticationFailed', 'PermissionDenied', 'InsecureUri') { 3 }
        elseif ($isSigningIn -and $code -in 'NotFound', 'InvalidRequest') { 3 }
        elseif ($code -eq 'InvalidRequest') { 2 }
        else { 1 }
    }

    # A command numbers its rows and advises on a list of them; here there is one instance.
    function Get-FailureText($Failure, [int] $ExitCode) {
        if ($ExitCode -eq 2 -and (Test-CentryFailure $Failure)) {
            return "$($Failure.Exception.Message -replace '^#1: ') $($words.Correct)"
        }
        $advice = $Failure.ErrorDetails.RecommendedAction
        if ($advice) { "$("$Failure".TrimEnd('.')). $advice" } else { "$Failure" }
    }
}
process {
    $isGiven = $isGiven -or $PSBoundParameters.ContainsKey('InputObject')
    $json += $InputObject
}
end {
    try {
        if ($Operation -notin 'get', 'test', 'set', 'export') { throw ($words.Operation -f $Operation) }
        Import-Module "$PSScriptRoot/CentryPS.psd1"
        $instance = if ($Operation -ne 'export') { Read-Instance }
        $isSigningIn = $true
        $centry = @{ Session = Connect-Centry -NoDefault -WarningVariable +warnings; WarningVariable = '+warnings' }
        $isSigningIn = $false
        $states = switch ($Operation) {
            'get' { Get-Instance $instance }
            'test' { Test-Instance $instance }
            'set' { Sync-Instance $instance -Rehearse:$WhatIf }
            'export' { Export-Instance }
        }
        foreach ($state in $states) { ConvertTo-JsonLine $state }
    }
    catch {
        $failure = $_
        $code = Get-ExitCode $failure
        Write-Trace error (Get-FailureText $failure $code)
        exit $code
    }
    finally {
        foreach ($warning in $warnings) { Write-Trace warn $warning }
    }
}
