import assert from "node:assert/strict";
import { issueMixture } from "./support/mixture";
import { type Outcome, problemsOf, tryFaults, tryKill } from "./support/trial";

/** The short form of `npm run test:faults`. */
describe("a stack whose service fails half of the time", function () {
  this.timeout(900_000);

  const assertWell = (outcome: Outcome) => assert.deepEqual(problemsOf(outcome), [], JSON.stringify(outcome));

  it("is made, changed and destroyed as it is declared", async () => {
    const size = { pools: 6, links: 12, names: "given", shell: "dynamic" } as const;
    const outcome = await tryFaults({ seed: 1, size, mixture: issueMixture, isWhole: true });
    assertWell(outcome);
    for (const kind of Object.keys(issueMixture)) assert.ok((outcome.faults[kind] ?? 0) > 0, kind);
  });

  it("may be one of two of the same program", async () => {
    const size = { pools: 4, links: 8, names: "given", shell: "dynamic" } as const;
    assertWell(await tryFaults({ seed: 2, size, mixture: issueMixture, stacks: 2 }));
  });

  for (const [seed, victim] of (["engine", "provider", "all"] as const).entries()) {
    it(`is what it declares after an update in which was killed: ${victim}`, async () => {
      const size = { pools: 8, links: 8, names: "automatic", shell: seed === 1 ? "plugin" : "dynamic" } as const;
      assertWell(await tryKill({ seed: seed + 1, size, victim }));
    });
  }
});
