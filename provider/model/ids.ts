import { partitionOf } from "./regions";

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
