import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyTable } from "../define";
import { SecretInputs } from "../hide-secrets";
import type { Values } from "../properties";
import { asSecret, keepSecrets, markedIn, secretNames, secretsIn } from "./struct";

/** Marks as secrets the values of properties that always are. */
export const markSecrets = (table: PropertyTable, values: Values): Values =>
  markWhere(values, (name) => table[name]?.secret === true);

/** Marks as secrets the values of some names. */
export const markWhere = (values: Values, isSecret: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isSecret(name) ? asSecret(value) : value]));

/** What is secret in a call of the engine, besides the properties that always are. */
export class CallSecrets {
  /** What the engine marks in the properties that it sends. */
  readonly inputs: SecretInputs;
  readonly #sent: readonly Values[];

  constructor(
    sent: readonly (Struct | undefined)[],
    /** The names of the provider's settings that are secret. */
    private readonly settings: ReadonlySet<string>,
  ) {
    this.#sent = sent.map(markedIn);
    this.inputs = new SecretInputs(this.#sent.flatMap(secretNames), secretsIn(this.#sent));
  }

  /** Values as they are answered: secret are those that always are, that the engine sent so, or that are made of such. */
  mark(table: PropertyTable, values: Values): Values {
    const isSecret = (source: string) => this.inputs.has(source) || this.settings.has(source);
    const marked = markWhere(markSecrets(table, values), (name) => table[name]?.madeOf?.some(isSecret) ?? false);
    return this.#sent.reduce(keepSecrets, marked);
  }
}
