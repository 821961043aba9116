// Links, one resource each, against a service that allows so many calls a second and refuses the others, as AWS does:
//
//   node bench/throttled.mjs
//   node bench/throttled.mjs --links 300 --rate 10 --rounds 1
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, setup } from "../scripts/setup/index.mjs";
import { createProject } from "./up-workspace.mjs";

const { values } = parseArgs({
  options: {
    links: { type: "string", default: "300" },
    rate: { type: "string", default: "10" },
    rounds: { type: "string", default: "3" },
  },
});
const [links, rate, rounds] = [values.links, values.rate, values.rounds].map(Number);

const { env } = await setup();
const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");
const { startThrottledService } = require("../tests/support/throttled-service.ts");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const program = `
const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
const { id: identityPoolId } = new IdentityPool("pool", { developerProviderName: "login.example.com" });
for (let i = 0; i < ${links}; i++) new DeveloperIdentityLink("link" + i, { identityPoolId, developerUserIdentifier: "user" + i });
`;

try {
  console.log(
    `${links} links at ${rate} calls a second, the first ${rate} at once; each round is one \`up\` with the default settings.`,
  );
  for (let round = 0; round < rounds; round++) {
    const { url, counts, close } = await startThrottledService(join(folder, `${round}.db`), rate);
    const config = {
      "cognito-identity:region": "eu-central-1",
      "cognito-identity:endpoint": url,
      "cognito-identity:accessKey": "local",
      "cognito-identity:secretKey": "local",
    };
    const time = await createProject(join(folder, String(round)), { checkout: ROOT, program, config, env });
    // Rejects when a link has failed.
    const { wall } = await time("up");
    const { allowed, throttled, seconds } = counts;
    const ideal = (allowed - rate) / rate;
    console.log(
      `up: ${wall.toFixed(1)} s; the calls: ${seconds.toFixed(1)} s, at the rate ${ideal.toFixed(1)} s: ` +
        `${((100 * ideal) / seconds).toFixed(0)} % of the rate (at least 90 %); ${throttled} refused; 0 links failed`,
    );
    await close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
