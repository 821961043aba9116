import * as pulumi from "@pulumi/pulumi";

/** The program's connection to the engine; undefined in unit tests, where mocks stand for it. */
export function engineMonitor(): object | undefined {
  const monitor = pulumi.runtime.getMonitor() as (object & { mocks?: unknown }) | undefined;
  return monitor?.mocks ? undefined : monitor;
}
