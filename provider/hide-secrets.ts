import { hide, mask } from "./client/failures/redact";
import type { Log } from "./context";
import type { CheckFailure, Values } from "./properties";

/** What a program calls secret of the properties of a resource, and must not stand in what is said of them. */
export class SecretInputs {
  readonly #names: ReadonlySet<string>;
  readonly #texts: readonly string[];

  /** The names of the properties that hold secrets, and the secret values. */
  constructor(names: readonly string[] = [], values: readonly unknown[] = []) {
    this.#names = new Set(names);
    this.#texts = values.flatMap(textsIn).sort((one, other) => other.length - one.length);
  }

  /** Those whose names the program's side of a shell sends beside plain values. */
  static named(names: unknown, inputs: Values): SecretInputs {
    const known = Array.isArray(names) ? names.map(String) : [];
    return new SecretInputs(
      known,
      known.map((name) => inputs[name]),
    );
  }

  /** Whether there are any. */
  get any(): boolean {
    return this.#names.size > 0;
  }

  /** Whether a property is or holds a secret. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Takes the secrets out of what a check says. */
  hideInFailures(failures: readonly CheckFailure[]): CheckFailure[] {
    const hidden = (text: string) => this.#texts.reduce((shown, secret) => shown.replaceAll(secret, mask), text);
    return failures.map(({ property, reason }) => {
      // What is quoted of a secret may be cut off or escaped.
      const isSecret = this.has(property.split(/[.[]/)[0] ?? "");
      return {
        property: hidden(property),
        reason: hidden(isSecret ? reason.replace(/"(?:[^"\\]|\\.)*"?/g, mask) : reason),
      };
    });
  }

  /** Takes the secrets out of any other message. */
  hideIn(text: string): string {
    return hide(this.#texts, text);
  }

  /** A log that shows none of them. */
  hideInLog(log: Log): Log {
    return (severity, message) => log(severity, this.hideIn(message));
  }
}

/** The texts in a value that are long enough to be told from others. */
function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === "string" && value.length > 3 ? [value] : [];
}
