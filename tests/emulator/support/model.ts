/**
 * A second, small Cognito Identity over plain maps, written from the service's documents and not from `emulator/`: what
 * both say of the same calls must be the same.
 */

export interface Caller {
  readonly account: string;
  readonly region: string;
}

export const google = "accounts.google.com";
export const oidc = "login.example";
export const oidcArn = `arn:aws:iam::123456789012:oidc-provider/${oidc}`;
export const own = "cognito-identity.amazonaws.com";
export const maxPools = 3;

// biome-ignore lint/suspicious/noExplicitAny: the wire of every operation
type Wire = Record<string, any>;

/** What a call ends with; ids that are new come from the service's own answer. */
export type Result = { readonly output: Wire } | { readonly error: string };

interface Pool extends Caller {
  readonly id: string;
  settings: Wire;
  tags: Record<string, string>;
  roles: Wire;
  readonly tagMaps: Map<string, Wire>;
}

interface Identity {
  readonly id: string;
  readonly pool: Pool;
  state: "guest" | "linked" | "disabled";
  readonly created: number;
  modified: number;
  /** `provider subject`, in the order of linking. */
  logins: string[];
}

class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const refuse = (code: string): never => {
  throw new Refusal(code);
};
const notFound = () => refuse("ResourceNotFoundException");
const invalid = () => refuse("InvalidParameterException");
const denied = () => refuse("NotAuthorizedException");
const conflict = () => refuse("ResourceConflictException");

const providerOf = (login: string) => login.slice(0, login.indexOf(" "));
const subjectOf = (login: string) => login.slice(login.indexOf(" ") + 1);

export class Model {
  readonly pools = new Map<string, Pool>();
  readonly identities = new Map<string, Identity>();
  #caller?: Caller;
  #now = 0;
  #minted?: string;

  /** What an operation answers and does; `minted` is the id in the service's answer. */
  apply(operation: string, caller: Caller | undefined, input: Wire, now: number, minted?: string): Result {
    this.#caller = caller;
    this.#now = now;
    this.#minted = minted;
    try {
      const run = (this as unknown as Record<string, (input: Wire) => Wire>)[operation];
      if (!run) throw new Error(`The model has no ${operation}.`);
      return { output: run.call(this, input) };
    } catch (error) {
      if (error instanceof Refusal) return { error: error.code };
      throw error;
    }
  }

