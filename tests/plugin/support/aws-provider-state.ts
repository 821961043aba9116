import type { Json } from "../../support/engine";

/** A default provider of one of the versions of pulumi-aws, or an explicit one. */
export type AwsProvider = "6" | "7" | "explicit";

interface Programs {
  readonly pool: Record<string, unknown>;
  readonly roles: Record<string, unknown>;
  readonly tags: Record<string, unknown>;
  readonly ownTags: Record<string, unknown>;
}

const stackUrn = "urn:pulumi:test::test::pulumi:pulumi:Stack::test-test";
const providerId = "5d1f0c3e-4f6e-4b8e-9a53-6f1f0e0c9b11";
const names = { 6: "default_6_83_0", 7: "default_7_16_0", explicit: "abroad" } as const;
const versions = { 6: "6.83.0", 7: "7.16.0", explicit: "6.83.0" } as const;

/** Notes at each depth that nothing was filled in, as the bridge to Terraform's providers does. */
function withDefaults(value: unknown, defaults: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => withDefaults(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, withDefaults(item)]);
  return { __defaults: defaults, ...Object.fromEntries(entries) };
}

/**
 * The resources of a stack whose pool the AWS provider made: inputs with `__defaults`, outputs with what is unset as empty,
 * `tagsAll`, and the ids and private data of Terraform.
 */
export function stateOfAwsProvider(version: AwsProvider, poolId: string, programs: Programs): Json[] {
  const region = version === "7" ? { region: "eu-central-1" } : {};
  const provider = {
    urn: `urn:pulumi:test::test::pulumi:providers:aws::${names[version]}`,
    custom: true,
    id: providerId,
    type: "pulumi:providers:aws",
    inputs: { __internal: {}, region: "eu-central-1", skipRegionValidation: "true", version: versions[version] },
    outputs: { region: "eu-central-1", skipRegionValidation: "true", version: versions[version] },
  };
  const resource = (kind: string, name: string, id: string, inputs: unknown, outputs: object): Json => ({
    urn: `urn:pulumi:test::test::aws:cognito/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}::${name}`,
    custom: true,
    id,
    type: `aws:cognito/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`,
    inputs,
    outputs: { id, ...outputs, ...region },
    parent: stackUrn,
    provider: `${provider.urn}::${providerId}`,
    propertyDependencies: {},
  });
  const { pool, roles, tags, ownTags } = programs;
  const inPool = { identityPoolId: poolId, ...region };
  const tagsAll = { stage: "test", ...(pool.tags as object) };
  const userPools = (pool.cognitoIdentityProviders as object[]).map((one) => ({ ...one, serverSideTokenCheck: false }));
  const poolUrn = `urn:pulumi:test::test::aws:cognito/identityPool:IdentityPool::pool`;
  const inside = { dependencies: [poolUrn], propertyDependencies: { identityPoolId: [poolUrn] } };
  const mapOf = (name: string, map: Record<string, unknown>, filledIn: object): Json => ({
    ...resource(
      "IdentityPoolProviderPrincipalTag",
      name,
      `${poolId}:${map.identityProviderName}`,
      withDefaults({ ...filledIn, ...inPool, ...map }, Object.keys(filledIn)),
      { ...inPool, ...filledIn, ...map, __meta: JSON.stringify({ schema_version: "0" }) },
    ),
    ...inside,
  });
  return [
    { urn: stackUrn, custom: false, type: "pulumi:pulumi:Stack", outputs: {} },
    provider,
    resource(
      "IdentityPool",
      "pool",
      poolId,
      withDefaults(
        {
          allowClassicFlow: false,
          allowUnauthenticatedIdentities: false,
          ...region,
          ...pool,
          cognitoIdentityProviders: userPools,
          tagsAll,
        },
        ["allowClassicFlow", "allowUnauthenticatedIdentities", ...Object.keys(region)],
      ),
      {
        ...pool,
        allowClassicFlow: false,
        allowUnauthenticatedIdentities: false,
        arn: `arn:aws:cognito-identity:eu-central-1:000000000000:identitypool/${poolId}`,
        cognitoIdentityProviders: userPools,
        openidConnectProviderArns: [],
        samlProviderArns: [],
        tagsAll,
        __meta: JSON.stringify({ "e2bfb730-ecaa-11e6-8f88-34363bc7c4c0": { create: 1_200_000_000_000 } }),
      },
    ),
    {
      ...resource("IdentityPoolRoleAttachment", "roles", poolId, withDefaults({ ...inPool, ...roles }), {
        ...inPool,
        ...roles,
      }),
      ...inside,
    },
    mapOf("tags", tags, {}),
    mapOf("ownTags", { ...ownTags, principalTags: { client: "aud", username: "sub" } }, { useDefaults: true }),
  ];
}
