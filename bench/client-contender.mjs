// One contender in a process of its own: prints its figures as one line of JSON.
import { createRequire } from "node:module";

const [, , kind, url, seconds] = process.argv;
const require = createRequire(import.meta.url);
const IdentityPoolId = "us-east-1:11111111-2222-3333-4444-555555555555";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const settings = { region: "us-east-1", endpoint: url, credentials };
const inFlight = 32;

const contenders = {
  ours() {
    const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
    const client = new CognitoIdentityClient(settings);
    return () => client.call("DescribeIdentityPool", { IdentityPoolId });
  },
  sdk() {
    const { CognitoIdentityClient, DescribeIdentityPoolCommand } = require("@aws-sdk/client-cognito-identity");
    const client = new CognitoIdentityClient(settings);
    return () => client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  },
  undici() {
    const { Pool } = require("undici");
    const pool = new Pool(url, { connections: 64 });
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityService.DescribeIdentityPool",
    };
    return async () => {
      const body = JSON.stringify({ IdentityPoolId });
      const answer = await pool.request({ path: "/", method: "POST", headers, body });
      return answer.body.json();
    };
  },
};

const started = performance.now();
const call = contenders[kind]();
await call();
const firstCall = performance.now() - started;

async function load(milliseconds) {
  const end = performance.now() + milliseconds;
  let count = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await call();
      count++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return count;
}

let figures = { firstCall, fromSpawn: performance.now() };
if (Number(seconds) > 0) {
  await load(1500);
  const before = process.cpuUsage();
  const from = performance.now();
  const count = await load(Number(seconds) * 1000);
  const elapsed = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS / 1024;
  figures = { ...figures, cpu: (user + system) / count, rate: (count / elapsed) * 1000, memory };
}
console.log(JSON.stringify(figures));
process.exit();
