import type { Input } from "./model/operations";
import type { ProgramOf } from "./names";
import { type DraftObject, unknownValue } from "./unknown";

/** The settings of a pool as they will be after this update, some of them perhaps unknown yet. */
export type PoolSettings = DraftObject<Omit<ProgramOf<Input<"UpdateIdentityPool">>, "identityPoolId">>;

/** What this update makes of a pool. */
export interface PoolPlan {
  readonly settings: PoolSettings;
  /** The settings that it changes; undefined for a pool that it makes. */
  readonly changed?: ReadonlySet<string> | undefined;
}

/** What is known of a pool that this update makes in the place of another one, before it has an id. */
export interface Successor {
  readonly region?: string | undefined;
  readonly developerProviderName?: string | undefined;
}

const unknownSuccessor: Successor = { region: unknownValue, developerProviderName: unknownValue };

/** The identity that a resource wants for a user, or into which it merges the user's one. */
export interface IdentityWish {
  /** The resource, by its URN or name. */
  readonly resource: string;
  /** Undefined where any identity is right; perhaps unknown yet. */
  readonly identityId: string | undefined;
}

/**
 * What one update of a stack remembers from one resource to the next. Each `configure` of a provider makes a new one, so
 * that a process that serves several updates starts each of them afresh.
 */
export class ThisUpdate {
  readonly #plannedPools = new Map<string, PoolPlan>();
  readonly #doubts = new Map<string, readonly string[]>();
  readonly #owners = new Map<string, string>();
  readonly #wishes = new Map<string, IdentityWish>();
  readonly #merges = new Map<string, IdentityWish>();
  readonly #wanted = new Map<string, Set<string>>();
  readonly #drifted = new Set<string>();
  readonly #recorded = new Map<string, unknown>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #pools = new Set<string>();
  readonly #replaced = new Map<string, readonly string[]>();
  readonly #successors = new Map<string, Successor>();
  readonly #homes = new Map<string, string>();
  readonly #notes = new Set<string>();
  readonly #answers = new Map<string, Promise<unknown>>();
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

  /** The resource that has claimed an object; undefined while none has. */
  ownerOf(object: string): string | undefined {
    return this.#owners.get(object);
  }

  /** Notes the identity that a resource wants for a user. */
  wishIdentity(user: string, wish: IdentityWish): void {
    this.#wishes.set(user, wish);
  }

  /** The wish for a user; undefined while no resource of the program has the user. */
  identityWish(user: string): IdentityWish | undefined {
    return this.#wishes.get(user);
  }

  /** Notes that the resource of a wish merges identities, by which these users move along. */
  planMerge(users: readonly string[], wish: IdentityWish): void {
    for (const user of users) this.#merges.set(user, wish);
  }

  /** The merge that moves a user along; undefined when none is planned. */
  plannedMerge(user: string): IdentityWish | undefined {
    return this.#merges.get(user);
  }

  /** Notes that a resource of the program stands for an object, so that the deletion of another one spares it. */
  want(id: string, resource = id): void {
    this.#wanted.set(id, (this.#wanted.get(id) ?? new Set()).add(resource));
  }

  /** Takes back what a resource wanted, as it is replaced. */
  unwant(resource: string): void {
    for (const resources of this.#wanted.values()) resources.delete(resource);
  }

  wants(id: string): boolean {
    return (this.#wanted.get(id)?.size ?? 0) > 0;
  }

  /** Notes that a read found an output to differ from what was recorded. */
  noteDrift(id: string): void {
    this.#drifted.add(id);
  }

  /** Whether such a drift was noted, and not taken since: the engine asks for the difference right after a read. */
  takeDrift(id: string): boolean {
    return this.#drifted.delete(id);
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

  /** Notes a pool that the stack holds, so that no creation adopts it. */
  holdPool(identityPoolId: string): void {
    this.#pools.add(identityPoolId);
  }

  holdsPool(identityPoolId: string): boolean {
    return this.#pools.has(identityPoolId);
  }

  /** Notes a pool that a resource of this name replaces. */
  noteReplaced(resourceName: string, identityPoolId: string): void {
    const others = this.replacedPools(resourceName).filter((id) => id !== identityPoolId);
    this.#replaced.set(resourceName, [...others, identityPoolId].sort());
  }

  replacedPools(resourceName: string): readonly string[] {
    return this.#replaced.get(resourceName) ?? [];
  }

  /** Notes what will follow a pool that is replaced. */
  planSuccessor(identityPoolId: string, successor: Successor): void {
    this.#successors.set(identityPoolId, successor);
  }

  /**
   * What a resource that leaves the pool in which it is recorded finds in the next one; undefined for one that is recorded in
   * none. The second check of a replacement is given no state: then the pool of the first check counts.
   */
  successorOf(recordedPoolId: string | undefined, resource: string): Successor | undefined {
    if (recordedPoolId !== undefined) this.#homes.set(resource, recordedPoolId);
    const home = this.#homes.get(resource);
    return home === undefined ? undefined : (this.#successors.get(home) ?? unknownSuccessor);
  }

  /** Notes something; answers whether it is new. */
  note(text: string): boolean {
    const isNew = !this.#notes.has(text);
    this.#notes.add(text);
    return isNew;
  }

  /** Whether something was noted. */
  has(text: string): boolean {
    return this.#notes.has(text);
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

  /** Reads once in an update, and shares the answer. */
  once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = read();
    this.#answers.set(key, answer);
    return answer;
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
