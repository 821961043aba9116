import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { findExecutable, pathFolders } from "./engine.mjs";
import { buildLanguageHost } from "./engine-build.mjs";
import { withLock } from "./lock.mjs";
import { say } from "./progress.mjs";

/**
 * Hosts of languages other than Node's: our module that pins each, its package, and scripts that go with it. Those of
 * Python and Go are the last that can be built from Go modules; an official engine has newer ones.
 */
const HOSTS = {
  go: {
    module: "go",
    version: "3.66.0",
    binary: "pulumi-language-go",
    package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
  },
  java: {
    module: "sdks",
    version: "1.34.0",
    binary: "pulumi-language-java",
    package: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
  },
  python: {
    module: "python",
    version: "3.79.0",
    binary: "pulumi-language-python",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    scripts: ["python/cmd/pulumi-language-python-exec"],
  },
  yaml: {
    module: "yaml",
    version: "1.38.1",
    binary: "pulumi-language-yaml",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
};

/**
 * Finds the host of a language or builds it, and resolves to its folder, to be put on PATH. Official engines have
 * it beside them; one that was built here does not.
 */
export async function prepareLanguageHost(language, { env = process.env } = {}) {
  const host = HOSTS[language];
  const binary = process.platform === "win32" ? `${host.binary}.exe` : host.binary;
  const onPath = findExecutable(binary, pathFolders(env));
  if (onPath) return dirname(onPath);
  const versions = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "versions");
  const folder = join(versions, `${host.binary}-${host.version}`);
  const isThere = () => existsSync(join(folder, binary));
  if (isThere()) return folder;
  mkdirSync(versions, { recursive: true });
  await withLock(
    `${folder}.lock`,
    async () => {
      if (isThere()) return;
      const temporary = mkdtempSync(join(versions, `.${host.binary}-`));
      try {
        await buildLanguageHost(host, temporary, { env });
        renameSync(temporary, folder);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    },
    () => say(`Another process is building ${host.binary}; waiting for it …`),
  );
  return folder;
}
