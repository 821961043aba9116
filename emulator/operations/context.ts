import type { OperationName, Output, ParsedInput } from "../../provider/model/operations";
import type { LoginVerifier } from "../federation/verify-login";
import type { Limits } from "../limits";
import type { Random } from "../random";
import { identityNotFound, poolNotFound } from "../service-error";
import type { Caller, Identity, Pool, Store } from "../store";
import type { TokenIssuer } from "../tokens/issue-token";
import type { PageTokens } from "../wire/page-token";

/** What an operation may use. */
export interface OperationContext {
  readonly store: Store;
  readonly tokens: TokenIssuer;
  readonly logins: LoginVerifier;
  readonly pages: PageTokens;
  readonly limits: Limits;
  readonly random: Random;
  /** The time of the request. */
  readonly now: Date;
  /** Who signed the request; undefined for operations without a signature, which find pools of all accounts and regions. */
  readonly caller?: Caller;
}

/** Runs one operation. Its input was validated; errors are thrown as ServiceErrors. */
export type Handler<N extends OperationName> = (
  input: ParsedInput<N>,
  context: OperationContext,
) => Output<N> | Promise<Output<N>>;

/** Returns a pool of the caller; pools of other accounts and regions count as not found. */
export function requirePool({ store, caller }: OperationContext, id: string): Pool {
  const pool = store.pools.find(id);
  if (!pool || !isVisible(pool, caller)) throw poolNotFound(id);
  return pool;
}

/** Returns an identity of the caller, and its pool. */
export function requireIdentity(context: OperationContext, id: string): { identity: Identity; pool: Pool } {
  const { store, caller } = context;
  const identity = store.identities.find(id);
  const pool = identity && store.pools.bySeq(identity.pool);
  if (!pool || !isVisible(pool, caller)) throw identityNotFound(id);
  return { identity, pool };
}

/** Returns an identity of the pool. */
export function requireIdentityOf(pool: Pool, { store }: OperationContext, id: string): Identity {
  const identity = store.identities.find(id);
  if (identity?.pool !== pool.seq) throw identityNotFound(id);
  return identity;
}

/** Returns who signed the request, in an operation that the operation table says is signed. */
export function callerOf({ caller }: OperationContext): Caller {
  if (!caller) throw new Error("A signed operation was called without a caller.");
  return caller;
}

const isVisible = (pool: Pool, caller: Caller | undefined) =>
  !caller || (pool.account === caller.account && pool.region === caller.region);