  #mint(): string {
    const id = this.#minted;
    if (!id || this.pools.has(id) || this.identities.has(id)) throw new Error(`${id} is not new.`);
    return id;
  }

  #sees = (pool: Pool) =>
    !this.#caller || (pool.account === this.#caller.account && pool.region === this.#caller.region);

  #pool(id: string): Pool {
    const pool = this.pools.get(id);
    return pool && this.#sees(pool) ? pool : notFound();
  }

  #identity(id: string): Identity {
    const identity = this.identities.get(id);
    return identity && this.#sees(identity.pool) ? identity : notFound();
  }

  #identityOf(pool: Pool, id: string): Identity {
    const identity = this.identities.get(id);
    return identity?.pool === pool ? identity : notFound();
  }

  #of = (pool: Pool) => [...this.identities.values()].filter((identity) => identity.pool === pool);
  #owner = (pool: Pool, login: string) => this.#of(pool).find(({ logins }) => logins.includes(login));

  #owners(pool: Pool, logins: string[]): Identity[] {
    const owners = logins.map((login) => this.#owner(pool, login)).filter((owner) => owner !== undefined);
    return [...new Set(owners)];
  }

  #onlyOwner(pool: Pool, logins: string[]): Identity | undefined {
    const owners = this.#owners(pool, logins);
    return owners.length > 1 ? conflict() : owners[0];
  }

  #create(pool: Pool, state: Identity["state"]): Identity {
    const id = this.#mint();
    const identity = { id, pool, state, created: this.#now, modified: this.#now, logins: [] };
    this.identities.set(id, identity);
    return identity;
  }

  #check(pool: Pool, logins: string[]): void {
    const names = logins.map(providerOf).filter((name) => name !== pool.settings.DeveloperProviderName);
    if (logins.length > 20 || new Set(names).size < names.length) conflict();
  }

  #link(identity: Identity, logins: string[]): void {
    const fresh = logins.filter((login) => {
      const owner = this.#owner(identity.pool, login);
      if (owner && owner !== identity) conflict();
      return !owner;
    });
    if (fresh.length === 0) return;
    this.#check(identity.pool, [...identity.logins, ...fresh]);
    identity.logins.push(...fresh);
    identity.state = "linked";
    identity.modified = this.#now;
  }

  #absorb(parent: Identity, other: Identity): void {
    this.#check(parent.pool, [...parent.logins, ...other.logins]);
    parent.logins.push(...other.logins);
    other.logins = [];
    other.state = "disabled";
    parent.modified = other.modified = this.#now;
  }

  #accepts({ settings }: Pool, name: string): boolean {
    return name in (settings.SupportedLoginProviders ?? {}) || (name === oidc && settings.OpenIdConnectProviderARNs);
  }

  #verify(pool: Pool, logins: Wire): string[] {
    for (const name of Object.keys(logins)) {
      if (name === own) denied();
      if (name === pool.settings.DeveloperProviderName) invalid();
      if (!this.#accepts(pool, name)) denied();
    }
    return Object.entries(logins).map(([name, subject]) => `${name} ${subject}`);
  }

  /** All or nothing: what a refused call did is undone. */
  #whole<T>(pool: Pool, work: () => T): T {
    const before = this.#of(pool).map((identity) => ({
      identity,
      copy: { ...identity, logins: [...identity.logins] },
    }));
    try {
      return work();
    } catch (error) {
      for (const { identity, copy } of before) Object.assign(identity, copy);
      throw error;
    }
  }

  #resolve(identity: Identity, logins: string[]): Identity {
    const { pool } = identity;
    if (logins.length === 0) {
      if (identity.state !== "guest" || !pool.settings.AllowUnauthenticatedIdentities) denied();
      return identity;
    }
    return this.#whole(pool, () => {
      const owners = this.#owners(pool, logins);
      if (identity.state === "linked") {
        if (!owners.includes(identity)) denied();
        for (const owner of owners) if (owner !== identity) this.#absorb(identity, owner);
        this.#link(identity, logins);
        return identity;
      }
      const parent = this.#onlyOwner(pool, logins);
      if (identity.state === "disabled" && !parent) denied();
      if (identity.state === "guest" && parent) this.#absorb(parent, identity);
      this.#link(parent ?? identity, logins);
      return parent ?? identity;
    });
  }

  #describe({ id, logins, created, modified }: Identity): Wire {
    const names = [...new Set(logins.map(providerOf))].sort();
    return {
      IdentityId: id,
      ...(names.length > 0 && { Logins: names }),
      CreationDate: created / 1000,
      LastModifiedDate: modified / 1000,
    };
  }

  #show = ({ id, settings, tags }: Pool): Wire => ({ IdentityPoolId: id, ...settings, IdentityPoolTags: { ...tags } });

  #settings({ IdentityPoolId: _id, IdentityPoolTags: _tags, ...settings }: Wire): Wire {
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  }

  #token = (id: string, amr: string[]) => ({ IdentityId: id, Token: { sub: id, amr } });

  #amr = (logins: string[], app: (name: string) => string = () => "app") =>
    logins.length === 0
      ? ["unauthenticated"]
      : [
          "authenticated",
          ...logins.flatMap((login) => {
            const name = providerOf(login);
            return [name, `${name}:${app(name)}:${subjectOf(login)}`];
          }),
        ];

  CreateIdentityPool(input: Wire): Wire {
    const caller = this.#caller as Caller;
    const mine = [...this.pools.values()].filter((pool) => this.#sees(pool));
    if (mine.length >= maxPools) refuse("LimitExceededException");
    const id = this.#mint();
    const tags = input.IdentityPoolTags ?? {};
    const pool = { ...caller, id, settings: this.#settings(input), tags, roles: {}, tagMaps: new Map() };
    this.pools.set(id, pool);
    return this.#show(pool);
  }

  DescribeIdentityPool({ IdentityPoolId }: Wire): Wire {
    return this.#show(this.#pool(IdentityPoolId));
  }

  UpdateIdentityPool(input: Wire): Wire {
    const pool = this.#pool(input.IdentityPoolId);
    const kept = pool.settings.DeveloperProviderName;
    if (kept && input.DeveloperProviderName && input.DeveloperProviderName !== kept) invalid();
    pool.settings = this.#settings({ ...input, DeveloperProviderName: input.DeveloperProviderName ?? kept });
    if (input.IdentityPoolTags) pool.tags = input.IdentityPoolTags;
    return this.#show(pool);
  }

  DeleteIdentityPool({ IdentityPoolId }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    for (const { id } of this.#of(pool)) this.identities.delete(id);
    this.pools.delete(pool.id);
    return {};
  }

  ListIdentityPools(): Wire {
    const mine = [...this.pools.values()].filter((pool) => this.#sees(pool));
    return {
      IdentityPools: mine.map(({ id, settings }) => ({
        IdentityPoolId: id,
        IdentityPoolName: settings.IdentityPoolName,
      })),
    };
  }

  ListIdentities({ IdentityPoolId, HideDisabled }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    const shown = this.#of(pool).filter(({ state }) => !HideDisabled || state !== "disabled");
    return { IdentityPoolId, Identities: shown.map((identity) => this.#describe(identity)) };
  }

  DescribeIdentity({ IdentityId }: Wire): Wire {
    return this.#describe(this.#identity(IdentityId));
  }

  DeleteIdentities({ IdentityIdsToDelete }: Wire): Wire {
    const foreign: string[] = [];
    for (const id of new Set<string>(IdentityIdsToDelete)) {
      const identity = this.identities.get(id);
      if (identity && !this.#sees(identity.pool)) foreign.push(id);
      else this.identities.delete(id);
    }
    return { UnprocessedIdentityIds: foreign.map((IdentityId) => ({ IdentityId, ErrorCode: "AccessDenied" })) };
  }

  GetId({ IdentityPoolId, Logins = {} }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    if (Object.keys(Logins).length === 0) {
      if (!pool.settings.AllowUnauthenticatedIdentities) denied();
      return { IdentityId: this.#create(pool, "guest").id };
    }
    const logins = this.#verify(pool, Logins);
    const owner = this.#onlyOwner(pool, logins);
    if (owner) this.#link(owner, logins);
    const identity = owner ?? this.#create(pool, "linked");
    this.#link(identity, logins);
    return { IdentityId: identity.id };
  }

  GetOpenIdToken({ IdentityId, Logins = {} }: Wire): Wire {
    const identity = this.#identity(IdentityId);
    const { settings, roles } = identity.pool;
    if (settings.AllowClassicFlow === false || roles.RoleMappings) invalid();
    const logins = this.#verify(identity.pool, Logins);
    return this.#token(this.#resolve(identity, logins).id, this.#amr(logins));
  }

  GetCredentialsForIdentity({ IdentityId, Logins = {} }: Wire): Wire {
    const identity = this.#identity(IdentityId);
    const { roles } = identity.pool;
    if (own in Logins) Object.keys(Logins).length > 1 ? invalid() : denied();
    const logins = this.#verify(identity.pool, Logins);
    const found = this.#resolve(identity, logins);
    const mapping = logins.map((login) => roles.RoleMappings?.[providerOf(login)]).find(Boolean);
    if (mapping?.AmbiguousRoleResolution === "Deny") denied();
    const usual = roles.Roles?.[found.state === "guest" ? "unauthenticated" : "authenticated"];
    if (!usual) refuse("InvalidIdentityPoolConfigurationException");
    return { IdentityId: found.id, Credentials: "some" };
  }

  GetOpenIdTokenForDeveloperIdentity({ IdentityPoolId, IdentityId, Logins }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    const name = pool.settings.DeveloperProviderName;
    const { [name]: user, ...others } = Logins;
    if (!name || user === undefined) invalid();
    if (Object.keys(others).some((other) => other !== own && !this.#accepts(pool, other))) invalid();
    const developer = `${name} ${user}`;
    const logins = [developer, ...this.#verify(pool, others)];
    const identity = this.#whole(pool, () => {
      if (IdentityId === undefined) {
        const owner = this.#onlyOwner(pool, logins) ?? this.#create(pool, "linked");
        this.#link(owner, logins);
        return owner;
      }
      const given = this.#identityOf(pool, IdentityId);
      const owner = this.#owner(pool, developer);
      if (owner && owner !== given) refuse("DeveloperUserAlreadyRegisteredException");
      if (given.state === "disabled") denied();
      if (given.state === "linked" && !this.#owners(pool, logins).includes(given)) denied();
      this.#link(given, logins);
      return given;
    });
    return this.#token(
      identity.id,
      this.#amr(logins, (provider) => (provider === name ? pool.id : "app")),
    );
  }

  LookupDeveloperIdentity({ IdentityPoolId, IdentityId, DeveloperUserIdentifier }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    const name = pool.settings.DeveloperProviderName;
    if (IdentityId === undefined && DeveloperUserIdentifier === undefined) invalid();
    const given = IdentityId === undefined ? undefined : this.#identityOf(pool, IdentityId);
    if (DeveloperUserIdentifier !== undefined) {
      const owner = name && this.#owner(pool, `${name} ${DeveloperUserIdentifier}`);
      if (given && owner !== given) conflict();
      if (!owner) notFound();
      if (given) return { IdentityId, DeveloperUserIdentifierList: [DeveloperUserIdentifier] };
      return { IdentityId: owner.id, DeveloperUserIdentifierList: this.#users(owner, name) };
    }
    const identity = given as Identity;
    return { IdentityId: identity.id, DeveloperUserIdentifierList: this.#users(identity, name) };
  }

  #users = ({ logins }: Identity, name: string) =>
    logins
      .filter((login) => providerOf(login) === name)
      .map(subjectOf)
      .sort();

  MergeDeveloperIdentities(input: Wire): Wire {
    const pool = this.#pool(input.IdentityPoolId);
    const name = input.DeveloperProviderName;
    if (name !== pool.settings.DeveloperProviderName) invalid();
    const source = this.#owner(pool, `${name} ${input.SourceUserIdentifier}`) ?? notFound();
    const destination = this.#owner(pool, `${name} ${input.DestinationUserIdentifier}`) ?? notFound();
    if (source !== destination) this.#absorb(destination, source);
    return { IdentityId: destination.id };
  }

  #unlink(identity: Identity, removed: string[]): void {
    identity.logins = identity.logins.filter((login) => !removed.includes(login));
    if (identity.logins.length === 0) identity.state = "disabled";
    identity.modified = this.#now;
  }

  UnlinkDeveloperIdentity(input: Wire): Wire {
    const pool = this.#pool(input.IdentityPoolId);
    if (input.DeveloperProviderName !== pool.settings.DeveloperProviderName) invalid();
    const identity = this.#identityOf(pool, input.IdentityId);
    const login = `${input.DeveloperProviderName} ${input.DeveloperUserIdentifier}`;
    const owner = this.#owner(pool, login) ?? notFound();
    if (owner !== identity) conflict();
    this.#unlink(identity, [login]);
    return {};
  }

  UnlinkIdentity({ IdentityId, Logins, LoginsToRemove }: Wire): Wire {
    const identity = this.#identity(IdentityId);
    const logins = this.#verify(identity.pool, Logins);
    if (identity.state === "disabled") denied();
    if (!this.#owners(identity.pool, logins).includes(identity)) denied();
    const names = identity.logins.map(providerOf);
    if (LoginsToRemove.some((name: string) => !names.includes(name))) invalid();
    const removed = identity.logins.filter((login) => LoginsToRemove.includes(providerOf(login)));
    if (removed.length > 0) this.#unlink(identity, removed);
    return {};
  }

  SetIdentityPoolRoles({ IdentityPoolId, Roles, RoleMappings = {} }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    if (Object.keys(RoleMappings).some((key) => !this.#accepts(pool, key))) invalid();
    pool.roles = {
      ...(Object.keys(Roles).length > 0 && { Roles }),
      ...(Object.keys(RoleMappings).length > 0 && { RoleMappings }),
    };
    return {};
  }

  GetIdentityPoolRoles({ IdentityPoolId }: Wire): Wire {
    return { IdentityPoolId, ...this.#pool(IdentityPoolId).roles };
  }

  #knows = (pool: Pool, name: string) => this.#accepts(pool, name) || pool.settings.DeveloperProviderName === name;

  SetPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName, UseDefaults, PrincipalTags }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    if (!this.#knows(pool, IdentityProviderName)) notFound();
    const map = { UseDefaults: UseDefaults ?? false, PrincipalTags: PrincipalTags ?? {} };
    pool.tagMaps.set(IdentityProviderName, map);
    return { IdentityPoolId, IdentityProviderName, ...map };
  }

  GetPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName }: Wire): Wire {
    const pool = this.#pool(IdentityPoolId);
    if (!this.#knows(pool, IdentityProviderName)) notFound();
    const map = pool.tagMaps.get(IdentityProviderName) ?? { UseDefaults: false, PrincipalTags: {} };
    return { IdentityPoolId, IdentityProviderName, ...map };
  }

  #byArn = (arn: string) => this.#pool(arn.slice(arn.indexOf("/") + 1));

  TagResource({ ResourceArn, Tags }: Wire): Wire {
    const pool = this.#byArn(ResourceArn);
    pool.tags = { ...pool.tags, ...Tags };
    return {};
  }

  UntagResource({ ResourceArn, TagKeys }: Wire): Wire {
    const pool = this.#byArn(ResourceArn);
    pool.tags = Object.fromEntries(Object.entries(pool.tags).filter(([key]) => !TagKeys.includes(key)));
    return {};
  }

  ListTagsForResource({ ResourceArn }: Wire): Wire {
    return { Tags: this.#byArn(ResourceArn).tags };
  }
}
