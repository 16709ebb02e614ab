global using CentryPS.Models;
global using CentryPS.Sandbox;
global using CentryPS.Session;
