import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLocalService } from "../../emulator";
import { applySeed, type Seed } from "../../emulator/control/seed";
import { startServer } from "../../emulator/hosts/http";
import { operations } from "../../provider/model/operations";

const page = readFileSync(resolve(__dirname, "../../docs/local-service.md"), "utf8");
const blocks = (info: string) =>
  [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === info)
    .map(([, , code]) => code as string);

describe("the page of the local service", () => {
  it("has a seed that can be planted", async () => {
    const [seed = ""] = blocks("json");
    const service = createLocalService({ path: ":memory:" });
    await applySeed(service, JSON.parse(seed));
    const [declared] = (JSON.parse(seed) as Seed).IdentityPools;
    const identity = service.store.identities.find(declared?.Identities?.[0]?.IdentityId ?? "");
    assert.equal(identity && service.store.identities.logins(identity).length, 3);
    service.close();
  });

  it("has a program that runs", async () => {
    const server = await startServer({ db: ":memory:" });
    const [code = ""] = blocks("ts no-run");
    const body = code
      .replace(/^import \{ (\w+) \} from "([^"]+)";$/gm, 'const { $1 } = require("$2");')
      .replace("http://127.0.0.1:4599", server.url)
      .replace(/^main\(\);$/m, "await main();");
    const printed: unknown[] = [];
    const run = new Function("require", "console", `return (async () => { ${body} })();`);
    try {
      await run(require, { log: (value: unknown) => printed.push(value) });
      assert.match((printed[0] as { IdentityId: string }).IdentityId, /^eu-central-1:/);
    } finally {
      await server.close();
    }
  });

  it("has requests of the admin API that are answered", async () => {
    const server = await startServer({ db: ":memory:" });
    try {
      const lines = blocks("sh").flatMap((code) => code.split("\n").filter((line) => line.startsWith("curl ")));
      assert.ok(lines.length >= 7);
      for (const line of lines) {
        const url = /http:\S+/.exec(line)?.[0].replace("http://127.0.0.1:4599", server.url) as string;
        const body = /--json '(.*)'/.exec(line)?.[1];
        const method = /-X (\w+)/.exec(line)?.[1] ?? (body ? "POST" : "GET");
        assert.equal((await fetch(url, { method, body })).status, 200, line);
      }
    } finally {
      await server.close();
    }
  });

  it("names every option and its variable", () => {
    const source = readFileSync(join(__dirname, "../../emulator/command/parse-options.ts"), "utf8");
    const names = [...source.matchAll(/"(--[a-z-]+)/g)].map(([, name = ""]) => name);
    assert.ok(names.length >= 12, names.join());
    for (const name of names) {
      assert.ok(page.includes(`\`${name}`), name);
      const variable = `COGNITO_IDENTITY_LOCAL_${name.slice(2).toUpperCase().replaceAll("-", "_")}`;
      if (name !== "--no-log" && name !== "--version") assert.ok(page.includes(variable), variable);
    }
  });

  it("names the operations that need no signature", () => {
    const unsigned = Object.entries(operations).filter(([, { signed }]) => !signed);
    for (const [name] of unsigned) assert.ok(page.includes(name), name);
  });
});
