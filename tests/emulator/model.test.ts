import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpRequest } from "@smithy/protocol-http";
import fc from "fast-check";
import { decodeJwt } from "jose";
import { createLocalService, type LocalService } from "../../emulator";
import { type OperationName, operationNames, operations } from "../../provider/model/operations";
import { temporaryFolder } from "./support/child-service";
import { type Caller, google, Model, maxPools, oidc, oidcArn, own } from "./support/model";
import { sign } from "./support/sign";
import { idToken, rawRequest } from "./support/targets";

/** `COGNITO_IDENTITY_MODEL=full` runs 10,000 steps with each of 20 seeds. */
const isFull = process.env.COGNITO_IDENTITY_MODEL === "full";
const seeds = isFull ? 20 : 5;
const steps = isFull ? 10_000 : 400;

const callers: readonly Caller[] = ["000000000000", "111111111111"].flatMap((account) =>
  ["us-east-1", "eu-west-1"].map((region) => ({ account, region })),
);
const secret = "secret";
const recent = 14;

// biome-ignore lint/suspicious/noExplicitAny: the wire of every operation
type Wire = Record<string, any>;

/** One call as it was drawn: what it refers to is chosen when it runs, among what then exists. */
interface Step {
  readonly operation: OperationName;
  readonly caller: number;
  readonly service: number;
  readonly pool: number;
  readonly identity: number;
  readonly settings: Wire;
  readonly logins: Record<string, string>;
  readonly users: readonly [string, string];
  readonly developer: string;
  readonly pageSize: number;
  readonly flags: readonly [boolean, boolean];
  readonly resolution: string;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const user = fc.constantFrom("u1", "u2", "u3", "u4", "u5", "a\0b", "\ud800");
const developer = fc.constantFrom("dev", "dev", "dev", "dev", "dev2");
const frequent: Partial<Record<OperationName, number>> = {
  CreateIdentityPool: 6,
  DeleteIdentityPool: 1,
  GetId: 12,
  GetOpenIdToken: 12,
  GetOpenIdTokenForDeveloperIdentity: 18,
  GetCredentialsForIdentity: 8,
  MergeDeveloperIdentities: 8,
  UnlinkIdentity: 8,
  UnlinkDeveloperIdentity: 8,
  LookupDeveloperIdentity: 8,
};

const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(...operationNames.flatMap((name) => Array<OperationName>(frequent[name] ?? 3).fill(name))),
  caller: fc.nat(callers.length * 8),
  service: fc.nat(1),
  pool: fc.nat(recent),
  identity: fc.nat(recent),
  settings: fc.record({
    IdentityPoolName: fc.constantFrom("one", "two"),
    AllowUnauthenticatedIdentities: fc.constantFrom(true, true, false),
    AllowClassicFlow: fc.constantFrom(undefined, undefined, true, false),
    SupportedLoginProviders: fc.constantFrom({ [google]: "app" }, { [google]: "app" }, undefined),
    OpenIdConnectProviderARNs: fc.constantFrom([oidcArn], [oidcArn], undefined),
    DeveloperProviderName: fc.constantFrom("dev", "dev", "dev", "dev2", undefined),
    IdentityPoolTags: maybe(fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"))),
  }),
  logins: fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: user.map((name) => ({ [google]: name })) },
    { weight: 3, arbitrary: user.map((name) => ({ [oidc]: name })) },
    { weight: 4, arbitrary: fc.tuple(user, user).map(([one, two]) => ({ [google]: one, [oidc]: two })) },
    { weight: 1, arbitrary: fc.constantFrom({ [own]: "x" }, { "other.example": "x" }, { dev: "u1" }) },
  ) as fc.Arbitrary<Record<string, string>>,
  users: fc.tuple(user, user),
  developer,
  pageSize: fc.integer({ min: 1, max: 5 }),
  flags: fc.tuple(fc.boolean(), fc.boolean()),
  resolution: fc.constantFrom("Deny", "AuthenticatedRole"),
});

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const defined = (wire: Wire): Wire =>
  Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));

