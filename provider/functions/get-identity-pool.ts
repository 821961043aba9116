import type { Context } from "../context";
import { type ArgsOf, defineFunction, property } from "../define";
import { creationTag } from "../model/creation-tag";
import { CognitoIdentityError } from "../model/errors";
import { poolArn, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { boolean, list, string, structure } from "../model/shapes";
import { fromOutput } from "../names";
import { createFunction, invalidArguments, type Run } from "./function";

const { members } = operations.DescribeIdentityPool.output;
const { ClientId, ProviderName, ServerSideTokenCheck } = members.CognitoIdentityProviders.of.members;

/**
 * Finds a pool by its id or by its name (DescribeIdentityPool, ListIdentityPools). Rejects with the code
 * `ResourceNotFoundException` when there is none, and with `ResourceConflictException` when several pools have the name.
 * @example
 * const { identityPoolId } = await getIdentityPool({ identityPoolName: "users" });
 */
export const definition = defineFunction({
  name: "getIdentityPool",
  operation: "DescribeIdentityPool",
  calls: ["ListIdentityPools"],
  args: {
    /** The id of the identity pool, `REGION:UUID`; this or `identityPoolName`. */
    identityPoolId: property(members.IdentityPoolId.required),
    /** The name of the identity pool; an error when more than one pool has it. */
    identityPoolName: property(string()),
    /** The AWS region in which a name is looked up; the provider's when unset. */
    region: property(string()),
  },
  result: {
    /** The id of the pool, `REGION:UUID`. */
    identityPoolId: property(members.IdentityPoolId.required, { required: true }),
    /** The name of the pool. */
    identityPoolName: property(members.IdentityPoolName.required, { required: true }),
    /** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
    arn: property(string(), { required: true }),
    /** Whether guests, without any login, get an identity. */
    allowUnauthenticatedIdentities: property(boolean, { required: true }),
    /** Whether the basic (classic) flow is allowed. Absent where it was never set, which is not the same as false. */
    allowClassicFlow: property(boolean),
    /** The name under which the backend registers its own users. */
    developerProviderName: property(members.DeveloperProviderName),
    /** Public login providers and the app's id at each. */
    supportedLoginProviders: property(members.SupportedLoginProviders),
    /** The ARNs of IAM OpenID Connect providers. */
    openidConnectProviderArns: property(members.OpenIdConnectProviderARNs),
    /** The ARNs of IAM SAML providers. */
    samlProviderArns: property(members.SamlProviderARNs),
    /** User pools and their app clients. */
    cognitoIdentityProviders: property(
      list(
        structure({
          /** The id of the user pool's app client. */
          clientId: ClientId,
          /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
          providerName: ProviderName,
          /** Whether the service asks the user pool if the user was signed out or disabled. */
          serverSideTokenCheck: ServerSideTokenCheck,
        }),
      ),
    ),
    /** All tags of the pool; empty when it has none. */
    tags: property(members.IdentityPoolTags, { required: true }),
  },
});

type Args = ArgsOf<typeof definition>;

const run: Run<typeof definition> = async (context, args) => {
  if ((args.identityPoolId === undefined) === (args.identityPoolName === undefined)) {
    throw invalidArguments(definition, "one of identityPoolId and identityPoolName is required, not both");
  }
  const identityPoolId = args.identityPoolId ?? (await findByName(context, args));
  const client = context.client(regionOf(identityPoolId));
  const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
  const described = fromOutput("DescribeIdentityPool", pool);
  const arn = poolArn(identityPoolId, await client.accountId());
  const { [creationTag]: _hidden, ...tags } = described.tags ?? {};
  return { ...described, arn, tags };
};

export const getIdentityPool = createFunction(definition, run);

async function findByName(context: Context, { identityPoolName, region }: Args): Promise<string> {
  const ids: string[] = [];
  for await (const pool of context.client(region).paginate("ListIdentityPools", { MaxResults: 60 }).items()) {
    if (pool.IdentityPoolName === identityPoolName) ids.push(pool.IdentityPoolId);
  }
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  const { name } = definition;
  const which = `${JSON.stringify(identityPoolName)} in ${region ?? (await context.region())}`;
  throw new CognitoIdentityError({
    code: id === undefined ? "ResourceNotFoundException" : "ResourceConflictException",
    operation: "ListIdentityPools",
    message:
      id === undefined
        ? `${name}: there is no identity pool named ${which}`
        : `${name}: more than one identity pool is named ${which}: ${ids.join(", ")}. Give the identityPoolId.`,
  });
}
