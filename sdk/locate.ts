import * as pulumi from "@pulumi/pulumi";

/** What Pulumi keeps of a resource without documenting it. */
interface Internals {
  readonly __pulumiType?: string;
  readonly __parentResource?: Internals;
}

/**
 * Where a message about a resource stands that is not registered, and so has no URN yet. The URN is made of the types of
 * its parents; should they not be found some day, the message begins with the resource's name in its place.
 */
export function locate({ resource, name }: { readonly resource: pulumi.Resource; readonly name: string }): {
  resource?: pulumi.Resource;
  prefix: string;
} {
  const types: string[] = [];
  for (let at: Internals | undefined = resource as Internals; at; at = at.__parentResource) {
    if (at.__pulumiType === undefined) return { prefix: `${name}: ` };
    if (at.__pulumiType !== "pulumi:pulumi:Stack") types.unshift(at.__pulumiType);
  }
  const urn = `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${types.join("$")}::${name}`;
  return { resource: { urn: pulumi.output(urn) } as pulumi.Resource, prefix: "" };
}
