import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { trialsOf } from "./support/groups";
import { type Measured, writePage } from "./support/page";
import { measureTerraform } from "./support/terraform";
import { type Outcome, problemsOf } from "./support/trial";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    kills: { type: "string", default: "90" },
    pools: { type: "string", default: "60" },
    links: { type: "string", default: "200" },
    /** A file of results, which is completed. */
    results: { type: "string" },
    /** Writes the page of what was measured, too. */
    page: { type: "boolean", default: false },
    "no-terraform": { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const plan = {
    seeds: Number(values.seeds),
    kills: Number(values.kills),
    pools: Number(values.pools),
    links: Number(values.links),
  };
  const known: Record<string, Outcome> =
    values.results && existsSync(values.results) ? JSON.parse(readFileSync(values.results, "utf8")) : {};
  const measured: Measured[] = [];
  const trials = trialsOf(plan);
  for (const [index, { group, id, perform }] of trials.entries()) {
    const outcome = known[id] ?? (await perform());
    known[id] = outcome;
    if (values.results) writeFileSync(values.results, JSON.stringify(known, null, 1));
    measured.push({ group, outcome });
    const problems = problemsOf(outcome);
    const ups = outcome.ups.join(" + ");
    console.log(
      `${index + 1}/${trials.length} ${id}: ${ups} runs, ${Math.round(outcome.seconds)} s${problems.length ? "" : ", all well"}`,
    );
    for (const problem of problems) console.log(`  ${problem}`);
  }
  const terraform = values["no-terraform"] ? "It was left out." : await measureTerraform(plan);
  if (values.page) writePage(resolve(__dirname, "../../docs/reliability.md"), plan, measured, terraform);
  return measured.some(({ outcome }) => problemsOf(outcome).length > 0) ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
