global using CentryPS.Sandbox;
