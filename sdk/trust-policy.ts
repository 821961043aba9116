import * as pulumi from "@pulumi/pulumi";
import { explainId, isServiceId } from "../provider/model/ids";
import { didYouMean, nearest } from "../provider/model/nearest";
import { tokenIssuerOf } from "../provider/model/token-issuers";
import { typeName } from "../provider/model/validate";
import { explainOutputText } from "../provider/output-text";
import { engineMonitor } from "./engine-monitor";
import { plainError } from "./shown-plainly";

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
  checkOptions(audience, options ?? {});
  if (typeof identityPoolId === "string") return documentOf(identityPoolId, audience, options);
  return pulumi.output(identityPoolId).apply((id) => documentOf(id, audience, options));
}

const audiences: readonly Audience[] = ["authenticated", "unauthenticated"];

/** Refuses what would make a document that trusts nobody. */
function checkOptions(audience: unknown, options: object): void {
  const refuse = (reason: string) => {
    throw plainError(`trustPolicy: ${reason}`);
  };
  if (!audiences.some((one) => one === audience)) {
    const shown = typeof audience === "string" ? JSON.stringify(audience) : typeName(audience);
    refuse(`the audience must be ${nearest(String(audience), audiences) ?? audiences.join(" or ")}, not ${shown}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (name !== "sessionTags") refuse(`${name} does not exist; ${didYouMean(name, ["sessionTags"])}`);
    if (value !== undefined && typeof value !== "boolean") {
      refuse(`sessionTags must be true or false, not ${typeName(value)}.`);
    }
  }
}

function whyNoPool(id: unknown): string | undefined {
  if (typeof id !== "string") return `must be the id of an identity pool, REGION:UUID, not ${typeName(id)}`;
  return explainOutputText(id) ?? (isServiceId(id) ? undefined : explainId("an identity pool", id));
}

function documentOf(identityPoolId: string, audience: Audience, { sessionTags = false }: TrustPolicyOptions): string {
  // In unit tests of a program an id is what its mocks say.
  const reason = engineMonitor() ? whyNoPool(identityPoolId) : undefined;
  if (reason !== undefined) throw plainError(`trustPolicy: identityPoolId ${reason}.`);
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
