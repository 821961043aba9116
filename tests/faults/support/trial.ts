import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../../emulator/hosts/http";
import { seededNumbers } from "../../../emulator/random";
import type { Run } from "../../support/engine";
import { audit } from "./audit";
import type { Size } from "./declared";
import { FaultStack, type Victim } from "./fault-stack";
import { faultsOf, type Mixture } from "./mixture";

/** What one trial came to. */
export interface Outcome {
  readonly seed: number;
  /** How many updates it took until one succeeded, of each step. */
  readonly ups: number[];
  /** How many requests met each kind of fault. */
  readonly faults: Readonly<Record<string, number>>;
  readonly orphans: string[];
  readonly duplicates: string[];
  readonly lost: string[];
  /** Identities of guests that nothing uses. */
  readonly guests: string[];
  /** How often an update told of one; undefined where it was killed and could not. */
  readonly guestsTold?: number;
  /** Whether the kill cut the engine's checkpoint off. */
  readonly isCutOff?: boolean;
  /** Steps after which a preview shows a change. */
  readonly changes: string[];
  readonly seconds: number;
}

export interface FaultTrial {
  readonly seed: number;
  readonly size: Omit<Size, "version">;
  readonly mixture: Mixture;
  /** Stacks of the same program on one service, all at once. */
  readonly stacks?: number;
  /** Whether the stack is changed and destroyed, too. */
  readonly isWhole?: boolean;
}

/** Makes stacks, and perhaps changes and destroys them, while requests fail; compares the service with them after each step. */
export const tryFaults = ({ seed, size, mixture, stacks: count = 1, isWhole = false }: FaultTrial): Promise<Outcome> =>
  onService(seed, async (server, outcome) => {
    const stacks = await Promise.all(
      Array.from({ length: count }, () => FaultStack.create(server.url, { ...size, version: 1 })),
    );
    outcome.guestsTold = 0;
    const step = async (name: string, command: "up" | "destroy") => {
      setFaults(server, faultsOf(mixture, seed));
      const runs = await Promise.all(stacks.map((stack) => stack.untilDone(command)));
      noteFaults(server, outcome);
      for (const each of runs) note(outcome, each);
      if (command === "up") await examine(outcome, server, stacks, name);
      else await examineDestroyed(outcome, server, name);
    };
    try {
      await step("creation", "up");
      if (!isWhole) return;
      for (const stack of stacks) stack.change(2);
      await step("change", "up");
      await step("destruction", "destroy");
    } finally {
      for (const stack of stacks) stack.dispose();
    }
  });

export interface KillTrial {
  readonly seed: number;
  readonly size: Omit<Size, "version">;
  readonly victim: Victim;
}

/** Kills an update at one of its first calls, which the seed chooses, and runs it again until it succeeds. */
export const tryKill = ({ seed, size, victim }: KillTrial): Promise<Outcome> =>
  onService(seed, async (server, outcome, atRequest) => {
    const stack = await FaultStack.create(server.url, { ...size, version: 1 });
    try {
      // Answers take as long as on the way to AWS and back, so that several are under way.
      setFaults(server, [{ kind: "delay", delay: 20 }]);
      const moment = Math.floor(seededNumbers(seed)() * (size.pools + size.links));
      outcome.isCutOff = await stack.kill(victim, atRequest(moment));
      note(outcome, await stack.untilDone("up"));
      await examine(outcome, server, [stack], "creation");
    } finally {
      stack.dispose();
    }
  });

type MutableOutcome = { -readonly [K in keyof Outcome]: Outcome[K] } & { faults: Record<string, number> };

/** Runs a trial on a service of its own; `atRequest` resolves when the service has carried out so many requests. */
async function onService(
  seed: number,
  trial: (
    server: RunningServer,
    outcome: MutableOutcome,
    atRequest: (number: number) => Promise<void>,
  ) => Promise<void>,
): Promise<Outcome> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "cognito-identity-db-"));
  let requests = 0;
  const waiting: { number: number; resolve: () => void }[] = [];
  const log = () => {
    requests++;
    for (const { number, resolve } of waiting) if (requests > number) resolve();
  };
  const limits = { pools: 10_000 };
  const server = await startServer({ db: join(folder, "cognito.db"), log, limits, warn: () => {} });
  const outcome: MutableOutcome = {
    seed,
    ups: [],
    faults: {},
    orphans: [],
    duplicates: [],
    lost: [],
    guests: [],
    changes: [],
    seconds: 0,
  };
  try {
    await trial(server, outcome, (number) => new Promise((resolve) => waiting.push({ number, resolve })));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...outcome, seconds: (performance.now() - started) / 1000 };
}

function setFaults({ service: { faults } }: RunningServer, wanted: ReturnType<typeof faultsOf>): void {
  faults.clear();
  for (const fault of wanted) faults.add(fault);
}

function noteFaults({ service: { faults } }: RunningServer, outcome: MutableOutcome): void {
  for (const { kind, hits } of faults.list()) outcome.faults[kind] = (outcome.faults[kind] ?? 0) + hits;
}

function note(outcome: MutableOutcome, runs: readonly Run[]): void {
  outcome.ups.push(runs.length);
  const told = /An identity may have been made in pool/;
  const messages = runs.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error"));
  const count = messages.filter(({ message, urn }) => urn !== undefined && told.test(message)).length;
  if (outcome.guestsTold !== undefined) outcome.guestsTold += count;
  if (process.env.FAULTS_VERBOSE) {
    for (const { severity, message, urn } of runs.flatMap(({ diagnostics }) => diagnostics)) {
      console.error(`  ${severity} ${urn?.split("::").pop() ?? ""}: ${message}`);
    }
  }
}

/** Counts what the service holds and the stacks do not, and the other way round. */
async function examine(
  outcome: MutableOutcome,
  server: RunningServer,
  stacks: readonly FaultStack[],
  step: string,
): Promise<void> {
  server.service.faults.clear();
  // What runs late has run by then.
  await new Promise((later) => setTimeout(later, 700));
  const found = await audit(server.url, await Promise.all(stacks.map((stack) => stack.audited())));
  for (const kind of ["orphans", "duplicates", "lost", "guests"] as const) {
    const texts = found[kind].map((text) => `${step}: ${text}`);
    outcome[kind] = kind === "guests" ? texts : [...outcome[kind], ...texts];
  }
  for (const stack of stacks) if (!(await stack.isUnchanged())) outcome.changes.push(step);
}

async function examineDestroyed(outcome: MutableOutcome, server: RunningServer, step: string): Promise<void> {
  server.service.faults.clear();
  await new Promise((later) => setTimeout(later, 700));
  const found = await audit(server.url, []);
  outcome.orphans.push(...found.orphans.map((text) => `${step}: ${text}`));
}

/** All that must not be, after a trial; empty when all is well. */
export const problemsOf = ({ orphans, duplicates, lost, guests, guestsTold, changes }: Outcome): string[] => [
  ...orphans.map((text) => `orphan: ${text}`),
  ...duplicates.map((text) => `duplicate: ${text}`),
  ...lost.map((text) => `lost: ${text}`),
  ...changes.map((step) => `a preview shows a change after the ${step}`),
  ...(guestsTold !== undefined && guests.length > guestsTold
    ? [`${guests.length} guests without an owner, of whom ${guestsTold} were told`]
    : []),
];
