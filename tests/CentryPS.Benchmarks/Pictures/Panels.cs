namespace CentryPS.Benchmarks.Pictures;

/// <summary>The pictures of docs/benchmarks.md.</summary>
internal static class Panels
{
    public static readonly Panel[] All =
    [
        new(
            "corrections",
            new("Time to update 1,000 orders, 20 ms per response", "Tiempo para actualizar 1.000 órdenes, 20 ms por respuesta"),
            new("seconds (less is better)", "segundos (menos es mejor)"),
            new Bar("curl", new("curl, one by one", "curl, una por una"), IsOurs: false),
            new Bar("one", new("Invoke-RestMethod, one by one", "Invoke-RestMethod, una por una"), IsOurs: false),
            new Bar("parallel", new("ForEach-Object -Parallel, 16 at once", "ForEach-Object -Parallel, 16 a la vez"), IsOurs: false),
            new Bar("module", new("CentryPS, 16 at once", "CentryPS, 16 a la vez")))
        {
            Unit = " s",
        },
        new(
            "list",
            new("Time to list 100,000 webhooks, 100 per page", "Tiempo para listar 100.000 webhooks, 100 por página"),
            new("seconds (less is better)", "segundos (menos es mejor)"),
            new Bar("one", new("Invoke-RestMethod, page by page", "Invoke-RestMethod, página por página"), IsOurs: false),
            new Bar("module", "CentryPS: Get-CentryWebhook"))
        {
            Unit = " s",
        },
        new(
            "limits",
            new("Share of a server's limit that a bulk update uses", "Parte del límite del servidor que usa una actualización masiva"),
            new("% of the calls that the server allows (more is better)", "% de las llamadas que el servidor permite (más es mejor)"),
            new Bar("bucket-5-5", new("5 calls per second", "5 llamadas por segundo")),
            new Bar("bucket-20-20", new("20 per second", "20 por segundo")),
            new Bar("bucket-20-20-1", new("20 per second, Retry-After: 1", "20 por segundo, Retry-After: 1")),
            new Bar("halves-40-20-15", new("40, then 20, then 40 per second", "40, luego 20, luego 40 por segundo")),
            new Bar("bucket-100-10", new("100 per second", "100 por segundo")),
            new Bar("bucket-100-10-1", new("100 per second, Retry-After: 1", "100 por segundo, Retry-After: 1")),
            new Bar("workers-5-100-10", new("5 workers of 100 ms, then 503", "5 workers de 100 ms, luego 503")))
        {
            Unit = " %",
        },
        new(
            "memory",
            new("Peak memory as the number of rows grows", "Memoria máxima según la cantidad de filas"),
            new("MB alive, with the engine (less is better)", "MB vivos, con el motor (menos es mejor)"),
            new Bar("update-1000", new("Set-CentryOrder, 1,000 rows", "Set-CentryOrder, 1.000 filas")),
            new Bar("update-10000", new("10,000 rows", "10.000 filas")),
            new Bar("update-100000", new("100,000 rows", "100.000 filas")),
            null,
            new Bar("list-1000", new("Get-CentryWebhook, 1,000 objects", "Get-CentryWebhook, 1.000 objetos")),
            new Bar("list-10000", new("10,000 objects", "10.000 objetos")),
            new Bar("list-100000", new("100,000 objects", "100.000 objetos")))
        {
            Unit = " MB",
        },
        new(
            "notifications",
            new("Notifications received per second", "Notificaciones recibidas por segundo"),
            new("notifications per second (more is better)", "notificaciones por segundo (más es mejor)"),
            new Bar("bare-16", new("HttpListener, nothing saved, 16 connections", "HttpListener, sin guardar, 16 conexiones"), IsOurs: false),
            new Bar("direct-16", new("CentryPS, 16 connections", "CentryPS, 16 conexiones")),
            new Bar("inbox-16", new("CentryPS, saved in the inbox, 16 connections", "CentryPS, con bandeja de entrada, 16 conexiones")),
            null,
            new Bar("bare-64", new("HttpListener, nothing saved, 64 connections", "HttpListener, sin guardar, 64 conexiones"), IsOurs: false),
            new Bar("direct-64", new("CentryPS, 64 connections", "CentryPS, 64 conexiones")),
            new Bar("inbox-64", new("CentryPS, saved in the inbox, 64 connections", "CentryPS, con bandeja de entrada, 64 conexiones"))),
        new(
            "pages",
            new("Calls of one list of 5,000 orders, 100 ms per response", "Llamadas de una lista de 5.000 órdenes, 100 ms por respuesta"),
            new("milliseconds; each bar is the call for one page", "milisegundos; cada barra es la llamada de una página"),
            new Bar("1", new("one page at a time", "una página a la vez"), IsOurs: false),
            null,
            new Bar("8", new("8 pages at once", "8 páginas a la vez")))
        {
            Unit = " ms",
        },
    ];
}
