// What Pulumi runs for `pulumi package add` of this folder: the plugin of this clone, which is built when it is stale.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const setup = join(__dirname, "../scripts/setup.mjs");
// Standard output carries the plugin's port and nothing else.
const { status } = spawnSync(process.execPath, [setup, "--no-engine"], { stdio: ["ignore", 2, 2] });
if (status !== 0) process.exit(1);
require("../dist/provider/plugin/main.js");
