import { defineFunction, defineType, property } from "../define";
import { type Output, operations } from "../model/operations";
import { required, string, structure, type ValueOf } from "../model/shapes";
import { fromOutput } from "../names";
import { ofIdentity } from "./arguments";
import { createFunction } from "./function";

const { IdentityId, Logins } = operations.DescribeIdentity.output.members;

export const identityDescription = defineType(
  "IdentityDescription",
  structure({
    /** The id of the identity, `REGION:UUID`. */
    identityId: IdentityId,
    /** The names of the providers that it is linked to; absent for a guest. */
    logins: Logins,
    /** When it was made, ISO 8601. */
    creationDate: required(string()),
    /** When its logins last changed, ISO 8601. */
    lastModifiedDate: required(string()),
  }),
);

/** An identity as programs know it; the service always tells its dates. */
export const toDescription = (identity: Output<"DescribeIdentity">): ValueOf<typeof identityDescription> =>
  fromOutput("DescribeIdentity", identity) as ValueOf<typeof identityDescription>;

const { identityId, logins, creationDate, lastModifiedDate } = identityDescription.members;

/**
 * Tells when an identity was made and which providers it is linked to (DescribeIdentity). Rejects with the code
 * `ResourceNotFoundException` when there is none.
 * @example
 * const { logins } = await describeIdentity({ identityId });
 */
export const definition = defineFunction({
  name: "describeIdentity",
  operation: "DescribeIdentity",
  args: { identityId: ofIdentity.identityId },
  result: {
    /** The id of the identity, `REGION:UUID`. */
    identityId: property(identityId.required, { required: true }),
    /** The names of the providers that it is linked to; absent for a guest. */
    logins: property(logins),
    /** When it was made, ISO 8601. */
    creationDate: property(creationDate.required, { required: true }),
    /** When its logins last changed, ISO 8601. */
    lastModifiedDate: property(lastModifiedDate.required, { required: true }),
  },
});

export const describeIdentity = createFunction(definition);
