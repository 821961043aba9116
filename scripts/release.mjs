import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runMain, setup } from "./setup/index.mjs";

await runMain(async () => {
  const { values } = parseArgs({ options: { target: { type: "string", multiple: true } } });
  await setup({ build: false, engine: false });
  // Loaded here, as set-up may have installed what it needs a moment ago.
  const { release } = await import("./release/index.mjs");
  await release({ targets: values.target, folder: join(ROOT, "release") });
  return 0;
});
