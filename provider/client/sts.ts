import type { HttpRequest, RetryToken } from "@smithy/types";
import { CognitoIdentityError } from "../model/errors";
import { isLocal, localAccount } from "../model/local";
import { describeCredentialsError, describeTransportError, type Failure } from "./failures/failures";
import { hide } from "./failures/redact";
import { keyRemedy } from "./failures/remedy";
import { type Hints, readHints, readText } from "./response";
import { retryErrorType } from "./retry";
import type { Session } from "./session";
import type { StsEndpoint } from "./settings/settings";
import { Signing } from "./signing";
import { targetOf } from "./transport/target";

/** The AWS account of a session's credentials: their own `accountId`, else the answer of STS. */
export async function findAccount(session: Session, loadEndpoint: () => Promise<StsEndpoint>): Promise<string> {
  if (isLocal(session.endpoint)) return localAccount;
  const { accountId } = await session.credentials.get().catch((error) => {
    throw toError(describeCredentialsError(error));
  });
  if (accountId) return accountId;
  const { url, mayBeMissing } = await loadEndpoint();
  try {
    return await new CallerIdentity(session, url).ask();
  } catch (error) {
    if (mayBeMissing) return "";
    throw error;
  }
}

/**
 * One GetCallerIdentity, sent again as the session's retries allow.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
class CallerIdentity {
  readonly proxy?: string;
  readonly #signing: Signing;

  constructor(
    private readonly session: Session,
    readonly endpoint: string,
  ) {
    this.#signing = new Signing(session, undefined, "sts");
    this.proxy = session.transport.proxyOf?.(endpoint);
  }

  async ask(): Promise<string> {
    const { session } = this;
    const scope = `${session.region}:GetCallerIdentity`;
    let token: RetryToken | undefined;
    for (;;) {
      const attempt = await this.#attempt();
      if ("account" in attempt) return attempt.account;
      const { failure, hints } = attempt;
      if (hints && (await this.#signing.recover(failure.code, hints.serverDate)).retry) continue;
      const error = toError({ ...failure, text: hide(this.#signing.secrets, failure.text) });
      const errorType = retryErrorType(failure);
      const retries = await session.retriesAfter(errorType);
      token = await retries?.next(scope, token, { error, errorType, retryAfter: hints?.retryAfter });
      if (!token) throw error;
    }
  }

  async #attempt(): Promise<{ account: string } | { failure: Failure; hints?: Hints }> {
    const { session } = this;
    const request = this.#request();
    try {
      await this.#signing.sign(request);
    } catch (error) {
      return { failure: describeCredentialsError(error) };
    }
    try {
      const { requestTimeout } = session;
      const { response } = await session.transport.handle(request, { requestTimeout });
      const answer = readText(response.body);
      const account = /<Account>(\d{12})<\/Account>/.exec(answer)?.[1];
      if (response.statusCode === 200 && account) return { account };
      return {
        failure: this.#describe(answer, response.statusCode),
        hints: readHints(response.headers, session.clock),
      };
    } catch (error) {
      return { failure: describeTransportError(this, error) };
    }
  }

  #request(): HttpRequest {
    const { host, ...target } = targetOf(this.endpoint);
    const body = "Action=GetCallerIdentity&Version=2011-06-15";
    const headers = {
      host,
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "content-length": String(body.length),
    };
    return { ...target, method: "POST", query: {}, headers, body };
  }

  #describe(answer: string, statusCode: number): Failure {
    const code = /<Code>(\w{1,80})<\/Code>/.exec(answer)?.[1];
    if (!code) {
      const text = `${this.endpoint}: the answer (HTTP ${statusCode}) is not one of STS`;
      return { code: "InvalidResponse", text, statusCode, outcome: "refused" };
    }
    const message = /<Message>([^<]{0,4096})/.exec(answer)?.[1] ?? "";
    const advice = keyRemedy(code, message, this.session.region);
    return { code, text: `${code}: ${message}${advice && ` (${advice})`}`, statusCode, outcome: "refused" };
  }
}

const toError = (failure: Failure) =>
  new CognitoIdentityError({
    code: failure.code,
    message: `The AWS account could not be found by STS GetCallerIdentity: ${failure.text}`,
    statusCode: failure.statusCode,
    retryable: retryErrorType(failure) !== "CLIENT_ERROR",
    cause: failure.cause,
  });
