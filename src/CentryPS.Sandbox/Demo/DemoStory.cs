using System.Globalization;
using CentryPS.Sandbox.Engine;

namespace CentryPS.Sandbox.Demo;

/// <summary>The module's main job, told with real commands and their real output, in the user's language.</summary>
internal static class DemoStory
{
    private static readonly DemoStep[] Steps =
    [
        new("Sign in. The address and a token are in the environment, as in a runbook.", "Iniciar sesión. La dirección y un token están en el entorno, como en un runbook.", "Connect-Centry", 0, IsPictured: true),
        new("Who am I? Nothing here is secret.", "¿Quién soy? Nada aquí es secreto.", "Get-CentrySession", 1),
        new("A webhook: Centry is to tell us of orders.", "Un webhook: que Centry nos avise de las órdenes.", "$webhook = New-CentryWebhook -CallbackUrl https://tienda.example/avisos -Topic OrderSave, OrderDelete; $webhook", 1),
        new("All webhooks of the account.", "Todos los webhooks de la cuenta.", "Get-CentryWebhook", 4),
        new("One topic more, and only that is sent.", "Un tópico más, y solo eso se envía.", "$webhook | Set-CentryWebhook -AddTopic ProductSave", 1),
        new("What would be removed?", "¿Qué se eliminaría?", "Get-CentryWebhook -CallbackUrl '*tienda.example*' | Remove-CentryWebhook -WhatIf", 0),
        new("Remove it.", "Eliminarlo.", "Get-CentryWebhook | Where-Object CallbackUrl -like '*tienda.example*' | Remove-CentryWebhook -Force", 0),
        new("Webhooks as they are to be, from a file or as here: what differs?", "Los webhooks que debe haber, de un archivo o como aquí: ¿en qué difieren?", "@{ callback_url = 'https://tienda.example/avisos'; topic = 'OrderSave' } | Compare-CentryWebhook", 1, IsPictured: true),
        new("Orders.", "Las órdenes.", "Get-CentryOrder -First 3", 3, IsPictured: true),
        new("What would be sent?", "¿Qué se enviaría?", "Get-CentryOrder -First 1 | Set-CentryOrder -Status shipped -WhatIf", 0, IsPictured: true),
        new("Correct one.", "Corregir una.", "$order = @(Get-CentryOrder -First 1)[0]; $order | Set-CentryOrder -Status shipped -BuyerFirstName 'Pedro'", 1),
        new("Correct many, from rows such as Import-Csv gives: columns as Centry names them, blank cells left as they are.", "Corregir muchas, de filas como las que da Import-Csv: columnas con los nombres de Centry; una celda en blanco deja lo que hay.", "Get-CentryOrder | ForEach-Object { [pscustomobject]@{ _id = $_.Id; buyer_email = \"pedido-$($_.NumberOrigin)@tienda.example\"; buyer_phone = '' } } | Set-CentryOrder", 6),
        new("Hear of it: a webhook to oneself, an order changed, and what Centry tells of it.", "Enterarse: un webhook hacia uno mismo, una orden que cambia, y lo que Centry avisa de ella.", "Receive-CentryNotification -Port 0 -First 1 -TimeoutSec 30 -OnReady { param($address) $null = New-CentryWebhook -CallbackUrl $address -Topic OrderSave; $null = $order | Set-CentryOrder -Status received }", 1),
        new("Whatever else the API has.", "Todo lo demás que tiene la API.", "Invoke-CentryRequest -Path sizes.json -Query @{ limit = 2 }", 2),
        new("A bad id is one error, and says what to do.", "Un id que no existe es un error, que dice qué hacer.", "Get-CentryWebhook -Id 59c2bd4aa8d1d10b0c9c3f11", 0, "NotFound", IsPictured: true),
        new("A bad token ends the command.", "Un token malo termina el comando.", "$bad = Connect-Centry -AccessToken wrong -NoDefault; Get-CentryWebhook -Session $bad", 0, "AuthenticationFailed"),
        new("So a script can catch it.", "Así un script puede atraparlo.", "try { Get-CentryWebhook -Session $bad } catch { \"Caught: $($_.Exception.ErrorCode)\" }", 1),
        new("Sign out: the tokens are forgotten.", "Cerrar la sesión: los tokens se olvidan.", "Disconnect-Centry; Get-CentrySession", 0),
    ];

    /// <summary>Tells the story; gives the exit code.</summary>
    /// <param name="engine">Runs the commands, and writes to the console.</param>
    /// <param name="console">Where the story is told.</param>
    /// <param name="told">Called when a step was told.</param>
    public static int Tell(ModuleEngine engine, TextWriter console, Action<DemoStep>? told = null)
    {
        var wrong = 0;
        var isSpanish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";
        foreach (var (number, step) in Steps.Index().Select(item => (item.Index + 1, item.Item)))
        {
            console.WriteLine();
            console.WriteLine("# " + (isSpanish ? step.TellsInSpanish : step.Tells));
            console.WriteLine("PS> " + step.Command);
            var (output, errors) = engine.Show(step.Command);
            if (Problem(step, output.Count, [.. errors.Select(error => error.FullyQualifiedErrorId)]) is { } problem)
            {
                Console.Error.WriteLine($"!! Step {number} went wrong ({step.Tells}): {problem}");
                wrong++;
            }

            told?.Invoke(step);
        }

        console.WriteLine();
        console.WriteLine((wrong, isSpanish) switch
        {
            (0, false) => $"All {Steps.Length} steps went as they should.",
            (0, true) => $"Los {Steps.Length} pasos salieron como debían.",
            (_, false) => $"{wrong} of {Steps.Length} steps went wrong.",
            (_, true) => $"{wrong} de {Steps.Length} pasos salieron mal.",
        });
        return wrong == 0 ? 0 : 1;
    }

    private static string? Problem(DemoStep step, int count, string[] errors)
    {
        if (step.Error is null && errors.Length > 0)
        {
            return "an error, " + errors[0];
        }

        if (step.Error is not null && !(errors.Length == 1 && errors[0].StartsWith(step.Error + ",", StringComparison.Ordinal)))
        {
            return $"no {step.Error} error";
        }

        return step.Count is { } wanted && wanted != count ? $"{count} objects instead of {wanted}" : null;
    }
}
