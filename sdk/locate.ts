import * as pulumi from "@pulumi/pulumi";

/** What Pulumi keeps of a resource without documenting it. */
export interface Internals {
  readonly __pulumiType?: string;
  readonly __parentResource?: Internals;
  readonly __protect?: boolean;
  readonly __transformations?: readonly unknown[];
}

export const isStack = ({ __pulumiType: type }: Internals): boolean => type === "pulumi:pulumi:Stack";

interface Named {
  readonly resource: pulumi.Resource;
  readonly name: string;
}

/** The URN of a resource that is not registered yet, made of the types of its parents; undefined where they can't be found. */
export function urnOf({ resource, name }: Named): string | undefined {
  const types: string[] = [];
  for (let at: Internals | undefined = resource as Internals; at; at = at.__parentResource) {
    if (at.__pulumiType === undefined) return undefined;
    if (!isStack(at)) types.unshift(at.__pulumiType);
  }
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${types.join("$")}::${name}`;
}

/**
 * Where a message about a resource stands that is not registered, and so has no URN of the engine's yet; by the resource's
 * name where there is none to be found.
 */
export function locate(named: Named): { resource?: pulumi.Resource; prefix: string } {
  const urn = urnOf(named);
  if (urn === undefined) return { prefix: `${named.name}: ` };
  return { resource: { urn: pulumi.output(urn) } as pulumi.Resource, prefix: "" };
}
