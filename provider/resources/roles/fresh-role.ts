import type { Context } from "../../context";
import { CognitoIdentityError, hasCode } from "../../model/errors";

/** How long IAM may take to show a new role to the service, in milliseconds. */
const patience = 60_000;

/**
 * Waits for a role that was made a moment ago. The service refuses a role that IAM does not show it yet in the words in
 * which it refuses one that the caller may not pass, so the wait is bounded; a role of another account, or one that the
 * service accepted before, is refused for good.
 */
export class FreshRoleWait {
  #deadline?: number;
  #delay = 1000;

  constructor(
    private readonly context: Context,
    private readonly region: string,
  ) {}

  /** Answers when it is time to try again, or throws `error` when that is no use. */
  async after(error: unknown, accepted: ReadonlySet<string>): Promise<void> {
    const { clock, log } = this.context;
    const arn = forbiddenRole(error);
    if (arn === undefined || accepted.has(arn) || (await this.#isForeign(arn))) throw error;
    if (this.#deadline === undefined) {
      this.#deadline = clock.now().getTime() + patience;
      log("info", `The service does not accept role ${arn} yet; if it is new, it takes some seconds.`);
    }
    if (clock.now().getTime() + this.#delay > this.#deadline) throw giveUp(error as CognitoIdentityError);
    await clock.wait(this.#delay);
    this.#delay = Math.min(this.#delay * 1.5, 5000);
  }

  async #isForeign(arn: string): Promise<boolean> {
    const account = await this.context.accountId(this.region).catch(() => "");
    return account !== "" && arn.split(":")[4] !== account;
  }
}

/** The role that an error says may not be used. */
function forbiddenRole(error: unknown): string | undefined {
  if (!hasCode(error, "NotAuthorizedException")) return undefined;
  return /Access to Role '(arn:[^']+)' is forbidden/i.exec(error.message)?.[1];
}

const giveUp = (error: CognitoIdentityError) =>
  new CognitoIdentityError({
    code: error.code,
    operation: error.operation,
    requestId: error.requestId,
    statusCode: error.statusCode,
    cause: error,
    message:
      `${error.message}, still after ${patience / 1000} seconds: ` +
      "check that the role exists and that the credentials have iam:PassRole for it",
  });
