import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as runtime from "../../provider";
import { functions as definitions } from "../../provider/functions";
import { resources } from "../../provider/resources";
import * as sdk from "../../sdk";
import * as functions from "../../sdk/functions";
import * as plugin from "../../sdk/plugin";

const root = resolve(__dirname, "../..");

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

/** The files and packages that a file imports, by path from the root or by package name. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const names = [...text.matchAll(/(?:from |import |import\(|require\()"([^"]+)"/g)].map((match) => match[1] as string);
  return names.map((name) =>
    name.startsWith(".")
      ? relative(root, resolve(root, dirname(file), name))
          .split(sep)
          .join("/")
      : name,
  );
}

/** What may not be imported from where, and the one exception to it. */
const arrows: { from: string; not: RegExp; but?: (file: string, name: string) => boolean }[] = [
  { from: "provider/model", not: /^@pulumi\/|^sdk|^emulator|^provider\/(?!model)/ },
  {
    from: "provider/client",
    not: /^@pulumi\/|^sdk|^emulator|^provider\/(?!client|model)/,
    but: (file, name) => file.endsWith(join("transport", "http.ts")) && name === "emulator",
  },
  { from: "provider/resources", not: /^@pulumi\/|^sdk|^emulator|^provider\/(functions|dynamic|plugin)/ },
  { from: "provider/resources/in-a-pool", not: /^provider\/resources\/(?!in-a-pool)/ },
  { from: "provider/resources/pool", not: /^provider\/resources\/(?!pool)/ },
  { from: "provider/resources/link", not: /^provider\/resources\/(?!link|in-a-pool)/ },
  { from: "provider/resources/roles", not: /^provider\/resources\/(?!roles|in-a-pool)/ },
  { from: "provider/resources/update", not: /^provider\/resources\/(?!update)/ },
  { from: "provider/config", not: /^provider\/(resources|functions|dynamic|plugin|context|resource$)/ },
  { from: "provider/functions", not: /^@pulumi\/|^sdk|^emulator|^provider\/(resources|dynamic|plugin)/ },
  { from: "provider", not: /^sdk|^emulator/, but: (file) => file.startsWith(join("provider", "client")) },
  { from: "provider/plugin", not: /^@pulumi\/(?!pulumi\/proto\/)|^sdk|^emulator|^provider\/(client|dynamic)/ },
  {
    from: "emulator",
    not: /^@pulumi\/|^sdk|^provider\/(?!model)/,
    but: (file, name) => file.startsWith(join("emulator", "kit")) && name.startsWith("provider/client"),
  },
  { from: "sdk", not: /^emulator/ },
];

const kebab = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();

function assertFiles(files: string[]): void {
  for (const file of files) assert.ok(existsSync(join(root, file)), file);
}

describe("the architecture", () => {
  for (const { from, not, but } of arrows) {
    it(`has only the allowed arrows out of ${from}`, () => {
      const wrong = sources(from).flatMap((file) =>
        imports(file)
          .filter((name) => not.test(name) && !but?.(file, name))
          .map((name) => `${file} imports ${name}`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it("has no circle of files", () => {
    const files = ["provider", "sdk", "emulator"].flatMap(sources);
    const known = new Set(files);
    const targets = new Map(
      files.map((file) => [
        file,
        imports(file).flatMap((name) => [`${name}.ts`, `${name}/index.ts`].filter((path) => known.has(path))),
      ]),
    );
    // The client opens the local service at run time only, where an endpoint asks for it.
    const isAtRunTime = (file: string, target: string) =>
      file.startsWith(join("provider", "client")) && target === "emulator/index.ts";
    const [done, path] = [new Set<string>(), [] as string[]];
    const circles: string[] = [];
    const visit = (file: string): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      path.push(file);
      for (const target of targets.get(file) ?? []) if (!isAtRunTime(file, target)) visit(target);
      path.pop();
      done.add(file);
    };
    for (const file of files) visit(file);
    assert.deepEqual(circles, []);
  });

  it("keeps what changes out of the modules of provider/ and sdk/, where it would outlive an update", () => {
    const allowed = [
      // Connections by settings: the two places where Pulumi makes our code run without handing it anything of ours.
      "provider/index.ts: shell",
      "sdk/invoke.ts: contexts",
      // By the connection of each program, of which one process may run several.
      "sdk/program-check.ts: checks",
      // Providers of the program itself, each of which is warned of once.
      "sdk/provider-of.ts: warned",
      // Caches of what never changes.
      "provider/model/json.ts: dated",
      "provider/model/json.ts: membersWithDates",
      "provider/model/validate.ts: patterns",
      "provider/client/abort.ts: watches",
      "sdk/provider-line.ts: known",
    ];
    const found = ["provider", "sdk"].flatMap(sources).flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const changing = [
        ...text.matchAll(
          /^(?:export )?(?:let|var) (\w+)|^(?:export )?const (\w+)[^=\n]* = new (?!(?:Set|Map)\([^)]|RegExp)/gm,
        ),
      ];
      return changing.map(([, variable, constant]) => `${file}: ${variable ?? constant}`);
    });
    assert.deepEqual(
      found.filter((name) => !allowed.includes(name)),
      [],
    );
  });

  it("has a lifecycle, a runtime half, a class, a page and a test on the real engine for each resource", () => {
    assert.deepEqual(Object.keys(runtime).sort(), Object.keys(resources).sort());
    for (const { name } of Object.values(resources).map(({ definition }) => definition)) {
      assert.equal(typeof (sdk as Record<string, unknown>)[name], "function", name);
      const file = kebab(name);
      assertFiles([
        `provider/resources/${file}.ts`,
        `sdk/resources/${file}.ts`,
        `docs/resources/${file}.md`,
        `tests/e2e/${file}.test.ts`,
      ]);
      assert.match(readFileSync(join(root, `docs/resources/${file}.md`), "utf8"), new RegExp(`new ${name}\\(`));
    }
  });

  it("has by the plugin all that it has by dynamic resources", () => {
    assert.deepEqual(Object.keys(plugin).sort(), Object.keys(sdk).sort());
  });

  it("has both forms and a page for each function", () => {
    const names = Object.keys(definitions);
    assert.deepEqual(Object.keys(functions).sort(), names.flatMap((name) => [name, `${name}Output`]).sort());
    for (const name of names) {
      const file = kebab(name);
      assertFiles([`provider/functions/${file}.ts`, `sdk/functions/${file}.ts`, `docs/functions/${file}.md`]);
    }
  });
});
