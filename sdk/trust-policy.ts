import * as pulumi from "@pulumi/pulumi";
import { tokenIssuerOf } from "../provider/model/token-issuers";

/** Who an identity pool says that a caller is. */
export type Audience = "authenticated" | "unauthenticated";

export interface TrustPolicyOptions {
  /** Whether the role may be taken with session tags, which `IdentityPoolProviderPrincipalTag` makes; false when unset. */
  sessionTags?: boolean;
}

/**
 * The document by which an IAM role trusts the users, or the guests, of an identity pool, as JSON; an output where the
 * pool's id is one.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function trustPolicy(identityPoolId: string, audience: Audience, options?: TrustPolicyOptions): string;
export function trustPolicy(
  identityPoolId: pulumi.Input<string>,
  audience: Audience,
  options?: TrustPolicyOptions,
): pulumi.Output<string>;
export function trustPolicy(
  identityPoolId: pulumi.Input<string>,
  audience: Audience,
  options: TrustPolicyOptions = {},
): string | pulumi.Output<string> {
  if (typeof identityPoolId === "string") return documentOf(identityPoolId, audience, options);
  return pulumi.output(identityPoolId).apply((id) => documentOf(id, audience, options));
}

function documentOf(identityPoolId: string, audience: Audience, { sessionTags = false }: TrustPolicyOptions): string {
  const service = tokenIssuerOf(identityPoolId.split(":")[0] as string);
  const assume = "sts:AssumeRoleWithWebIdentity";
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: service },
        Action: sessionTags ? [assume, "sts:TagSession"] : assume,
        Condition: {
          StringEquals: { [`${service}:aud`]: identityPoolId },
          "ForAnyValue:StringLike": { [`${service}:amr`]: audience },
        },
      },
    ],
  });
}
