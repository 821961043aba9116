import type { Input } from "./model/operations";
import type { ProgramOf } from "./names";
import type { DraftObject } from "./unknown";

/** The settings of a pool as they will be after this update, some of them perhaps unknown yet. */
export type PoolSettings = DraftObject<Omit<ProgramOf<Input<"UpdateIdentityPool">>, "identityPoolId">>;

/** What this update makes of a pool. */
export interface PoolPlan {
  readonly settings: PoolSettings;
  /** The settings that it changes; undefined for a pool that it makes. */
  readonly changed?: ReadonlySet<string> | undefined;
}

/**
 * What one update of a stack remembers from one resource to the next. Each `configure` of a provider makes a new one, so
 * that a process that serves several updates starts each of them afresh.
 */
export class ThisUpdate {
  readonly #plannedPools = new Map<string, PoolPlan>();
  readonly #doubts = new Map<string, readonly string[]>();
  readonly #owners = new Map<string, string>();
  readonly #wanted = new Set<string>();
  readonly #recorded = new Map<string, unknown>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #reads = new Map<string, Promise<unknown>>();

  /** Notes the settings that a pool will have, so that what lives in it is checked against them. */
  planPool(identityPoolId: string, settings: PoolSettings, changed?: ReadonlySet<string>): void {
    this.#plannedPools.set(identityPoolId, { settings, changed });
  }

  /** Forgets a plan that failed. */
  dropPlannedPool(identityPoolId: string): void {
    this.#plannedPools.delete(identityPoolId);
  }

  /** The plan for a pool; undefined when the stack does not hold it, or holds it by another provider. */
  plannedPool(identityPoolId: string): PoolPlan | undefined {
    return this.#plannedPools.get(identityPoolId);
  }

  /** Claims an object for a resource, by its URN or name; answers the one that claimed it first. */
  claim(object: string, resource: string): string {
    const owner = this.#owners.get(object) ?? resource;
    this.#owners.set(object, owner);
    return owner;
  }

  /** Notes that a resource of the program stands for an object, so that the deletion of another one spares it. */
  want(id: string): void {
    this.#wanted.add(id);
  }

  wants(id: string): boolean {
    return this.#wanted.has(id);
  }

  /** Notes what the stack's state has of an object, which the stack may therefore overwrite. */
  noteRecorded(id: string, state?: unknown): void {
    this.#recorded.set(id, state);
  }

  isRecorded(id: string): boolean {
    return this.#recorded.has(id);
  }

  /** What was noted of an object; undefined when the stack's state does not have it. */
  recorded<T>(id: string): T | undefined {
    return this.#recorded.get(id) as T | undefined;
  }

  /** Notes what a check was not certain of, by the resource's URN or name. */
  noteDoubts(resource: string, doubts: readonly string[]): void {
    this.#doubts.set(resource, doubts);
  }

  doubtsOf(resource: string): readonly string[] {
    return this.#doubts.get(resource) ?? [];
  }

  /** Does one work at a time for each key, in the order of the calls. */
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(key) ?? Promise.resolve()).then(work);
    const settled = mine
      .catch(() => {})
      .then(() => {
        if (this.#turns.get(key) === settled) this.#turns.delete(key);
      });
    this.#turns.set(key, settled);
    return mine;
  }

  /** Shares the answer of a read with all who ask for it while it is under way. */
  share<T>(key: string, read: () => Promise<T>): Promise<T> {
    const running = this.#reads.get(key) as Promise<T> | undefined;
    if (running) return running;
    const answer = read().finally(() => this.#reads.delete(key));
    this.#reads.set(key, answer);
    return answer;
  }
}
