import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { Store } from "../store";

/** A region's signing key; `kid` has the form of AWS's, for example `us-east-11`. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** The RSA keys of the tokens, one a region, made at the first need and kept in the store. */
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

  /** The public key of that name, if the service ever signed with it. */
  publicKey(kid: string): KeyObject | undefined {
    const stored = this.store.meta.key(kid);
    return stored && createPublicKey(stored.privateKey);
  }

  /** The public keys as a JSON Web Key Set, those of every region that has a pool among them. */
  async keySet(): Promise<{ keys: JsonWebKey[] }> {
    for (const region of this.store.pools.regions()) await this.of(region);
    const keys = this.store.meta.keys().map(({ kid, privateKey }) => ({
      kid,
      use: "sig",
      alg: "RS512",
      ...createPublicKey(privateKey).export({ format: "jwk" }),
    }));
    return { keys };
  }

  async #load(kid: string): Promise<SigningKey> {
    const { meta } = this.store;
    let stored = meta.key(kid);
    if (!stored) {
      const privateKey = await generatePem();
      // Another process may have been faster; its key is the one then.
      stored = await this.store.write(() => meta.addKey({ kid, privateKey }, this.now()));
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
