import { type Context, requirePool } from "../operations/context";
import { invalidParameter, resourceNotFound } from "../service-error";
import type { Pool } from "../store";

const form = /^arn:[\w-]+:cognito-identity:([\w-]*):(\d*):identitypool\/([\w-]+:[0-9a-f-]+)$/;

/** The caller's pool of an ARN. Its account may be empty, as Terraform leaves it when it does not know the account. */
export function requirePoolByArn(context: Context, arn: string): Pool {
  const [, region, account, id] = form.exec(arn) ?? [];
  if (!id) throw invalidParameter(`Invalid resource ARN: ${arn}`);
  const { caller } = context;
  if ((region && region !== caller?.region) || (account && account !== caller?.account)) {
    throw resourceNotFound(`Resource '${arn}' not found.`);
  }
  return requirePool(context, id);
}
