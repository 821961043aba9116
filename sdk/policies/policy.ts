/** What a policy is told of a resource; the part of Pulumi's own type that these policies read. */
export interface CheckedResource {
  readonly type: string;
  readonly name: string;
  /** The inputs of the resource. */
  // biome-ignore lint/suspicious/noExplicitAny: the resources of any provider
  readonly props: Record<string, any>;
  readonly opts: { readonly protect?: boolean | undefined };
}

/** A policy as `PolicyPack` of `@pulumi/policy` takes it. */
export interface Policy {
  readonly name: string;
  readonly description: string;
  /** `advisory` warns, `mandatory` refuses; a policy pack may set others by its config. */
  readonly enforcementLevel: "advisory" | "mandatory";
  /** Reports what is wrong with a resource. */
  readonly validateResource: (resource: CheckedResource, report: (message: string) => void) => void;
}

/** The types of a resource of ours, by both ways to serve it, and the like of the AWS provider. */
export const typesOf = (name: string): readonly string[] => [
  `pulumi-nodejs:dynamic/cognito-identity:${name}`,
  `cognito-identity:index:${name}`,
  `aws:cognito/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
];
