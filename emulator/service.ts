import { systemClock } from "../provider/model/clock";
import { isOperationName, type OperationName, operationNames, operations } from "../provider/model/operations";
import { printable } from "../provider/model/printable";
import { administer, adminPrefix } from "./control/admin";
import { Calls } from "./control/calls";
import { DroppedAnswer, Faults } from "./control/faults";
import { applySeed } from "./control/seed";
import { ServiceClock } from "./control/service-clock";
import { checkLoginKeys } from "./federation/login-keys";
import { LoginVerifier } from "./federation/verify-login";
import { defaultLimits, type Limits } from "./limits";
import { handlers } from "./operations";
import type { Handler, OperationContext } from "./operations/context";
import type { LocalServiceOptions, RequestRecord } from "./options";
import { type Random, systemRandom, uuid } from "./random";
import { ServiceError } from "./service-error";
import { type Caller, emptySnapshot, openStore, type Snapshot, type Store, StoreError } from "./store";
import { TokenIssuer } from "./tokens/issue-token";
import { SigningKeys } from "./tokens/signing-keys";
import { configurationPath, keySetPath, openIdConfiguration } from "./tokens/well-known";
import { type AnswerStamp, answerHeaders, renderBadGateway, renderError, renderOutput } from "./wire/answer";
import { type AccessKey, authenticate, localKey } from "./wire/authenticate";
import { PageTokens } from "./wire/page-token";
import { operationOf, parseInput } from "./wire/parse";
import { type LocalRequest, type LocalResponse, normalizeRequest, type RequestLine } from "./wire/request";

/** Amazon Cognito Identity on one SQLite file. */
export interface LocalService {
  /** Answers a request; rejects only with DroppedAnswer, when a fault breaks the connection. */
  handle(request: LocalRequest): Promise<LocalResponse>;
  /** The answer to a request that the host refuses before it reads the body. */
  refuse(line: RequestLine, error: ServiceError): LocalResponse;
  readonly faults: Faults;
  readonly clock: ServiceClock;
  /** The last calls of operations. */
  readonly calls: Calls;
  /** Creates the pools of the seed that are not there. */
  seed(): Promise<void>;
  /** Begins anew: the seed and the first faults, no calls, and the time of the base clock. */
  reset(): Promise<void>;
  readonly random: Random;
  readonly store: Store;
  close(): void;
}

