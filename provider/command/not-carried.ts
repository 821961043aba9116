import type { PoolRecord } from "../client/pools/export-pool";

/** Counts what can't be carried from one pool to another, and says so. */
export class NotCarried {
  #users = 0;
  #identities = 0;
  #withOthers = 0;
  readonly #providers = new Set<string>();
  #guests = 0;

  add(record: PoolRecord): void {
    if (record.kind === "end") this.#guests = record.guests;
    if (record.kind !== "identity") return;
    if (record.users.length > 0) this.#identities++;
    this.#users += record.users.length;
    if (record.otherProviders.length > 0) this.#withOthers++;
    for (const name of record.otherProviders) this.#providers.add(name);
  }

  /** How many developer users there are, and of how many identities. */
  get carried(): string {
    return `${count(this.#users, "developer user")} of ${count(this.#identities, "identity", "identities")}`;
  }

  /** What is left out, a sentence each. */
  get sentences(): string[] {
    const logins =
      `${count(this.#withOthers, "identity has", "identities have")} logins of ${[...this.#providers].join(", ")}. Such a login can't be ` +
      "carried: only its user has the token. It comes to a new identity when the user logs in there.";
    const guests = `${count(this.#guests, "guest")} can't be carried: a guest of the other pool gets an id of its own.`;
    return [...(this.#withOthers > 0 ? [logins] : []), ...(this.#guests > 0 ? [guests] : [])];
  }
}

const count = (number: number, one: string, several = `${one}s`) => `${number} ${number === 1 ? one : several}`;
