import type { OperationName, Output, ParsedInput } from "../../provider/model/operations";
import type { LoginVerifier } from "../federation/verify-login";
import type { Limits } from "../limits";
import type { Random } from "../random";
import { identityNotFound, poolNotFound } from "../service-error";
import type { Caller, Identity, Pool, Store } from "../store";
import type { TokenIssuer } from "../tokens/issue-token";
import type { PageTokens } from "../wire/page-token";

/** What an operation works with. */
export interface Context {
  readonly store: Store;
  readonly tokens: TokenIssuer;
  readonly logins: LoginVerifier;
  readonly pages: PageTokens;
  readonly limits: Limits;
  readonly random: Random;
  /** The moment of the request. */
  readonly now: Date;
  /** Who signed the request; undefined for operations that need no signature, which see every account and region. */
  readonly caller?: Caller;
}

/** Carries out one operation on an input that meets its shape; throws a ServiceError to refuse. */
export type Handler<N extends OperationName> = (
  input: ParsedInput<N>,
  context: Context,
) => Output<N> | Promise<Output<N>>;

/** The caller's pool of that id; another account's or region's is as if it were not there. */
export function requirePool({ store, caller }: Context, id: string): Pool {
  const pool = store.pools.find(id);
  if (!pool || !isVisible(pool, caller)) throw poolNotFound(id);
  return pool;
}

/** The caller's identity of that id, with its pool. */
export function requireIdentity(context: Context, id: string): { identity: Identity; pool: Pool } {
  const { store, caller } = context;
  const identity = store.identities.find(id);
  const pool = identity && store.pools.bySeq(identity.pool);
  if (!pool || !isVisible(pool, caller)) throw identityNotFound(id);
  return { identity, pool };
}

/** The identity of that id in that pool. */
export function requireIdentityOf(pool: Pool, { store }: Context, id: string): Identity {
  const identity = store.identities.find(id);
  if (identity?.pool !== pool.seq) throw identityNotFound(id);
  return identity;
}

/** Who signed; there is one wherever the operation table says that an operation is signed. */
export function callerOf({ caller }: Context): Caller {
  if (!caller) throw new Error("A signed operation was called without a caller.");
  return caller;
}

const isVisible = (pool: Pool, caller: Caller | undefined) =>
  !caller || (pool.account === caller.account && pool.region === caller.region);