/** Opens the file; throws a StoreError if it can't be used. */
export function createLocalService(options: LocalServiceOptions): LocalService {
  const { now = systemClock.now, wait = systemClock.wait, random = systemRandom(), warn = emitWarning, log } = options;
  const clock = new ServiceClock(now);
  const faults = new Faults(options.faults);
  const calls = new Calls();
  const snapshots: Snapshot[] = [];
  const loginKeys = options.loginKeys ?? {};
  checkLoginKeys(loginKeys);
  const accessKeys = new Map<string, AccessKey>(
    (options.accessKeys ?? [localKey]).map((key) => [key.accessKeyId, key]),
  );
  const store = openStore(options.path);
  const keys = new SigningKeys(store, clock.now);
  const tokens = new TokenIssuer(keys, options.issuer);
  const logins = new LoginVerifier(tokens, loginKeys, warn);
  const { pools = defaultLimits.pools, openIdTokenDuration = defaultLimits.openIdTokenDuration } = options.limits ?? {};
  const limits: Limits = { pools, openIdTokenDuration };
  let pageTokens: PageTokens | undefined;

  /** The key of page tokens is created once for each file, so page tokens are valid in every process. */
  async function loadPages(): Promise<PageTokens> {
    const stored = store.meta.get("page-token-key");
    const create = () => store.meta.setOnce("page-token-key", Buffer.from(random(32)).toString("hex"));
    pageTokens = new PageTokens(stored ?? (await store.write(create)));
    return pageTokens;
  }

  async function call<N extends OperationName>(name: N, request: LocalRequest, stamp: AnswerStamp) {
    const { signed } = operations[name];
    const caller = signed ? authenticate(request, accessKeys, stamp.date) : undefined;
    const { delay, refusal, answer } = faults.apply(name);
    if (answer === "dropped early") {
      // The answer is lost; what becomes of the operation shows in the data.
      wait(delay)
        .then(() => run(name, request, stamp, caller))
        .catch(() => {});
      throw new DroppedAnswer(`${name} was dropped, and runs later.`);
    }
    if (delay > 0) await wait(delay);
    if (answer === "dropped before") throw new DroppedAnswer(`${name} was dropped before it ran.`);
    if (refusal) throw refusal;
    const output = await run(name, request, stamp, caller);
    if (answer === "dropped after") throw new DroppedAnswer(`${name} ran, and its answer was dropped.`);
    return answer === "replaced" ? renderBadGateway(stamp) : renderOutput(name, output, stamp);
  }

  async function run<N extends OperationName>(name: N, request: LocalRequest, stamp: AnswerStamp, caller?: Caller) {
    const input = parseInput(name, request.body);
    store.check();
    const context: OperationContext = {
      store,
      tokens,
      logins,
      limits,
      random,
      caller,
      pages: pageTokens ?? (await loadPages()),
      now: stamp.date,
    };
    return (handlers[name] as Handler<N>)(input, context);
  }

  async function seed(): Promise<void> {
    if (options.seed !== undefined) await applySeed({ store, clock, random }, options.seed);
  }

  async function reset(): Promise<void> {
    faults.clear();
    for (const fault of options.faults ?? []) faults.add(fault);
    clock.reset();
    await store.write(() => store.restore(emptySnapshot));
    await seed();
    calls.clear();
  }

  const adjustable = {
    faults,
    clock,
    calls,
    reset,
    snapshot: () => snapshots.push(store.snapshot()),
    async restore(number: number) {
      const found = snapshots[number - 1];
      if (found) await store.write(() => store.restore(found));
      return found !== undefined;
    },
  };

  /** Answers requests that are no operation: health, token keys, faults and clock. */
  async function serveAddress(request: LocalRequest, stamp: AnswerStamp): Promise<LocalResponse | undefined> {
    const { method, path, headers } = request;
    const json = (body: unknown, status = 200): LocalResponse => ({
      status,
      headers: { ...answerHeaders(stamp), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (path.startsWith(adminPrefix)) {
      const { status, body } = await administer(adjustable, request);
      return json(body, status);
    }
    if (method === "OPTIONS") return { status: 200, headers: { ...answerHeaders(stamp), ...preflight }, body: "" };
    if (method !== "GET") return undefined;
    if (path === "/health") return json({ status: "ok", operations: operationNames.length });
    if (path === keySetPath) return json(await keys.keySet());
    if (path === configurationPath) {
      const { host = "localhost" } = headers;
      return json(openIdConfiguration(tokens.issuerAt(host.replace(/:\d+$/, "")), `http://${host}`));
    }
    return undefined;
  }

  /** Gives a request its id and its time; `record` writes its line of the log. */
  function begin(operation: RequestRecord["operation"]) {
    const started = performance.now();
    const stamp: AnswerStamp = { requestId: uuid(random), date: clock.now() };
    const entry = { operation, time: stamp.date, requestId: stamp.requestId };
    const record = (status: number, code?: string) => {
      const complete = { ...entry, status, code, duration: performance.now() - started };
      if (isOperationName(entry.operation)) calls.add(complete);
      log?.(complete);
    };
    return { stamp, entry, record };
  }

  async function handle(given: LocalRequest): Promise<LocalResponse> {
    const request = normalizeRequest(given);
    const { stamp, entry, record } = begin(describeLine(request));
    try {
      let response = await serveAddress(request, stamp);
      if (!response) {
        const name = operationOf(request);
        entry.operation = name;
        response = await call(name, request, stamp);
      }
      record(response.status);
      return response;
    } catch (error) {
      if (error instanceof DroppedAnswer) {
        record(0, error.name);
        throw error;
      }
      const refusal = error instanceof ServiceError ? error : internalError(error, warn);
      record(refusal.status, refusal.code);
      return renderError(refusal, stamp);
    }
  }

  function refuse(line: RequestLine, error: ServiceError): LocalResponse {
    const { stamp, record } = begin(describeLine(line));
    record(error.status, error.code);
    return renderError(error, stamp);
  }

  return { handle, refuse, faults, clock, calls, seed, reset, random, store, close: () => store.close() };
}

const emitWarning = (message: string) => process.emitWarning(message);

const describeLine = ({ method, path }: RequestLine) => `${method} ${path.split("?")[0]}`;

const preflight = {
  "access-control-allow-methods": "POST, GET, OPTIONS",
  "access-control-allow-headers": "*, authorization",
  "access-control-max-age": "172800",
};

/** A StoreError is for the user, who can mend it. Any other error is a mistake of the service. */
function internalError(error: unknown, warn: (message: string) => void): ServiceError {
  if (error instanceof StoreError) {
    warn(error.message);
    return new ServiceError("InternalErrorException", error.message, 500);
  }
  const stack = String((error as Error).stack ?? error).split(/\s*\n\s*/);
  warn(printable(`The local service failed: ${stack.join(" < ")}`));
  return new ServiceError("InternalErrorException", "Internal error.", 500);
}
