import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request as send } from "node:http";
import { join } from "node:path";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { type ChildService, compileCommand, post, startChild, temporaryFolder } from "./support/child-service";
import { failure } from "./support/targets";

const seed = {
  IdentityPools: [
    {
      IdentityPoolId: "eu-central-1:00000000-0000-4000-8000-000000000001",
      Region: "eu-central-1",
      IdentityPoolName: "seeded",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "login.example",
      IdentityPoolTags: { team: "a" },
      Roles: { authenticated: "arn:aws:iam::123456789012:role/a" },
      Identities: [
        {
          IdentityId: "eu-central-1:00000000-0000-4000-8000-000000000002",
          DeveloperUserIdentifiers: ["ann", "ann@example.com"],
        },
        {},
      ],
    },
    { Region: "eu-central-1", IdentityPoolName: "unnamed id", AllowUnauthenticatedIdentities: false },
  ],
};

describe("cognito-identity-local", () => {
  const folder = temporaryFolder();
  let main: string;
  let children: ChildService[] = [];

  before(() => {
    main = compileCommand(folder.path);
  });
  afterEach(async () => {
    await Promise.all(children.map((child) => child.stop("SIGKILL")));
    children = [];
  });
  after(() => folder.remove());

  const start = async (args: string[], env?: NodeJS.ProcessEnv) => {
    const child = await startChild(main, ["--port", "0", ...args], env);
    children.push(child);
    return child;
  };
  const run = (args: string[], env = {}) =>
    spawnSync(process.execPath, [main, "--port", "0", ...args], { encoding: "utf8", env: { ...process.env, ...env } });
  const client = ({ url }: ChildService, name = "local", secret = name) =>
    new CognitoIdentity({
      region: "eu-central-1",
      endpoint: url,
      credentials: { accessKeyId: name, secretAccessKey: secret },
      maxAttempts: 1,
    });

  it("says one line, where it listens, and is ready at once", async () => {
    const child = await start([]);
    assert.equal(child.output.join(""), `cognito-identity-local listening on ${child.url}\n`);
    assert.match(child.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(`${child.url}/health`)).status, 200);
    const times = [child.ready, (await start([])).ready, (await start([])).ready];
    // The bench has the real figure; this machine may be busy with other tests.
    assert.ok(Math.min(...times) < 2000, `ready after ${times.map(Math.round)} ms`);
  });

  it("logs a line for each request, without its secrets", async () => {
    const child = await start([]);
    await post(child.url, "GetId", { IdentityPoolId: "us-east-1:abc", Logins: { "a.example": "s3cret-token" } });
    await client(child).listIdentityPools({ MaxResults: 1 });
    await child.stop();
    const lines = child.log.join("").trim().split("\n");
    assert.match(lines[0] ?? "", /^\S+Z GetId 400 ResourceNotFoundException \d+\.\dms [0-9a-f-]{36}$/);
    assert.match(lines[1] ?? "", /^\S+Z ListIdentityPools 200 \d+\.\dms [0-9a-f-]{36}$/);
    assert.ok(!child.log.join("").includes("s3cret"));
  });

  it("logs nothing with --no-log", async () => {
    const child = await start(["--no-log"]);
    await post(child.url, "GetId", {});
    await child.stop();
    assert.equal(child.log.join(""), "");
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`ends the requests under way on ${signal}`, async () => {
      const child = await start(["--fault", "GetId:delay:delay=500"]);
      const request = post(child.url, "GetId", { IdentityPoolId: "us-east-1:abc" });
      const isUnderWay = async () => (await (await fetch(`${child.url}/_local/faults`)).text()).includes('"hits":1');
      while (!(await isUnderWay())) await new Promise((resolve) => setTimeout(resolve, 10));
      const code = child.stop(signal);
      assert.equal((await request).body.__type, "ResourceNotFoundException");
      assert.equal(await code, 0);
    });
  }

  it("begins with the seed, again and again", async () => {
    const file = join(folder.path, "seed.json");
    writeFileSync(file, JSON.stringify(seed));
    const db = join(folder.path, "seeded.db");
    for (let i = 0; i < 2; i++) {
      const child = await start(["--db", db, "--seed", file]);
      const aws = client(child);
      const { IdentityPools } = await aws.listIdentityPools({ MaxResults: 60 });
      assert.deepEqual(
        IdentityPools?.map(({ IdentityPoolName }) => IdentityPoolName),
        ["seeded", "unnamed id"],
      );
      const IdentityPoolId = seed.IdentityPools[0]?.IdentityPoolId;
      const found = await aws.lookupDeveloperIdentity({ IdentityPoolId, DeveloperUserIdentifier: "ann" });
      assert.equal(found.IdentityId, "eu-central-1:00000000-0000-4000-8000-000000000002");
      assert.deepEqual(found.DeveloperUserIdentifierList, ["ann", "ann@example.com"]);
      assert.equal((await aws.listIdentities({ IdentityPoolId, MaxResults: 60 })).Identities?.length, 2);
      assert.deepEqual((await aws.getIdentityPoolRoles({ IdentityPoolId })).Roles, seed.IdentityPools[0]?.Roles);
      aws.destroy();
      assert.equal(await child.stop(), 0);
    }
  });

  it("says what is wrong with a seed, a file or an option", () => {
    const file = join(folder.path, "wrong.json");
    writeFileSync(file, JSON.stringify({ IdentityPools: [{ IdentityPoolName: "!" }] }));
    const wrong: [string[], RegExp][] = [
      [
        ["--port", "0", "--seed", file],
        /IdentityPools\.0\.IdentityPoolName must match .*; IdentityPools\.0\.AllowUnauthenticatedIdentities is required; IdentityPools\.0\.Region is required/,
      ],
      [["--seed", join(folder.path, "none.json")], /none\.json can't be read as JSON/],
      [
        ["--login-keys", file],
        /The login keys of IdentityPools must be a JSON Web Key Set: an object with the list "keys"/,
      ],
      [["--port", "many"], /It is a whole number/],
      [["--port", "70000"], /It is a whole number from 0 to 65535; 0 is any free port/],
      [["--port", "-1"], /It is a whole number from 0 to 65535/],
      [["--host", "192.0.2.1"], /This machine does not have the address 192\.0\.2\.1\. Choose another --host/],
      [["--host", "nothing.invalid"], /host nothing\.invalid/],
      [["--fault", "GetId:explode"], /The kind of a fault is one of/],
      [["--fault", "GetId:throtle"], /did you mean throttle\?/],
      [["--fault", "CreateIdentityPol:throttle"], /no operation CreateIdentityPol; did you mean CreateIdentityPool\?/],
      [["--fault", "GetId:throttle:tmes=1"], /A fault has no tmes; did you mean times\?/],
      [["--fault", "GetId:throttle:times"], /A fault is written as OPERATION:KIND:NAME=VALUE/],
      [["--fault", "GetId:throttle:times=1:skip=1"], /A fault is written as OPERATION:KIND:NAME=VALUE/],
      [["--fault", "GetId:throttle:times=one"], /times of a fault is a number of at least 0/],
      [["--fault", "GetId:delay:delay=3000000000"], /delay of a fault is at most 2147483647/],
      [["--access-key", "one"], /It is the key, the secret and an account of 12 digits/],
      [["--allowed-origin", "localhost:3000"], /It is an origin such as http:\/\/localhost:3000, or \* for all/],
      [["--allowed-origin", "http://localhost:3000/path"], /It is an origin such as/],
      [["--nothing"], /unknown option '--nothing'/],
      [["--max-pool", "3"], /unknown option '--max-pool'\n\(Did you mean --max-pools\?\)/],
      [["--db", file], /can't be used as a database|of another program/],
      [["--db", folder.path], /can't be used as a database: it is a folder \(EISDIR\)/],
      [["--db", join(file, "x.db")], /a part of its path is a file and no folder/],
    ];
    for (const [args, text] of wrong) {
      const { status, stderr, stdout } = run(args);
      assert.deepEqual([status, stdout], [1, ""], args.join(" "));
      assert.match(stderr, text);
    }
  });

  it("says when its port is taken", async () => {
    const child = await start([]);
    const { status, stderr } = run(["--port", new URL(child.url).port]);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^cognito-identity-local: Port \d+ of 127\.0\.0\.1 is in use by another program\. Choose another --port/,
    );
    assert.match(stderr, /EADDRINUSE/);
  });

  it("takes its options from the environment too", async () => {
    const prefix = "COGNITO_IDENTITY_LOCAL_";
    const child = await start([], {
      [`${prefix}ACCESS_KEY`]: "one:s3cret:111111111111 two:s3cret:222222222222",
      [`${prefix}FAULT`]: "CreateIdentityPool:throttle:times=1",
      [`${prefix}MAX_POOLS`]: "1",
    });
    const [one, two] = [client(child, "one", "s3cret"), client(child, "two", "s3cret")];
    const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
    assert.equal((await failure(one.createIdentityPool(pool))).name, "TooManyRequestsException");
    await one.createIdentityPool(pool);
    assert.equal((await failure(one.createIdentityPool(pool))).name, "LimitExceededException");
    assert.deepEqual((await two.listIdentityPools({ MaxResults: 1 })).IdentityPools, []);
    const { status, stderr } = run([], { [`${prefix}MAX_POOLS`]: "many" });
    assert.equal(status, 1);
    assert.match(stderr, /from env 'COGNITO_IDENTITY_LOCAL_MAX_POOLS' is invalid\. It is a whole number/);
  });

  it("takes the command line's options before the environment's, and an empty variable for none", async () => {
    const prefix = "COGNITO_IDENTITY_LOCAL_";
    const child = await start(["--access-key", "one:s3cret:111111111111"], {
      [`${prefix}ACCESS_KEY`]: "two:s3cret:222222222222",
      [`${prefix}PORT`]: "1",
      [`${prefix}SEED`]: "",
      [`${prefix}MAX_POOLS`]: "",
    });
    await client(child, "one", "s3cret").listIdentityPools({ MaxResults: 1 });
    const refused = client(child, "two", "s3cret").listIdentityPools({ MaxResults: 1 });
    assert.equal((await failure(refused)).name, "UnrecognizedClientException");
  });

  it("shows no secret of an access key that is wrong", () => {
    const wrong = "one:s3cret:account";
    for (const { status, stderr } of [
      run(["--access-key", wrong]),
      run([], { COGNITO_IDENTITY_LOCAL_ACCESS_KEY: wrong }),
    ]) {
      assert.equal(status, 1);
      assert.match(stderr, /An access key is wrong/);
      assert.doesNotMatch(stderr, /s3cret/);
    }
  });

  it("refuses a variable that no option has, but for those of container platforms", async () => {
    const { status, stderr } = run([], { COGNITO_IDENTITY_LOCAL_MAX_POOL: "1" });
    assert.equal(status, 1);
    assert.match(stderr, /COGNITO_IDENTITY_LOCAL_MAX_POOL is .*; did you mean COGNITO_IDENTITY_LOCAL_MAX_POOLS\?/);
    await start([], {
      COGNITO_IDENTITY_LOCAL_SERVICE_HOST: "10.0.0.1",
      COGNITO_IDENTITY_LOCAL_PORT_4599_TCP_ADDR: "10.0.0.1",
    });
  });

  it("has further host names, in upper or lower case", async () => {
    const { url } = await start(["--allowed-host", "Cognito.Example"]);
    for (const [host, status] of [
      ["cognito.example", 200],
      ["COGNITO.EXAMPLE", 200],
      ["other.example", 403],
    ] as const) {
      const found = await new Promise((resolve, reject) => {
        const request = send(`${url}/health`, { headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        request.on("error", reject).end();
      });
      assert.equal(found, status, host);
    }
  });

  it("lets the web pages of an origin use it, as browsers or people write the origin", async () => {
    const prefix = "COGNITO_IDENTITY_LOCAL_";
    const { url } = await start([], {
      [`${prefix}ALLOWED_ORIGIN`]: "http://LOCALHOST:3000/ https://app.example:443 chrome-extension://abc null",
    });
    for (const origin of ["http://localhost:3000", "https://app.example", "chrome-extension://abc", "null"]) {
      assert.equal((await fetch(`${url}/health`, { headers: { origin } })).status, 200, origin);
    }
    assert.equal((await fetch(`${url}/health`, { headers: { origin: "http://localhost:3001" } })).status, 403);
  });

  it("says its version", () => {
    const { status, stdout } = run(["--version"]);
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    assert.deepEqual([status, stdout], [0, `${version}\n`]);
  });

  it("does not listen, and leaves no pools behind, when its seed is wrong", async () => {
    const file = join(folder.path, "half-wrong.json");
    const db = join(folder.path, "half-wrong.db");
    const [good] = seed.IdentityPools;
    const wrong = {
      ...good,
      IdentityPoolId: undefined,
      IdentityPoolName: "second",
      DeveloperProviderName: undefined,
    };
    writeFileSync(file, JSON.stringify({ IdentityPools: [good, wrong] }));
    const { status, stderr, stdout } = run(["--db", db, "--seed", file]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /half-wrong\.json: second has developer users and no DeveloperProviderName/);
    const child = await start(["--db", db]);
    assert.deepEqual((await client(child).listIdentityPools({ MaxResults: 1 })).IdentityPools, []);
  });

  it("names all unknown members of a seed, and what was meant", () => {
    const file = join(folder.path, "misspelt.json");
    const pool = { IdentityPoolName: "a", Region: "eu-central-1", AllowUnauthenticatedIdentities: false };
    const Identities = [{ DeveloperUserIdentifier: "u" }];
    const misspelt = { ...pool, DeveloperProvideName: "x", Identities, constructor: 1 };
    writeFileSync(file, JSON.stringify({ IdentityPools: [misspelt, pool], Pools: [] }));
    const { status, stderr } = run(["--seed", file]);
    assert.equal(status, 1);
    for (const text of [
      "IdentityPools.0 has no DeveloperProvideName; did you mean DeveloperProviderName?",
      "IdentityPools.0.Identities.0 has no DeveloperUserIdentifier; did you mean DeveloperUserIdentifiers?",
      "IdentityPools.0 has no constructor; use IdentityPoolName, ",
      "there is no Pools; did you mean IdentityPools?",
    ]) {
      assert.ok(stderr.includes(text), `${text} in ${stderr}`);
    }
  });

  it("refuses ids of a seed that are not of its region", () => {
    const file = join(folder.path, "regions.json");
    const [pool] = seed.IdentityPools;
    writeFileSync(file, JSON.stringify({ IdentityPools: [{ ...pool, Region: "us-east-1" }] }));
    assert.match(run(["--seed", file]).stderr, /000000000001 must begin with the Region, us-east-1:/);
  });

  it("has help", () => {
    const { status, stdout } = run(["--help"]);
    assert.equal(status, 0);
    for (const option of [
      "--db",
      "--host",
      "--port",
      "--seed",
      "--fault",
      "--access-key",
      "COGNITO_IDENTITY_LOCAL_DB",
    ]) {
      assert.ok(stdout.includes(option), option);
    }
  });
});
