// Registers many users in a process of its own, by the resource or by a bare loop: prints its figures as one line of JSON.
import { createRequire } from "node:module";

const [, , kind, endpoint, count] = process.argv;
const require = createRequire(import.meta.url);
const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
// The settings by which resources work.
const settings = { region: "eu-central-1", endpoint, credentials, retryMode: "adaptive", maxAttempts: 25 };
const provider = "login.example.com";
const users = Array.from({ length: Number(count) }, (_, i) => `user-${String(i).padStart(6, "0")}`);
const client = new CognitoIdentityClient(settings);
const { IdentityPoolId } = await client.call("CreateIdentityPool", {
  IdentityPoolName: "bench",
  AllowUnauthenticatedIdentities: false,
  DeveloperProviderName: provider,
});

const contenders = {
  async loop() {
    const found = {};
    const left = users.values();
    const worker = async () => {
      for (const user of left) {
        const input = { IdentityPoolId, Logins: { [provider]: user }, TokenDuration: 1 };
        found[user] = (await client.call("GetOpenIdTokenForDeveloperIdentity", input)).IdentityId;
      }
    };
    await Promise.all(Array.from({ length: 64 }, worker));
    return found;
  },
  async set() {
    const { developerIdentityLinks } = require("pulumi-cognito-identity/provider");
    const config = {
      "cognito-identity:region": settings.region,
      "cognito-identity:endpoint": endpoint,
      "cognito-identity:accessKey": "local",
      "cognito-identity:secretKey": "local",
    };
    await developerIdentityLinks.configure({ config: { get: (key) => config[key] } });
    const { inputs, failures } = await developerIdentityLinks.check(
      {},
      { __resourceName: "staff", identityPoolId: IdentityPoolId, users },
    );
    if (failures.length > 0) throw new Error(failures[0].reason);
    const { outs } = await developerIdentityLinks.create(inputs);
    // The state holds inputs and outputs.
    state = JSON.stringify(inputs).length + JSON.stringify(outs).length;
    return outs.identityIds;
  },
};

let state = 0;
const started = performance.now();
const found = await contenders[kind]();
const seconds = (performance.now() - started) / 1000;
if (Object.keys(found).length !== users.length) throw new Error(`${Object.keys(found).length} users`);
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, memory, state: state / users.length }));
