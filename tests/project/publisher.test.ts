import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nameThePublisher, registryPages } from "../../scripts/generate/generate-pages";
import { noOwner, readPublisher, schemaOfPublisher } from "../../scripts/generate/publisher";
import { pagesOf } from "../support/documents";

const root = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

function publisherOf(packageJson: object) {
  const folder = mkdtempSync(join(tmpdir(), "publisher-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify(packageJson));
    return readPublisher(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const repository = { type: "git", url: "git+https://github.com/3-Little-pigs/cognito.git" };

describe("the publisher", () => {
  it("is read from package.json", () => {
    assert.deepEqual(publisherOf({ author: "Pigs & Co <pigs@example.com>", repository }), {
      name: "Pigs & Co",
      owner: "3-Little-pigs",
      repository: "cognito",
      homepage: "https://github.com/3-Little-pigs/cognito",
    });
    const homepage = "https://pigs.example.com";
    assert.equal(publisherOf({ author: { name: "Pigs" }, repository, homepage }).homepage, homepage);
    assert.throws(() => publisherOf({ repository }), /author of package\.json/);
    assert.throws(
      () => publisherOf({ author: "Pigs", repository: { url: "https://example.com" } }),
      /OWNER\/REPOSITORY/,
    );
  });

  it("gives the schema its addresses, and packages their names", () => {
    assert.deepEqual(schemaOfPublisher(publisherOf({ author: "Pigs", repository })), {
      head: {
        publisher: "Pigs",
        homepage: "https://github.com/3-Little-pigs/cognito",
        repository: "https://github.com/3-Little-pigs/cognito",
        pluginDownloadURL: "github://api.github.com/3-Little-pigs/cognito",
        logoUrl: "https://raw.githubusercontent.com/3-Little-pigs/cognito/main/docs/logo.svg",
      },
      goImportPath: "github.com/3-Little-pigs/cognito/sdk/go/cognitoidentity",
      csharpNamespace: "_3LittlePigs",
      javaPackage: "io.github._3littlepigs",
    });
  });

  it("is named in package.json alone, and in what is generated from it", () => {
    const tracked = execFileSync("git", ["grep", "-l", "--untracked", noOwner], { cwd: root, encoding: "utf8" });
    const owned = ["package.json", "provider/plugin/schema.json", "scripts/generate/publisher.ts"];
    const files = tracked
      .trim()
      .split("\n")
      .filter((file) => !/^docs\/.*\.md$/.test(file));
    assert.deepEqual(files.sort(), owned);
  });

  it("must be set before the package is published", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const { status, stderr } = spawnSync("npx", scripts.prepublishOnly.split(" "), { cwd: root, encoding: "utf8" });
    const isSet = readPublisher(root).owner !== noOwner;
    assert.equal(status, isSet ? 0 : 1, stderr);
    assert.match(stderr, isSet ? /^$/ : /^package\.json names no publisher yet: .*docs\/publishing\.md/);
  });
});

describe("the schema", () => {
  const schema = JSON.parse(read("provider/plugin/schema.json"));

  it("has all that the Pulumi registry asks for", () => {
    for (const key of ["displayName", "publisher", "description", "license", "homepage", "repository", "logoUrl"]) {
      assert.equal(typeof schema[key], "string", key);
      assert.notEqual(schema[key], "", key);
    }
    assert.match(schema.pluginDownloadURL, /^github:\/\/api\.github\.com\/[\w-]+\/[\w.-]+$/);
    assert.ok(schema.keywords.some((word: string) => /^category\/(cloud|infrastructure|network|utility)$/.test(word)));
    assert.ok(schema.keywords.includes("kind/native"));
  });

  it("names the package of each language", () => {
    const { nodejs, python, go, csharp, java } = schema.language;
    assert.equal(nodejs.packageName, JSON.parse(read("package.json")).name);
    assert.equal(python.packageName, "pulumi_cognito_identity");
    assert.match(go.importBasePath, /^github\.com\/[\w-]+\/[\w.-]+\/sdk\/go\/cognitoidentity$/);
    assert.match(csharp.rootNamespace, /^\w+$/);
    assert.deepEqual(csharp.namespaces, { [schema.name]: "CognitoIdentity" });
    assert.match(java.basePackage, /^io\.github\.\w+$/);
  });
});

describe("the pages for the Pulumi registry", () => {
  it("name another publisher once package.json does, as all pages do", () => {
    const pigs = schemaOfPublisher(publisherOf({ author: "Pigs", repository }));
    const all = pagesOf(root).filter((page) => page.startsWith("docs/") && page !== "docs/publishing.md");
    const pages = all.map((page) => nameThePublisher(read(page), pigs)).join("");
    for (const name of [noOwner, "Owner.", "io.github.owner"]) assert.ok(!pages.includes(name), name);
    assert.match(pages, /"github\.com\/3-Little-pigs\/cognito\/sdk\/go\/cognitoidentity"/);
    assert.match(pages, /go get github\.com\/3-Little-pigs\/cognito\/sdk\/go`/);
    assert.match(pages, /^using CognitoIdentity = _3LittlePigs\.CognitoIdentity;$/m);
    assert.match(pages, /^import io\.github\._3littlepigs\.cognitoidentity\.IdentityPool;$/m);
    assert.match(pages, /--server github:\/\/api\.github\.com\/3-Little-pigs\/cognito$/m);
    assert.equal(nameThePublisher(pages, pigs), pages);
  });

  for (const page of registryPages) {
    const text = read(page);

    it(`${page} has what the registry reads of a page`, () => {
      assert.match(text, /^---\ntitle: \S.*\nmeta_desc: \S.*\nlayout: package\n---\n/);
      assert.doesNotMatch(text, /!\[|<img/, "no images");
      assert.doesNotMatch(text, /\]\((?!https:)/, "no links to files");
    });

    it(`${page} has each example in every language`, () => {
      const languages = ["typescript", "python", "go", "csharp", "java", "yaml"];
      const choosers = text.split(/^\{\{< chooser .*$/m).slice(1);
      assert.ok(choosers.length > 0);
      assert.equal(
        text.match(/^\{\{< chooser language "typescript,python,go,csharp,java,yaml" >\}\}$/gm)?.length,
        choosers.length,
      );
      for (const chooser of choosers) {
        const [examples = ""] = chooser.split(/^\{\{< \/chooser >\}\}$/m);
        const found = [
          ...examples.matchAll(
            /^\{\{% choosable language (\w+) %\}\}\n\n```\1\n[^`]+```\n\n\{\{% \/choosable %\}\}$/gm,
          ),
        ];
        assert.deepEqual(
          found.map(([, language]) => language),
          languages,
        );
      }
    });
  }
});
