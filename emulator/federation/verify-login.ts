import { createHash } from "node:crypto";
import { type Claims, claimText, claimTexts } from "../../provider/model/access/claims";
import { type Provider, providerOf } from "../../provider/model/access/login-providers";
import { isSameIssuer } from "../../provider/model/oidc-issuer";
import { tokenIssuerOf } from "../../provider/model/token-issuers";
import { developerProviderUnsupported, invalidParameter, notAuthorized } from "../service-error";
import type { Login, Pool } from "../store";
import type { TokenIssuer } from "../tokens/issue-token";
import type { LoginKeys } from "./login-keys";
import { readSamlSubject } from "./saml";

/** A login whose token was checked. */
export interface VerifiedLogin extends Login {
  /** The app that the token was meant for, as `amr` names it. */
  readonly app: string;
  readonly claims: Claims;
}

type LoginsMap = { [provider: string]: string | undefined };

const invalid = (why: string) => notAuthorized(`Invalid login token. ${why}`);

/**
 * Checks the tokens of Logins as AWS does, without asking the providers: a signature is verified if the provider's keys
 * are configured; otherwise it is not verified, and a warning says so.
 */
export class LoginVerifier {
  readonly #warned = new Set<string>();

  constructor(
    private readonly tokens: TokenIssuer,
    private readonly keys: LoginKeys,
    private readonly warn: (message: string) => void,
  ) {}

  /** Checks all logins; throws at the first bad token, and for a developer provider. */
  async verify(pool: Pool, logins: LoginsMap, now: Date): Promise<VerifiedLogin[]> {
    const verified: VerifiedLogin[] = [];
    for (const [name, token = ""] of Object.entries(logins)) {
      if (name === tokenIssuerOf(pool.region)) throw invalid("Can't pass in a Cognito token.");
      const provider = providerOf(pool, name);
      if (provider?.kind === "developer") throw invalidParameter("Please provide a valid public provider");
      if (!provider) throw unsupported();
      verified.push(await this.#verifyOne(provider, token, now));
    }
    return verified;
  }

  /** Checks the logins of GetOpenIdTokenForDeveloperIdentity: one of the developer provider, and public ones if given. */
  async verifyWithDeveloper(pool: Pool, logins: LoginsMap, now: Date) {
    const { DeveloperProviderName: name } = pool.settings;
    if (name === undefined || !Object.hasOwn(logins, name)) throw developerProviderUnsupported();
    const { [name]: user = "", ...others } = logins;
    if (Object.keys(others).some((other) => other !== tokenIssuerOf(pool.region) && !providerOf(pool, other))) {
      throw developerProviderUnsupported();
    }
    const developer: VerifiedLogin = { provider: name, subject: user, app: pool.id, claims: {} };
    return { developer, others: await this.verify(pool, others, now) };
  }

  /** Checks a token that this service issued for the pool; returns its claims. */
  async verifyOwn(pool: Pool, token: string, now: Date): Promise<Claims> {
    const claims = await this.tokens.read(token);
    if (!claims || claims.aud !== pool.id) throw invalid("Not a Cognito token.");
    checkExpiry(claims, now);
    return claims;
  }

  async #verifyOne({ name, kind, audiences }: Provider, token: string, now: Date): Promise<VerifiedLogin> {
    if (kind === "saml") {
      this.#warnUnchecked(name, "assertion");
      const subject = readSamlSubject(token);
      if (!subject) throw invalid("Couldn't read the SAML assertion.");
      return { provider: name, subject, app: name, claims: {} };
    }
    const claims = await decodeClaims(token);
    if (!claims && kind === "opaque") {
      this.#warnUnchecked(name, "access token");
      return { provider: name, subject: sha256(token), app: audiences?.[0] ?? "", claims: {} };
    }
    if (!claims) throw invalid("Not a valid OpenId Connect identity token.");
    const app = checkClaims(name, claims, audiences, now);
    await this.#checkSignature(name, token);
    const subject = claimText(claims, "sub") as string;
    return { provider: name, subject, app: kind === "userPool" ? "CognitoSignIn" : app, claims };
  }

  async #checkSignature(provider: string, token: string): Promise<void> {
    const keySet = Object.entries(this.keys).find(([name]) => isSameIssuer(name, provider))?.[1];
    if (!keySet) return this.#warnUnchecked(provider, "signature");
    const { compactVerify, createLocalJWKSet } = await import("jose");
    try {
      await compactVerify(token, createLocalJWKSet(keySet));
    } catch {
      throw invalid("Couldn't verify signed token.");
    }
  }

  #warnUnchecked(provider: string, what: string): void {
    if (this.#warned.has(provider)) return;
    this.#warned.add(provider);
    this.warn(`The ${what} of ${provider} logins is not verified: no keys are configured for ${provider}.`);
  }
}

const unsupported = () => notAuthorized("Token is not from a supported provider of this identity pool.");

async function decodeClaims(token: string): Promise<Claims | undefined> {
  const { decodeJwt } = await import("jose");
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

/** Returns the audience of the token that the pool accepts. */
function checkClaims(provider: string, claims: Claims, audiences: readonly string[] | undefined, now: Date): string {
  const issuer = (claimText(claims, "iss") ?? "").replace(/^https:\/\//, "");
  if (!isSameIssuer(issuer, provider)) throw invalid("Issuer doesn't match providerName");
  const given = claimTexts(claims, "aud");
  if (given.length === 0) throw invalid("Missing a required claim: aud");
  for (const name of ["exp", "sub"]) {
    if (claimText(claims, name) === undefined) throw invalid(`Missing a required claim: ${name}`);
  }
  const app = audiences ? given.find((audience) => audiences.includes(audience)) : given[0];
  if (app === undefined) throw unsupported();
  checkExpiry(claims, now);
  return app;
}

function checkExpiry(claims: Claims, now: Date): void {
  const exp = claimText(claims, "exp");
  const seconds = Math.floor(now.getTime() / 1000);
  if (!(seconds < Number(exp))) throw invalid(`Token expired: ${seconds} >= ${exp}`);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
