import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { version } from "../../../package.json";
import type { Plan } from "./groups";
import type { Outcome } from "./trial";

/** A trial that was made, and the kind that it is of. */
export interface Measured {
  readonly group: string;
  readonly outcome: Outcome;
}

/** Writes the page of what was measured. */
export function writePage(file: string, plan: Plan, measured: readonly Measured[], terraform: string): void {
  const engine = execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim().replace(/^v/, "");
  const groups = [...new Set(measured.map(({ group }) => group))];
  const rows = groups.map((group) =>
    rowOf(
      group,
      measured.filter((one) => one.group === group).map(({ outcome }) => outcome),
    ),
  );
  const kinds = [...new Set(measured.flatMap(({ outcome }) => Object.keys(outcome.faults)))];
  const met = (kind: string) => sum(measured.map(({ outcome }) => outcome.faults[kind] ?? 0));
  const outcomes = measured.map(({ outcome }) => outcome);
  const told = outcomes.filter(({ guestsTold }) => guestsTold !== undefined);
  const killed = outcomes.filter(({ guestsTold }) => guestsTold === undefined);
  const guests = (some: readonly Outcome[]) => sum(some.map((outcome) => outcome.guests.length));
  writeFileSync(
    file,
    `# Reliability: what was measured

\`npm run test:faults\` has written this page; nothing in it is written by hand. It runs the real engine against the local service,
which fails on purpose, until an update succeeds, and then compares all that the service holds with all that the stacks declare.
[After a crash](after-a-crash.md) says what to do when an update was interrupted.

Measured with pulumi-cognito-identity ${version}, Pulumi ${engine} and Node.js ${process.versions.node}, by

\`\`\`sh
npm run test:faults -- --seeds ${plan.seeds} --kills ${plan.kills} --pools ${plan.pools} --links ${plan.links} --page
\`\`\`

The seeds are 1 to ${plan.seeds} for faults and 1 to ${plan.kills} for kills. Without options the command makes 20 and 90, of 60 pools and 200 links.

| what | trials | failed requests | runs until one succeeded | orphans | duplicates | lost |
|---|---|---|---|---|---|---|
${rows.join("\n")}

- A run is a \`pulumi up\` or \`pulumi destroy\`; least, median and most of each step. For kills, those after the kill are counted.
- An orphan is a pool, or an identity with or without a user, that the service holds and no state does. A duplicate is such a pool
  whose resource has another one. Lost is what is declared and not there as it is declared. A preview showed no change after ${
    measured.every(({ outcome }) => outcome.changes.length === 0) ? "any trial" : "some trials, but not after all"
  }.
- Besides links, every fourth pool has roles, a role mapping, a map of principal tags and an identity of a login, and every
  eighth an identity of a guest. Users of every fifth pool share one identity, into which theirs are merged.
- The changed program changes settings, tags and roles, replaces pools, moves users to other identities, and takes some away.
- In a kill every call takes 20 ms longer, and the moment is when one of the first calls, which the seed chooses, has been
  carried out: \`kill -9\` of the engine, of the provider's process, or of all. It cut off the engine's checkpoint in ${
    outcomes.filter(({ isCutOff }) => isCutOff).length
  } trials; then the
  copy beside it was put back, as [After a crash](after-a-crash.md#a-checkpoint-that-is-cut-off) says.

## Failed requests

Each request fails with a probability of one half: 20 % lose their answer, in four ways, 20 % are throttled, and 10 % get
HTTP 500.

| fault | requests |
|---|---|
${kinds.map((kind) => `| \`${kind}\` | ${met(kind)} |`).join("\n")}

[The local service](local-service.md#faults) describes them.

## What can't be prevented

The identity of a guest has nothing by which it could be told from those of other guests. When the answer to its GetId is lost, an
error says so, and the next update makes another one: ${guests(told)} such identities were left, and ${sum(told.map(({ guestsTold = 0 }) => guestsTold))} errors told of one that
may be. Nothing can tell of it when the update is killed: ${guests(killed)} were left so.

## Terraform's AWS provider

${terraform}
`,
  );
}

function rowOf(group: string, outcomes: readonly Outcome[]): string {
  const steps = outcomes[0]?.ups.length ?? 0;
  const runs = Array.from({ length: steps }, (_, step) => {
    const sorted = outcomes.map(({ ups }) => ups[step] ?? 0).sort((a, b) => a - b);
    return `${sorted[0]}, ${sorted[sorted.length >> 1]}, ${sorted.at(-1)}`;
  });
  const count = (of: "orphans" | "duplicates" | "lost") => sum(outcomes.map((outcome) => outcome[of].length));
  const failed = sum(outcomes.flatMap(({ faults }) => Object.values(faults)));
  const cells = [group, outcomes.length, failed, runs.join("; "), count("orphans"), count("duplicates"), count("lost")];
  return `| ${cells.join(" | ")} |`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
