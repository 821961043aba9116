import type { Context } from "../context";
import { type DraftOf, defineResource, type InputsOf, property, type StateOf } from "../define";
import type { Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound, hasCode, isAmbiguous } from "../model/errors";
import { regionOf } from "../model/ids";
import { type Output, operations } from "../model/operations";
import { boolean } from "../model/shapes";
import { fromOutput, toInput } from "../names";
import { diffProperties, isEqual } from "../properties";
import { createResource } from "../resource";
import { isUnknown } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { claim } from "./in-a-pool/claim";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { explainLoginProvider, loginNames } from "./in-a-pool/login-providers";

const { IdentityProviderName, PrincipalTags } = operations.SetPrincipalTagAttributeMap.input.members;

/**
 * Which claims of a provider's tokens become session tags, for access by attributes (GetPrincipalTagAttributeMap,
 * SetPrincipalTagAttributeMap). A delete brings the service's own map back.
 * @example
 * new IdentityPoolProviderPrincipalTag("google-tags", {
 *   identityPoolId: pool.id,
 *   identityProviderName: "accounts.google.com",
 *   principalTags: { email: "email" },
 * });
 */
export const definition = defineResource({
  name: "IdentityPoolProviderPrincipalTag",
  noun: "map",
  id: ["identityPoolId", "identityProviderName"],
  shared: true,
  calls: ["DescribeIdentityPool", "GetPrincipalTagAttributeMap", "SetPrincipalTagAttributeMap"],
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /** The provider as the pool has it, without the client of a user pool. */
    identityProviderName: property(IdentityProviderName.required, { required: true, replaces: true }),
    /** Session tag to the claim of the token that it takes, at most 50. Unset where `useDefaults` is true. */
    principalTags: property(PrincipalTags),
    /**
     * Whether the service's own map is used (`client` from the claim `aud`, `username` from `sub`); true when there are no
     * `principalTags`, otherwise false.
     */
    useDefaults: property(boolean, { computed: "check" }),
    region: inAPool.region,
  },
  outputs: {},
});

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { identityProviderName: name, principalTags } = request.inputs;
    const { region, poolName, failures: poolFailures, against } = await checkPool(request);
    const failures = [...poolFailures];
    const named = await against((pool) => {
      const reason = name === undefined || isUnknown(name) ? undefined : explainLoginProvider(loginNames, name, pool);
      return reason === undefined ? [] : [{ property: "identityProviderName", reason }];
    });
    failures.push(...named.failures);
    if (name !== undefined && !isUnknown(name)) {
      if (poolName !== undefined) {
        const object = `the principal tags of ${name} in pool ${poolName}`;
        failures.push(...claim(request, object, "identityProviderName"));
      }
    }
    const useDefaults = request.inputs.useDefaults ?? isUnset(principalTags);
    if (useDefaults === true && !isUnset(principalTags)) {
      failures.push({ property: "principalTags", reason: "must be unset where useDefaults is true" });
    }
    return { inputs: { useDefaults, region }, failures, doubts: named.doubts };
  },

  async create({ context, inputs }) {
    try {
      return toRecorded(await write(context, inputs));
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      // What was written although the answer was lost is as good as written.
      const found = await find(context, inputs).catch(() => undefined);
      if (!found || diffProperties(definition.inputs, found.state, inputs).length > 0) throw error;
      return found;
    }
  },

  read: ({ context, id }) => find(context, splitId(definition, id)),

  update: async (request) => (await lifecycle.create(request)).state,

  async delete({ context, id }) {
    const parts = splitId(definition, id);
    try {
      await write(context, { ...parts, useDefaults: true });
    } catch (error) {
      // The pool may be gone, or the provider may have left it, and the map with it.
      const isGone = hasCode(error, "ResourceNotFoundException", "InvalidParameterException");
      if (!isGone || (await lifecycle.read({ context, id, state: {} }))) throw error;
    }
  },

  async *list({ context, identityPoolId }) {
    const client = context.client(regionOf(identityPoolId));
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
    const { OpenIdConnectProviderARNs = [] } = pool;
    // An OpenID Connect provider may be named by its ARN, too.
    for (const name of [...loginNames.of(fromOutput("DescribeIdentityPool", pool)), ...OpenIdConnectProviderARNs]) {
      const id = joinId(identityPoolId, name);
      const found = await lifecycle.read({ context, id, state: {} });
      // The service's own map is nobody's work.
      if (found?.state.principalTags !== undefined) yield { id, name };
    }
  },
};

export const identityPoolProviderPrincipalTag = createResource(definition, lifecycle);

const isUnset = (tags: DraftOf<typeof definition>["principalTags"]): boolean => isEqual(tags, undefined);

async function find(
  context: Context,
  { identityPoolId, identityProviderName }: Pick<TagMap, "identityPoolId" | "identityProviderName">,
): Promise<Recorded<StateOf<typeof definition>> | undefined> {
  const client = context.client(regionOf(identityPoolId));
  const input = toInput("GetPrincipalTagAttributeMap", { identityPoolId, identityProviderName });
  const found = await absentIfNotFound(client.call("GetPrincipalTagAttributeMap", input));
  return found && toRecorded({ ...found, ...input });
}

type TagMap = Pick<
  InputsOf<typeof definition>,
  "identityPoolId" | "identityProviderName" | "useDefaults" | "principalTags"
>;

const write = (context: Context, { principalTags = {}, ...map }: TagMap) =>
  context
    .client(regionOf(map.identityPoolId))
    .call("SetPrincipalTagAttributeMap", toInput("SetPrincipalTagAttributeMap", { ...map, principalTags }));

/** The service's own map is not the program's to compare. */
function toRecorded(output: Output<"GetPrincipalTagAttributeMap">): Recorded<StateOf<typeof definition>> {
  const found = fromOutput("GetPrincipalTagAttributeMap", output);
  const { identityPoolId = "", identityProviderName = "", useDefaults = false, principalTags } = found;
  return {
    id: joinId(identityPoolId, identityProviderName),
    state: {
      identityPoolId,
      identityProviderName,
      useDefaults,
      principalTags: useDefaults || isUnset(principalTags) ? undefined : principalTags,
      region: regionOf(identityPoolId),
    },
  };
}
