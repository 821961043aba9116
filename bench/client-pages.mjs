// The memory that a walk over one million identities takes: `node bench/client-pages.mjs`.
import { setup } from "../scripts/setup/index.mjs";
import { run, startServer } from "./client-processes.mjs";

const identities = Number(process.argv[2] ?? 1_000_000);
await setup({ engine: false });
const server = await startServer();
const figures = await run("client-pages-contender.mjs", server.url, Math.ceil(identities / 60));
server.stop();
console.log(`${figures.count} identities in ${figures.seconds.toFixed(1)} s.`);
console.log(
  `Memory of the process (RSS), its peak after the first 6,000 over that before: ${figures.growth.toFixed(1)} MB (at most 50 MB).`,
);
console.log(`Heap in use after a collection: ${figures.heapGrowth.toFixed(1)} MB more.`);
