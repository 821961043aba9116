// Links, one resource each, against a service that allows so many calls a second and refuses the others, as AWS does:
//
//   node bench/throttled.mjs
//   node bench/throttled.mjs --links 300 --rate 10 --rounds 1
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, request as send } from "node:http";
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
const limited = "AWSCognitoIdentityService.GetOpenIdTokenForDeveloperIdentity";

const { env } = await setup();
const require = createRequire(import.meta.url);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const main = require.resolve("../dist/emulator/command/main.js");
const service = spawn(process.execPath, [main, "--db", join(folder, "cognito.db"), "--port", "0", "--no-log"]);

/** The service behind a bucket of one second's calls, which fills at the rate. */
async function startLimit(port) {
  const counts = { allowed: 0, refused: 0, first: 0, last: 0 };
  let [left, filled] = [rate, performance.now()];
  const isAllowed = () => {
    const now = performance.now();
    left = Math.min(rate, left + ((now - filled) / 1000) * rate);
    filled = now;
    if (left < 1) return false;
    left--;
    counts.first ||= now;
    counts.last = now;
    return true;
  };
  const server = createServer((request, response) => {
    if (request.headers["x-amz-target"] === limited) {
      const allowed = isAllowed();
      counts[allowed ? "allowed" : "refused"]++;
      if (!allowed) {
        request.resume();
        response.writeHead(400, { "Content-Type": "application/x-amz-json-1.1" });
        response.end('{"__type":"TooManyRequestsException","message":"Rate exceeded"}');
        return;
      }
    }
    const { method, url: path, headers } = request;
    const sent = send({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(sent);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { counts, server };
}

try {
  const [line] = await once(service.stdout.setEncoding("utf8"), "data");
  const port = Number(new URL(line.match(/http:\S+/)[0]).port);
  const program = `
const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
const { id: identityPoolId } = new IdentityPool("pool", { developerProviderName: "login.example.com" });
for (let i = 0; i < ${links}; i++) new DeveloperIdentityLink("link" + i, { identityPoolId, developerUserIdentifier: "user" + i });
`;
  console.log(
    `${links} links at ${rate} calls a second, the first ${rate} at once; each round is one \`up\` with the default settings.`,
  );
  for (let round = 0; round < rounds; round++) {
    const { counts, server } = await startLimit(port);
    const config = {
      "cognito-identity:region": "eu-central-1",
      "cognito-identity:endpoint": `http://127.0.0.1:${server.address().port}`,
      "cognito-identity:accessKey": "local",
      "cognito-identity:secretKey": "local",
    };
    const time = await createProject(join(folder, String(round)), { checkout: ROOT, program, config, env });
    // Rejects when a link has failed.
    const { wall } = await time("up");
    await time("destroy");
    const seconds = (counts.last - counts.first) / 1000;
    const ideal = (links - rate) / rate;
    console.log(
      `up: ${wall.toFixed(1)} s; the calls: ${seconds.toFixed(1)} s, at the rate ${ideal.toFixed(1)} s: ` +
        `${((100 * ideal) / seconds).toFixed(0)} % of the rate (at least 90 %); ${counts.refused} refused; 0 links failed`,
    );
    server.closeAllConnections();
    server.close();
  }
} finally {
  service.kill();
  rmSync(folder, { recursive: true, force: true });
}
