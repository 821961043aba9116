// How long the test kit takes to start and to begin anew, against its limits: node bench/test-kit.mjs, after npm run build.
import { execFileSync } from "node:child_process";

const rounds = 11;
const limits = { start: 150, reset: 5 };

const program = `
  const started = performance.now();
  const { startLocalService } = require("pulumi-cognito-identity/local");
  startLocalService().then(async (service) => {
    const start = performance.now() - started;
    const client = service.client();
    const resets = [];
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 5; j++) {
        await client.call("CreateIdentityPool", { IdentityPoolName: "people", AllowUnauthenticatedIdentities: true });
      }
      const before = performance.now();
      await service.reset();
      resets.push(performance.now() - before);
    }
    await service.close();
    console.log(JSON.stringify({ start, reset: resets.sort((a, b) => a - b)[10] }));
  });
`;

const found = Array.from({ length: rounds }, () =>
  JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })),
);
for (const [name, limit] of Object.entries(limits)) {
  const median = found.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(rounds / 2)];
  console.log(`${name}: ${median.toFixed(2)} ms, ${(median / limit).toFixed(2)}x of ${limit} ms`);
}
