import type { Client, Context } from "../../context";
import type { Request } from "../../lifecycle";
import { creationTag } from "../../model/creation-tag";
import { CognitoIdentityError, hasCode, isAmbiguous } from "../../model/errors";
import type { Input } from "../../model/operations";
import { maxTags } from "../../model/quotas";
import { isAutoName, likeness } from "./auto-name";
import { creationMark } from "./creation-mark";
import { deleteTwin, describeMarked, isUnused, type ListedPool, listPools, type Pool } from "./marked-pools";

type CreationInput = Input<"CreateIdentityPool">;

/** A pool that a creation came to. */
export interface Creation {
  readonly pool: Pool;
  /** It was there before: its settings may be others. */
  readonly isAdopted?: boolean;
}

/** After a creation whose outcome is unknown, the pools are looked at after these waits, in milliseconds. */
const waits = [500, 1000, 2000, 4000];
const maxAttempts = 3;

/**
 * Makes one pool, whatever happens on the way. The service has no idempotency token, so each pool is tagged with a mark
 * of its creation: one that an earlier update has made and not recorded is adopted, one whose answer was lost is found,
 * and a second one that shows up late is deleted.
 */
export class PoolCreation {
  readonly #context: Context;
  readonly #request: Request;
  #mark: string | undefined;
  readonly #isLasting: boolean;
  /** The pools that were there before. */
  #before: readonly ListedPool[] | undefined;

  constructor(
    request: Request,
    private readonly client: Client,
    private readonly region: string,
    private readonly input: CreationInput,
  ) {
    this.#context = request.context;
    this.#request = request;
    const { value, isLasting } = creationMark(request);
    const hasRoom = Object.keys(input.IdentityPoolTags ?? {}).length < maxTags;
    this.#mark =
      request.context.creationTag() && hasRoom && !request.context.update.has(tagRefused) ? value : undefined;
    this.#isLasting = isLasting;
  }

  async perform(): Promise<Creation> {
    if (this.#mark !== undefined) {
      const { update } = this.#context;
      this.#before = await update.once(`pools of ${this.region}`, () => listPools(this.client).catch(() => undefined));
      const orphan = this.#isLasting && (await this.#findOrphan(this.#mark));
      if (orphan) return { pool: orphan, isAdopted: true };
    }
    for (let attempt = 1; ; attempt++) {
      try {
        const pool = await this.#create();
        if (attempt > 1) await this.#deleteTwins(pool);
        return { pool };
      } catch (error) {
        if (!isAmbiguous(error)) throw error;
        const pool = await this.#findCreated(error);
        if (pool) return { pool };
        if (attempt === maxAttempts) throw this.#mark !== undefined && this.#isLasting ? adoptedLater(error) : error;
      }
    }
  }

  /** The pool that an earlier update has made and not recorded; others of its kind with nothing in them are deleted. */
  async #findOrphan(mark: string): Promise<Pool | undefined> {
    const { IdentityPoolName, DeveloperProviderName } = this.input;
    const { update, log } = this.#context;
    // An automatic name was another one then: the likest names are looked at first.
    const candidates = (this.#before ?? [])
      .map((pool) => ({ ...pool, likeness: likeness(this.#request, IdentityPoolName, pool.name) }))
      .filter(({ id, likeness }) => likeness > 0 && !update.holdsPool(id))
      .sort((a, b) => b.likeness - a.likeness);
    let orphan: Pool | undefined;
    for (const pool of await describeMarked(this.client, candidates, mark)) {
      // A developer provider can't be changed once it is set.
      const fits = [undefined, DeveloperProviderName].includes(pool.DeveloperProviderName);
      if (!orphan && fits && (await isUnused(this.client, pool))) orphan = pool;
      else await deleteTwin(this.#context, this.client, pool);
    }
    if (orphan) {
      const text = "which an earlier update has made for this resource and could not record, is adopted";
      log("info", `Identity pool ${orphan.IdentityPoolId} (${orphan.IdentityPoolName}), ${text}.`);
    }
    return orphan;
  }

  async #create(): Promise<Pool> {
    const { client, input } = this;
    if (this.#mark === undefined) return client.call("CreateIdentityPool", input);
    const tags = { ...input.IdentityPoolTags, [creationTag]: this.#mark };
    try {
      return await client.call("CreateIdentityPool", { ...input, IdentityPoolTags: tags });
    } catch (error) {
      if (!refusesTag(error)) throw error;
      this.#mark = undefined;
      const pool = await client.call("CreateIdentityPool", input);
      if (this.#context.update.note(tagRefused)) this.#context.log("warning", explainRefusal(error));
      return pool;
    }
  }

  /** The pool of a creation whose answer was lost; undefined when there is none after some seconds. */
  async #findCreated(error: CognitoIdentityError): Promise<Pool | undefined> {
    let found: Pool[] | undefined;
    for (const wait of waits) {
      await this.#context.clock.wait(wait);
      found = await this.#findNew().catch(() => undefined);
      const [pool, ...twins] = found ?? [];
      if (!found || !pool) continue;
      if (this.#mark === undefined && !this.#hasAutoName) throw nameCandidates(error, found);
      for (const twin of twins) await deleteTwin(this.#context, this.client, twin);
      return pool;
    }
    // Without a last look at the pools it can't be told whether a repeat would make a second one.
    if (!found) throw error;
    return undefined;
  }

  async #deleteTwins({ IdentityPoolId }: Pool): Promise<void> {
    if (this.#mark === undefined && !this.#hasAutoName) return;
    for (const wait of waits.slice(0, 2)) {
      await this.#context.clock.wait(wait);
      for (const twin of await this.#findNew().catch(() => [])) {
        if (twin.IdentityPoolId !== IdentityPoolId) await deleteTwin(this.#context, this.client, twin);
      }
    }
  }

  /** The pools that this creation may have made. */
  async #findNew(): Promise<Pool[]> {
    const known = new Set(this.#before?.map(({ id }) => id));
    const listed = await listPools(this.client);
    const candidates = listed.filter(({ id, name }) => name === this.input.IdentityPoolName && !known.has(id));
    return describeMarked(this.client, candidates, this.#mark);
  }

  /** A name with random digits is nobody else's. */
  get #hasAutoName(): boolean {
    return isAutoName(this.#request, this.input.IdentityPoolName);
  }
}

const tagRefused = "the service refuses the creation tag";

const refusesTag = (error: unknown): error is CognitoIdentityError =>
  hasCode(error, "AccessDeniedException", "NotAuthorizedException") ||
  (error instanceof CognitoIdentityError && error.outcome === "refused" && /\btag/i.test(error.message));

const explainRefusal = ({ message }: CognitoIdentityError): string =>
  `New identity pools bear no creation tag (${creationTag}), which the service refuses: ${message}. Should an answer be ` +
  'lost, a second pool may be made. Set cognito-identity:creationTag to "false" to create without it at once.';

const adoptedLater = (error: CognitoIdentityError): CognitoIdentityError =>
  new CognitoIdentityError({
    ...error,
    cause: error,
    message: `${error.message}. No new pool has shown up; should one do so later, the next update adopts it`,
  });

const nameCandidates = (error: CognitoIdentityError, pools: readonly Pool[]): CognitoIdentityError =>
  new CognitoIdentityError({
    code: error.code,
    operation: "CreateIdentityPool",
    outcome: "unknown",
    cause: error,
    message:
      `${error.message}. These pools of that name exist, and one of them may be the new one: ` +
      `${pools.map(({ IdentityPoolId }) => IdentityPoolId).join(", ")}. ` +
      "Delete what is not needed and run the update again, or use IdentityPool.get.",
  });
