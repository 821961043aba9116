// Walks every identity of the bare server in a process of its own: prints its figures as one line of JSON.
import { createRequire } from "node:module";

const [, , url, pages] = process.argv;
const { CognitoIdentityClient } = createRequire(import.meta.url)("pulumi-cognito-identity/client");
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const client = new CognitoIdentityClient({ region: "us-east-1", endpoint: `${url}/pages/${pages}`, credentials });
const megabytes = (bytes) => bytes / 2 ** 20;
const heap = () => {
  globalThis.gc();
  return megabytes(process.memoryUsage().heapUsed);
};

let count = 0;
let heapBefore = 0;
let rssBefore = 0;
let rssPeak = 0;
const started = performance.now();
for await (const identity of client
  .paginate("ListIdentities", { IdentityPoolId: "us-east-1:1", MaxResults: 60 })
  .items()) {
  if (!(identity.CreationDate instanceof Date)) throw new Error("a date is missing");
  count++;
  // By the hundredth page what is loaded once is loaded.
  if (count === 6_000) {
    heapBefore = heap();
    rssBefore = megabytes(process.memoryUsage().rss);
  }
  if (count % 6_000 === 0) rssPeak = Math.max(rssPeak, megabytes(process.memoryUsage().rss));
}
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ count, seconds, heapGrowth: heap() - heapBefore, growth: rssPeak - rssBefore }));
process.exit();
