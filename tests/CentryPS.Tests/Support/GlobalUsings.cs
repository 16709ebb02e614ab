global using CentryPS.Models;
global using CentryPS.Module;
global using CentryPS.Sandbox.Server;
global using CentryPS.Sandbox.Server.Faults;
global using CentryPS.Session;
global using CentryPS.Tests.Support;
