using CentryPS.Sandbox.Engine;
using CentryPS.Sandbox.Server;

namespace CentryPS.Sandbox.Demo;

/// <summary>
/// A demonstration that runs commands, shows their output and explains them in the user's language.
/// </summary>
internal static class DemoStory
{
    private static readonly DemoStep[] Steps =
    [
        new(
            "Sign in with the token in the environment, as a runbook does.",
            "Iniciar sesión con el token del entorno, como en un runbook.",
            "Connect-Centry",
            Count: 0,
            IsRecorded: true),
        new("List orders.", "Listar órdenes.", "Get-CentryOrder -First 3", Count: 3, IsRecorded: true),
        new("Show the session. It contains no secrets.", "Mostrar la sesión. No contiene secretos.", "Get-CentrySession", Count: 1),
        new(
            "Preview a change: only the attributes you specify are sent.",
            "Ver un cambio antes de hacerlo: solo se envían los atributos que indique.",
            "Get-CentryOrder -First 1 | Set-CentryOrder -Status shipped -WhatIf",
            Count: 0,
            IsRecorded: true),
        new(
            "Correct one order.",
            "Corregir una orden.",
            "$order = @(Get-CentryOrder -First 1)[0]; $order | Set-CentryOrder -Status shipped -BuyerFirstName 'Pedro'",
            Count: 1),
        new(
            "Correct many, from rows like those of Import-Csv: the columns are Centry's attributes, and a blank cell changes nothing.",
            "Corregir muchas, con filas como las de Import-Csv: las columnas son los atributos de Centry, y una celda en blanco no cambia nada.",
            "Get-CentryOrder | ForEach-Object { [pscustomobject]@{ _id = $_.Id; buyer_email = \"pedido-$($_.NumberOrigin)@tienda.example\"; buyer_phone = '' } } | Set-CentryOrder",
            Count: 6),
        new(
            "Create a webhook, so that Centry sends notifications of orders.",
            "Crear un webhook, para que Centry avise de las órdenes.",
            "$webhook = New-CentryWebhook -CallbackUrl https://tienda.example/avisos -Topic OrderSave, OrderDelete; $webhook",
            Count: 1),
        new("List the company's webhooks.", "Listar los webhooks de la empresa.", "Get-CentryWebhook", Count: 4),
        new("Add a topic.", "Agregar un tópico.", "$webhook | Set-CentryWebhook -AddTopic ProductSave", Count: 1),
        new(
            "Preview a removal.",
            "Ver una eliminación antes de hacerla.",
            "Get-CentryWebhook -CallbackUrl '*tienda.example*' | Remove-CentryWebhook -WhatIf",
            Count: 0),
        new(
            "Remove the webhook.",
            "Eliminar el webhook.",
            "Get-CentryWebhook | Where-Object CallbackUrl -like '*tienda.example*' | Remove-CentryWebhook -Force",
            Count: 0),
        new(
            "Compare the webhooks with those you want; they can also come from a file.",
            "Comparar los webhooks con los que debe haber; estos también pueden venir de un archivo.",
            "@{ callback_url = 'https://tienda.example/avisos'; topic = 'OrderSave' } | Compare-CentryWebhook",
            Count: 1),
        new(
            "Receive a notification: create a webhook to this machine, change an order, and read what Centry sends.",
            "Recibir una notificación: crear un webhook hacia este equipo, cambiar una orden y leer lo que envía Centry.",
            "Receive-CentryNotification -Port 0 -First 1 -TimeoutSec 30 -OnReady { param($address) $null = New-CentryWebhook -CallbackUrl $address -Topic OrderSave; $null = $order | Set-CentryOrder -Status received }",
            Count: 1),
        new("Call any other part of the API.", "Llamar a cualquier otra parte de la API.", "Invoke-CentryRequest -Path sizes.json -Query @{ limit = 2 }", Count: 2),
        new(
            "An id that does not exist gives one error, which says what to do.",
            "Un id que no existe produce un error, que dice qué hacer.",
            "Get-CentryWebhook -Id 59c2bd4aa8d1d10b0c9c3f11",
            Count: 0,
            Error: "NotFound",
            IsRecorded: true),
        new(
            "An invalid token ends the command.",
            "Un token que no es válido termina el comando.",
            "$bad = Connect-Centry -AccessToken wrong -NoDefault; Get-CentryWebhook -Session $bad",
            Count: 0,
            Error: "AuthenticationFailed"),
        new(
            "A script can catch that error.",
            "Un script puede capturar ese error.",
            "try { Get-CentryWebhook -Session $bad } catch { \"Caught: $($_.Exception.ErrorCode)\" }",
            Count: 1),
        new("Sign out.", "Cerrar la sesión.", "Disconnect-Centry; Get-CentrySession", Count: 0),
    ];

    /// <summary>
    /// Runs the steps, writes their output to the console and returns the exit code: 0 if all succeeded.
    /// </summary>
    /// <param name="engine">Runs the commands and writes their output to the console.</param>
    /// <param name="console">Receives the text of each step.</param>
    /// <param name="onStepDone">Called after each step.</param>
    public static int Run(ModuleEngine engine, TextWriter console, Action<DemoStep>? onStepDone = null)
    {
        var failures = 0;
        foreach (var (number, step) in Steps.Index().Select(item => (item.Index + 1, item.Item)))
        {
            console.WriteLine();
            console.WriteLine("# " + UserLanguage.Text(step.Text, step.SpanishText));
            console.WriteLine("PS> " + step.Command);
            var (output, errors) = engine.RunAndDisplay(step.Command);
            if (Problem(step, output.Count, [.. errors.Select(error => error.FullyQualifiedErrorId)]) is { } problem)
            {
                Console.Error.WriteLine($"!! Step {number} failed ({step.Text}): {problem}");
                failures++;
            }

            onStepDone?.Invoke(step);
        }

        console.WriteLine();
        console.WriteLine(failures == 0
            ? UserLanguage.Text($"All {Steps.Length} steps succeeded.", $"Los {Steps.Length} pasos se completaron.")
            : UserLanguage.Text(
                $"{failures} of {Steps.Length} steps failed.",
                $"Fallaron {failures} de {Steps.Length} pasos."));
        return failures == 0 ? 0 : 1;
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

        return step.Count is { } expected && expected != count ? $"{count} objects instead of {expected}" : null;
    }
}
