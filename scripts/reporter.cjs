const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

/**
 * mocha's Spec reporter, with one last line for people and programs alike: `N passed, N failed`. With SUMMARY_FILE in the
 * environment the counts go there as JSON instead, for a caller that wants to say the last word itself.
 */
class SummaryReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    let listed = 0;
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      listed = this.failures.length;
    });
    // Not at the end of the run: of several files that do not load, mocha reports all but the first after it.
    process.once("exit", () => {
      if (this.failures.length > listed) reporters.Base.list(this.failures.slice(listed));
      const { passes, failures, pending } = runner.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      if (process.env.SUMMARY_FILE) writeFileSync(process.env.SUMMARY_FILE, JSON.stringify(counts));
      else console.log(SummaryReporter.summary(counts));
    });
  }

  static summary({ passed, failed, skipped }) {
    return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
  }
}

module.exports = SummaryReporter;
