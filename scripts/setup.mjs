import { runMain, setup } from "./setup/index.mjs";

await runMain(async () => {
  await setup({ engine: !process.argv.includes("--no-engine") });
  return 0;
});
