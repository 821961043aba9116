import { partitionOf } from "./regions";
import { isUserPoolId } from "./user-pools";

/** The region of a pool or an identity, which its id begins with. */
export const regionOf = (id: string): string => id.split(":")[0] as string;

/** Whether a value is the id of a pool or an identity, known and whole. */
export const isServiceId = (value: unknown): value is string =>
  typeof value === "string" && /^[\w-]+:[0-9a-f-]+$/.test(value);

/** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
export function poolArn(identityPoolId: string, account: string): string {
  const region = regionOf(identityPoolId);
  return `arn:${partitionOf(region)}:cognito-identity:${region}:${account}:identitypool/${identityPoolId}`;
}

/** The account that an ARN names. */
export const accountOf = (arn: string): string => arn.split(":")[4] ?? "";

/** What a text that is no id of the service should have been; `what` is `an identity pool` or `an identity`. */
export function explainId(what: string, text: string): string {
  const [, id] = /^arn:[\w-]+:cognito-identity:[^:]*:\d*:identitypool\/([\w-]+:[0-9a-f-]+)$/.exec(text) ?? [];
  if (id !== undefined) return `must be the id ${id}, not the ARN of the pool`;
  const found = isUserPoolId(text) ? "the id of a user pool: " : "";
  return `must be the id of ${what}, REGION:UUID, not ${found}${JSON.stringify(text)}`;
}
