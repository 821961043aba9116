import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { Store } from "../store";

/** The signing key of a region; `kid` looks like AWS's, for example `us-east-11`. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/**
 * The keys of the tokens, one for each region, which are created at the first use and kept in the store. New regions share one
 * RSA key under names of their own: to generate one takes a tenth of a second, and anybody may make pools in any region.
 */
export class SigningKeys {
  readonly #keys = new Map<string, Promise<SigningKey>>();

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  /** The key that a region signs with. */
  of(region: string): Promise<SigningKey> {
    const kid = `${region}1`;
    let key = this.#keys.get(kid);
    if (!key) {
      key = this.#load(kid);
      key.catch(() => this.#keys.delete(kid));
      this.#keys.set(kid, key);
    }
    return key;
  }

  /** The public key with that `kid`, if there is one. */
  publicKey(kid: string): KeyObject | undefined {
    const stored = this.store.meta.key(kid);
    return stored && createPublicKey(stored.privateKey);
  }

  /** The public keys of all regions that have pools, as a JSON Web Key Set. */
  async keySet(): Promise<{ keys: JsonWebKey[] }> {
    const [first, ...others] = this.store.pools.regions();
    if (first !== undefined) await this.of(first);
    await Promise.all(others.map((region) => this.of(region)));
    const exported = new Map<string, JsonWebKey>();
    const keys = this.store.meta.keys().map(({ kid, privateKey }) => {
      const key = exported.get(privateKey) ?? createPublicKey(privateKey).export({ format: "jwk" });
      exported.set(privateKey, key);
      return { kid, use: "sig", alg: "RS512", ...key };
    });
    return { keys };
  }

  async #load(kid: string): Promise<SigningKey> {
    const { meta } = this.store;
    let stored = meta.key(kid);
    if (!stored) {
      const generated = meta.anyKey() ? undefined : await generatePem();
      // If another process stored a key meanwhile, that key is used.
      stored = await this.store.write(() => {
        const privateKey = meta.anyKey()?.privateKey ?? (generated as string);
        return meta.addKey({ kid, privateKey }, this.now());
      });
    }
    return { kid, privateKey: createPrivateKey(stored.privateKey) };
  }
}

async function generatePem(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}
