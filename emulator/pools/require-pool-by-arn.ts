import { type OperationContext, requirePool } from "../operations/context";
import { invalidParameter, resourceNotFound } from "../service-error";
import type { Pool } from "../store";

const form = /^arn:[\w-]+:cognito-identity:([\w-]*):(\d*):identitypool\/([\w-]+:[0-9a-f-]+)$/;

/** Returns the caller's pool with that ARN. Its account may be empty: Terraform sends such ARNs. */
export function requirePoolByArn(context: OperationContext, arn: string): Pool {
  const [, region, account, id] = form.exec(arn) ?? [];
  if (!id) throw invalidParameter(`Invalid resource ARN: ${arn}`);
  const { caller } = context;
  if ((region && region !== caller?.region) || (account && account !== caller?.account)) {
    throw resourceNotFound(`Resource '${arn}' not found.`);
  }
  return requirePool(context, id);
}
