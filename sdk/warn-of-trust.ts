import * as pulumi from "@pulumi/pulumi";
import { engineMonitor } from "./engine-monitor";
import { explainTrust } from "./unbound-trust";

/** The trust policy of a role, as the AWS provider and AWS Cloud Control call it. */
const trustProperties = ["assumeRolePolicy", "assumeRolePolicyDocument"];

/**
 * Warns of roles of the same program that are given to identities, and whose trust policies let nobody, or anybody's pool, take
 * them. A policy that is not known yet, as it names a pool that does not exist yet, is looked at in the update.
 */
export function warnOfTrust(name: string, { roles, roleMappings, mappingRules }: pulumi.Inputs): void {
  if (!engineMonitor()) return;
  for (const role of new Set(resourcesOf([roles, roleMappings, mappingRules]))) {
    for (const property of trustProperties) {
      const document = (role as unknown as pulumi.Inputs)[property];
      if (!pulumi.Output.isInstance(document)) continue;
      document.apply((known) => {
        for (const text of explainTrust(known)) void pulumi.log.warn(`${text} ${name} gives it to identities.`, role);
      });
    }
  }
}

/** The resources that the outputs in a value come from. Pulumi does not document that outputs know them. */
function resourcesOf(value: unknown): pulumi.Resource[] {
  if (pulumi.Output.isInstance(value)) {
    const { resources } = value as { resources?: () => Iterable<pulumi.Resource> };
    return typeof resources === "function" ? [...resources.call(value)] : [];
  }
  if (Array.isArray(value)) return value.flatMap(resourcesOf);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.values(value).flatMap(resourcesOf);
}
