import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "../../../emulator/hosts/http";
import { createVirtualenv } from "../../support/virtualenv";
import { temporaryFolder } from "../support/child-service";

const run = promisify(execFile);

/** It needs Python, and installs from PyPI into a folder of its own. */
describe("the main paths by other tools", () => {
  const folder = temporaryFolder();
  let bin: string;
  before(async function () {
    this.timeout(600_000);
    bin = await createVirtualenv(this, folder.path, ["--requirement", join(__dirname, "requirements.txt")]);
  });
  after(() => folder.remove());

  for (const [tool, command, script] of [
    ["boto 2", "python", "boto2_paths.py"],
    ["boto3", "python", "main_paths.py"],
    ["the AWS CLI", "sh", "main_paths.sh"],
  ] as const) {
    it(`by ${tool}`, async function () {
      // The last boto 2 does not load on Python 3.12 and newer.
      if (
        tool === "boto 2" &&
        (await run(join(bin, "python"), ["-c", "import boto.cognito"]).catch(() => {})) === undefined
      ) {
        return this.skip();
      }
      const server = await startServer({ db: ":memory:" });
      const env = {
        PATH: `${bin}${delimiter}${process.env.PATH}`,
        HOME: folder.path,
        AWS_ACCESS_KEY_ID: "local",
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_DEFAULT_REGION: "eu-central-1",
        AWS_ENDPOINT_URL: server.url,
        PORT: String(server.port),
      };
      try {
        const { stdout } = await run(command, [join(__dirname, script)], { env, encoding: "utf8" });
        assert.equal(stdout.trim(), "ok");
      } finally {
        await server.close();
      }
    }).timeout(180_000);
  }
});