/** The input of a step, with subjects in the place of tokens. */
function inputOf(drawn: Step, pool: string, identity: string, others: string[], account: string): Wire {
  const { operation, settings, logins, users, developer: provider, flags, resolution } = drawn;
  const IdentityPoolId = pool;
  const IdentityId = identity;
  const ofIdentity = flags[0] ? { IdentityId } : {};
  const ResourceArn = `arn:aws:cognito-identity:${pool.split(":")[0]}:${flags[0] ? account : ""}:identitypool/${pool}`;
  const inputs: { [N in OperationName]: () => Wire } = {
    CreateIdentityPool: () => settings,
    DeleteIdentities: () => ({ IdentityIdsToDelete: flags[0] ? [identity] : [identity, ...others.slice(0, 2)] }),
    DeleteIdentityPool: () => ({ IdentityPoolId }),
    DescribeIdentity: () => ({ IdentityId }),
    DescribeIdentityPool: () => ({ IdentityPoolId }),
    GetCredentialsForIdentity: () => ({ IdentityId, Logins: logins }),
    GetId: () => ({ IdentityPoolId, Logins: logins }),
    GetIdentityPoolRoles: () => ({ IdentityPoolId }),
    GetOpenIdToken: () => ({ IdentityId, Logins: logins }),
    GetOpenIdTokenForDeveloperIdentity: () => ({
      IdentityPoolId,
      ...ofIdentity,
      Logins: { [provider]: users[0], ...(flags[1] ? logins : {}) },
    }),
    GetPrincipalTagAttributeMap: () => ({ IdentityPoolId, IdentityProviderName: flags[0] ? google : provider }),
    ListIdentities: () => ({ IdentityPoolId, HideDisabled: flags[0] }),
    ListIdentityPools: () => ({}),
    ListTagsForResource: () => ({ ResourceArn }),
    LookupDeveloperIdentity: () => ({
      IdentityPoolId,
      ...ofIdentity,
      ...(flags[1] ? { DeveloperUserIdentifier: users[0] } : {}),
    }),
    MergeDeveloperIdentities: () => ({
      IdentityPoolId,
      DeveloperProviderName: provider,
      SourceUserIdentifier: users[0],
      DestinationUserIdentifier: users[1],
    }),
    SetIdentityPoolRoles: () => ({
      IdentityPoolId,
      Roles: flags[0] ? { authenticated: role("a"), unauthenticated: role("b") } : {},
      ...(flags[1] && users[0] === "u1"
        ? { RoleMappings: { [google]: { Type: "Token", AmbiguousRoleResolution: resolution } } }
        : {}),
    }),
    SetPrincipalTagAttributeMap: () => ({
      IdentityPoolId,
      IdentityProviderName: flags[0] ? oidc : provider,
      ...(flags[1] ? { UseDefaults: true } : { PrincipalTags: { who: "sub" } }),
    }),
    TagResource: () => ({ ResourceArn, Tags: { a: users[0] === "u1" ? "1" : "2" } }),
    UnlinkDeveloperIdentity: () => ({
      IdentityId,
      IdentityPoolId,
      DeveloperProviderName: provider,
      DeveloperUserIdentifier: users[0],
    }),
    UnlinkIdentity: () => ({ IdentityId, Logins: logins, LoginsToRemove: [flags[0] ? google : oidc] }),
    UntagResource: () => ({ ResourceArn, TagKeys: ["a"] }),
    UpdateIdentityPool: () => ({ IdentityPoolId, ...settings }),
  };
  return defined(inputs[operation]());
}

/** The same input with tokens in the place of subjects. */
function onTheWire(input: Wire, now: Date): Wire {
  if (!input.Logins) return input;
  const exp = Math.floor(now.getTime() / 1000) + 60;
  const isPublic = (name: string) => name === google || name === oidc || name === "other.example";
  const Logins = Object.fromEntries(
    Object.entries(input.Logins as Record<string, string>).map(([name, subject]) => [
      name,
      isPublic(name) ? idToken(name, subject, { exp }) : subject,
    ]),
  );
  return { ...input, Logins };
}

