import * as pulumi from "@pulumi/pulumi";

/** A resource that is never made: its check fails, and with it the engine stops before anything is changed. */
class ProgramCheck extends pulumi.CustomResource {
  constructor(reason: string) {
    const failure = JSON.stringify({ property: "", reason });
    super("pulumi-nodejs:dynamic/cognito-identity:ProgramCheck", "program", {
      __provider: `exports.handler = () => ({ check: async () => ({ failures: [${failure}] }) });\n`,
    });
  }
}

/**
 * Stops the engine for a program with mistakes, and never returns. What was not registered is what the engine would
 * delete at the end of a program that seems to have come to its end, and an error that is thrown does not reach it where
 * the program runs inside another one (Pulumi's Automation API) that waits for the rest of its resources.
 */
export async function refuse(mistakes: number): Promise<never> {
  const reason = `it has ${mistakes} ${mistakes === 1 ? "mistake" : "mistakes"}, so none of its Cognito resources is changed`;
  const { urn } = new ProgramCheck(reason);
  // Only where the engine passes the check by, as it does with `--target`.
  await new Promise((resolve) => urn.apply(resolve));
  throw new pulumi.RunError(`The program can't be run: ${reason}.`);
}
