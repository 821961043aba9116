import type { Context } from "../context";
import { CognitoIdentityError } from "../model/errors";
import { poolArn } from "../model/ids";
import { operations } from "../model/operations";
import { fromWire } from "../names";
import { checkArgs, regionOfArgs, type ServiceFunction } from "./function";

export interface GetIdentityPoolArgs {
  /** The id of the identity pool, `REGION:UUID`; this or `identityPoolName`. */
  identityPoolId?: string;
  /** The name of the identity pool; an error when more than one pool has it. */
  identityPoolName?: string;
  /** The AWS region in which a name is looked up; the provider's when unset. */
  region?: string;
}

export interface GetIdentityPoolResult {
  /** The id of the pool, `REGION:UUID`. */
  identityPoolId: string;
  identityPoolName: string;
  /** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
  arn: string;
  allowUnauthenticatedIdentities: boolean;
  /** Absent where it was never set, which is not the same as false. */
  allowClassicFlow?: boolean;
  developerProviderName?: string;
  supportedLoginProviders?: Record<string, string>;
  openidConnectProviderArns?: string[];
  samlProviderArns?: string[];
  cognitoIdentityProviders?: { clientId?: string; providerName?: string; serverSideTokenCheck?: boolean }[];
  /** All tags of the pool; empty when it has none. */
  tags: Record<string, string>;
}

const name = "getIdentityPool";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const getIdentityPool: ServiceFunction<GetIdentityPoolArgs, GetIdentityPoolResult> = {
  name,
  async run(context, args) {
    if ((args.identityPoolId === undefined) === (args.identityPoolName === undefined)) {
      throw new CognitoIdentityError({
        code: "ValidationException",
        operation: "DescribeIdentityPool",
        message: `${name}: one of identityPoolId and identityPoolName is required, not both`,
      });
    }
    const identityPoolId = args.identityPoolId ?? (await findByName(context, args));
    checkArgs(name, "DescribeIdentityPool", { identityPoolId });
    const region = regionOfArgs({ identityPoolId }) as string;
    const client = context.client(region);
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
    const result = fromWire(operations.DescribeIdentityPool.output, pool) as GetIdentityPoolResult;
    const account = await context.accountId(region);
    return { ...result, arn: poolArn(identityPoolId, account), tags: result.tags ?? {} };
  },
};

async function findByName(context: Context, { identityPoolName, region }: GetIdentityPoolArgs): Promise<string> {
  const ids: string[] = [];
  for await (const pool of context.client(region).paginate("ListIdentityPools", { MaxResults: 60 }).items()) {
    if (pool.IdentityPoolName === identityPoolName && pool.IdentityPoolId) ids.push(pool.IdentityPoolId);
  }
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
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