const listOf: Partial<Record<OperationName, string>> = {
  ListIdentities: "Identities",
  ListIdentityPools: "IdentityPools",
  LookupDeveloperIdentity: "DeveloperUserIdentifierList",
};

class Machine {
  readonly model = new Model();
  readonly #pools = ["us-east-1:00000000-0000-4000-8000-000000000000"];
  readonly #identities = ["us-east-1:00000000-0000-4000-8000-000000000000"];
  #time = Date.parse("2026-03-04T05:06:07.089Z");
  readonly services: LocalService[];
  /** How often each operation succeeded, and was refused. */
  readonly seen = new Map<string, number>();

  constructor(path: string) {
    const accessKeys = callers.map(({ account }) => ({ accessKeyId: account, secretAccessKey: secret, account }));
    const now = () => new Date(this.#time);
    this.services = [0, 1].map(() =>
      createLocalService({ path, now, accessKeys, limits: { pools: maxPools }, warn: () => {} }),
    );
  }

  close(): void {
    for (const service of this.services) service.close();
  }

  async run(drawn: Step): Promise<void> {
    this.#time += 10;
    const { operation, flags } = drawn;
    const pick = (all: string[], alive: (id: string) => boolean, index: number) => {
      const ids = index === recent ? all : all.filter(alive).slice(-recent);
      return (ids[index % Math.max(1, ids.length)] ?? all[0]) as string;
    };
    const identity = pick(this.#identities, (id) => this.model.identities.has(id), drawn.identity);
    const home = this.model.identities.get(identity)?.pool.id;
    const pool = flags[1] && home ? home : pick(this.#pools, (id) => this.model.pools.has(id), drawn.pool);
    const owner = this.model.pools.get(pool);
    // Mostly the pool's own account and region, sometimes a stranger.
    const caller = callers[drawn.caller] ?? (operation !== "CreateIdentityPool" && owner) ?? callers[0];
    const { account, region } = caller || (callers[drawn.caller % callers.length] as Caller);
    const input = inputOf(this.#proven(drawn, identity), pool, identity, this.#identities.slice(-5, -1), account);
    const actual = await this.#callAll(drawn, { account, region }, input);
    const minted =
      actual.output?.IdentityId ?? (operation === "CreateIdentityPool" ? actual.output?.IdentityPoolId : undefined);
    const signer = operations[operation].signed ? { account, region } : undefined;
    const expected = this.model.apply(operation, signer, input, this.#time, minted);
    assert.deepEqual(
      actual.output ? { output: actual.output } : { error: actual.error },
      "output" in expected ? { output: sorted(plain(expected.output)) } : expected,
      `${operation} ${JSON.stringify(input)} by ${account} in ${region}: ${actual.message}`,
    );
    const outcome = `${operation} ${actual.error ?? "ok"}`;
    this.seen.set(outcome, (this.seen.get(outcome) ?? 0) + 1);
    if (actual.output && operation === "CreateIdentityPool") this.#pools.push(minted);
    else if (minted && !this.#identities.includes(minted)) this.#identities.push(minted);
  }

  /** Half of the time with a login and a user that the identity has. */
  #proven(drawn: Step, id: string): Step {
    const identity = this.model.identities.get(id);
    if (!identity || drawn.service === 0) return drawn;
    const logins = identity.logins.map((login) => login.split(" ") as [string, string]);
    const isPublic = ([name]: [string, string]) => name === google || name === oidc;
    const user = logins.find((login) => !isPublic(login));
    return {
      ...drawn,
      logins: { ...drawn.logins, ...Object.fromEntries(logins.filter(isPublic).slice(0, 1)) },
      ...(user && { users: [user[1], drawn.users[1]], developer: user[0] }),
    };
  }

  /** A call, and for a list all its pages. */
  async #callAll(drawn: Step, caller: Caller, input: Wire) {
    const member = listOf[drawn.operation];
    if (!member) return this.#call(drawn, caller, input);
    const items: unknown[] = [];
    let NextToken: string | undefined;
    for (;;) {
      const page = await this.#call(drawn, caller, defined({ ...input, MaxResults: drawn.pageSize, NextToken }));
      if (!page.output) return page;
      const { NextToken: next, ...output } = page.output;
      assert.ok(output[member].length <= drawn.pageSize && (!next || output[member].length === drawn.pageSize));
      items.push(...output[member]);
      NextToken = next;
      if (!next) return { ...page, output: sorted({ ...output, [member]: items }) };
    }
  }

  async #call({ operation, service }: Step, { account, region }: Caller, input: Wire) {
    const now = new Date(this.#time);
    const raw = rawRequest(operation, onTheWire(input, now));
    let { headers } = raw;
    if (operations[operation].signed) {
      const request = new HttpRequest({ ...raw, hostname: "127.0.0.1" });
      const credentials = { accessKeyId: account, secretAccessKey: secret };
      headers = (await sign(request, { credentials, region, signingDate: now })).headers;
    }
    const { status, body } = await (this.services[service] as LocalService).handle({ ...raw, headers });
    const answer = (body ? JSON.parse(body) : {}) as Wire;
    assert.ok(status === 200 || status === 400, body);
    if (status !== 200) return { error: answer.__type as string, message: answer.message as string };
    if (answer.Token) {
      const { sub, amr } = decodeJwt(answer.Token);
      answer.Token = { sub, amr };
    }
    if (answer.Credentials) answer.Credentials = "some";
    return { output: sorted(answer) };
  }
}

/** As it would come over the wire. */
const plain = (output: Wire): Wire => JSON.parse(JSON.stringify(output));

/** Orders that the service does not promise. */
function sorted(output: Wire): Wire {
  const { Logins, DeveloperUserIdentifierList, Identities } = output;
  return {
    ...output,
    ...(Logins && { Logins: [...Logins].sort() }),
    ...(DeveloperUserIdentifierList && { DeveloperUserIdentifierList: [...DeveloperUserIdentifierList].sort() }),
    ...(Identities && { Identities: Identities.map(sorted) }),
  };
}

class Call implements fc.AsyncCommand<Model, Machine> {
  constructor(readonly drawn: Step) {}

  check(): boolean {
    return true;
  }

  run(_model: Model, machine: Machine): Promise<void> {
    return machine.run(this.drawn);
  }

  toString(): string {
    return JSON.stringify(this.drawn);
  }
}

describe("a model of the service", () => {
  const folder = temporaryFolder();
  let files = 0;
  const seen = new Map<string, number>();
  after(() => folder.remove());

  for (let seed = 1; seed <= seeds; seed++) {
    it(`agrees on ${steps} steps of seed ${seed}, from four callers by two services on one file`, async () => {
      const commands = fc.array(
        step.map((drawn) => new Call(drawn)),
        { minLength: steps, maxLength: steps, size: "max" },
      );
      await fc.assert(
        fc.asyncProperty(commands, async (calls) => {
          const machine = new Machine(join(folder.path, `${++files}.db`));
          try {
            await fc.asyncModelRun(() => ({ model: machine.model, real: machine }), calls);
          } finally {
            machine.close();
            for (const [outcome, count] of machine.seen) seen.set(outcome, (seen.get(outcome) ?? 0) + count);
          }
        }),
        { seed, numRuns: 1, endOnFailure: true, verbose: false },
      );
    }).timeout(isFull ? 1_200_000 : 60_000);
  }

  it("was asked everything", () => {
    const succeeded = operationNames.filter((name) => seen.has(`${name} ok`));
    assert.deepEqual(succeeded, operationNames, JSON.stringify([...seen].sort()));
    if (process.env.COGNITO_IDENTITY_MODEL)
      console.log(
        [...seen]
          .sort()
          .map((entry) => entry.join(" "))
          .join("\n"),
      );
  });
});
