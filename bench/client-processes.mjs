import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** The bare server in a process of its own. */
export async function startServer() {
  const child = fork(path("client-server.mjs"));
  const [port] = await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** Runs a script in a process of its own; answers the JSON that it prints. */
export async function run(file, ...args) {
  // The settings of this machine's network are no part of what is measured.
  const network = { AWS_CA_BUNDLE: "", HTTP_PROXY: "", http_proxy: "", HTTPS_PROXY: "", https_proxy: "" };
  const options = { env: { ...process.env, ...network, AWS_EC2_METADATA_DISABLED: "true" } };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", path(file), ...args.map(String)],
    options,
  );
  return JSON.parse(stdout.trim().split("\n").pop());
}
