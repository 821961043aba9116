import type { Size } from "./declared";
import type { Victim } from "./fault-stack";
import { issueMixture } from "./mixture";
import { type Outcome, tryFaults, tryKill } from "./trial";

/** How many trials are made, and how large their stacks are. */
export interface Plan {
  readonly seeds: number;
  readonly kills: number;
  readonly pools: number;
  readonly links: number;
}

/** One trial: what it is, in words that are the same for all of its kind, and the trial itself. */
export interface Trial {
  readonly group: string;
  readonly id: string;
  readonly perform: () => Promise<Outcome>;
}

const victims: readonly Victim[] = ["engine", "provider", "all"];
const victimNames: Readonly<Record<Victim, string>> = {
  engine: "the engine is killed",
  provider: "the provider is killed",
  all: "all processes are killed",
};

/** How many pools, and links, a stack has whose update is killed. */
const killed = 60;

/** All trials of a plan. */
export function trialsOf({ seeds, kills, pools, links }: Plan): Trial[] {
  const trials: Trial[] = [];
  const add = (group: string, more: string, perform: () => Promise<Outcome>) =>
    trials.push({ group, id: `${group}, ${more}`, perform });
  const mixture = issueMixture;
  const small = { pools: Math.ceil(pools / 5), links: Math.ceil(links / 5) };
  for (let seed = 1; seed <= seeds; seed++) {
    for (const names of ["given", "automatic"] as const) {
      const size = { pools, links, names, shell: "dynamic" } as const;
      const group = `up of ${pools} pools and ${links} links, names ${names}`;
      add(group, `seed ${seed}`, () => tryFaults({ seed, size, mixture }));
    }
    const shell: Size["shell"] = seed % 2 === 0 ? "dynamic" : "plugin";
    const size = { ...small, names: "automatic", shell } as const;
    const objects = `${small.pools} pools and ${small.links} links`;
    add(`up, a changed program, destroy: ${objects}, ${shell}`, `seed ${seed}`, () =>
      tryFaults({ seed, size, mixture, isWhole: true }),
    );
    const alike = { ...small, names: "given", shell: "dynamic" } as const;
    add(`two stacks of one program at once: ${objects} each`, `seed ${seed}`, () =>
      tryFaults({ seed, size: alike, mixture, stacks: 2 }),
    );
  }
  for (let seed = 1; seed <= kills; seed++) {
    const victim = victims[seed % victims.length] as Victim;
    const names: Size["names"] = seed % 2 === 0 ? "given" : "automatic";
    const shell: Size["shell"] = seed % 4 < 2 ? "dynamic" : "plugin";
    const size = { pools: killed, links: killed, names, shell };
    add(`${victimNames[victim]} in an up of ${killed} pools and ${killed} links`, `seed ${seed}`, () =>
      tryKill({ seed, size, victim }),
    );
  }
  return trials;
}
