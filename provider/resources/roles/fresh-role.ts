import type { Context } from "../../context";
import { CognitoIdentityError, hasCode } from "../../model/errors";
import { accountOf } from "../../model/ids";

/** How long IAM may take to show a new role to the service, in milliseconds. */
const longestWait = 60_000;

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

  /** How long to wait before the next attempt, in milliseconds; throws `error` when another attempt makes no sense. */
  async after(error: unknown, accepted: ReadonlySet<string>): Promise<number> {
    const { clock, log } = this.context;
    const arn = forbiddenRole(error);
    if (arn === undefined || accepted.has(arn) || (await this.#isForeign(arn))) throw error;
    const now = clock.now().getTime();
    if (this.#deadline === undefined) {
      this.#deadline = now + longestWait;
      log("info", `The service does not accept role ${arn} yet; if it is new, it takes some seconds.`);
    }
    const delay = this.#delay;
    if (now + delay > this.#deadline) throw giveUp(error as CognitoIdentityError);
    this.#delay = Math.min(delay * 1.5, 5000);
    return delay;
  }

  async #isForeign(arn: string): Promise<boolean> {
    const account = await this.context
      .client(this.region)
      .accountId()
      .catch(() => "");
    return account !== "" && accountOf(arn) !== account;
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
      `${error.message}, still after ${longestWait / 1000} seconds: ` +
      "check that the role exists and that the credentials have iam:PassRole for it",
  });
