import * as pulumi from "@pulumi/pulumi";
import type { ResourceDefinition } from "../provider/define";
import type { CheckFailure, Values } from "../provider/properties";

/** Where an output comes from. */
interface Origin {
  readonly resource: string;
  readonly definition: ResourceDefinition;
  readonly property: string;
}

/**
 * The outputs of the resources that a program declares. What they hold is not known before the resources exist; what they
 * are is, so that an ARN is told from an id at once.
 */
export class DeclaredOutputs {
  readonly #origins = new Map<unknown, Origin>();

  add(name: string, resource: pulumi.Resource, definition: ResourceDefinition): void {
    for (const [property, value] of Object.entries(resource)) {
      if (pulumi.Output.isInstance(value)) this.#origins.set(value, { resource: name, definition, property });
    }
  }

  /** Finds outputs that are no id of a pool or an identity where one is wanted. */
  check(args: Values, { inputs }: ResourceDefinition): CheckFailure[] {
    return Object.entries(inputs).flatMap(([property, { shape }]) => {
      const form = shape.type === "string" ? shape.form : undefined;
      const origin = this.#origins.get(args[property]);
      const reason = form && origin && explain(form, origin);
      return reason === undefined ? [] : [{ property, reason }];
    });
  }
}

function explain(form: string, { resource, definition, property }: Origin): string | undefined {
  const given = `${resource}.${property}`;
  if (form === "an identity") {
    return property === "identityId" ? undefined : `must be the id of an identity, as an identityId, not ${given}`;
  }
  if (form !== "an identity pool" || property === "identityPoolId") return undefined;
  const isPoolId = property === "id" && definition.id.join() === "identityPoolId";
  if (isPoolId) return undefined;
  const right = definition.name === "IdentityPool" ? `${resource}.id` : "as the id of an IdentityPool";
  return `must be the id of an identity pool, ${right}, not ${given}`;
}
