import { HttpResponse } from "@smithy/protocol-http";
import { createLocalService } from "../../emulator";
import { type CallOptions, type ClientOptions, CognitoIdentityClient } from "../../provider/client/client";
import { type Context, createContext } from "../../provider/context";
import type { Clock } from "../../provider/model/clock";
import type { OperationName } from "../../provider/model/operations";

/** A context for lifecycles without the engine: its own local service, a clock that does not wait, and what was said. */
export interface TestContext extends Context {
  readonly service: CognitoIdentityClient;
  /** The calls of the lifecycle, in order. */
  readonly calls: OperationName[];
  readonly said: string[];
  /** Milliseconds that were waited. */
  readonly waited: () => number;
}

/** Runs before each call of the lifecycle, not before those of `service`; what it throws is the call's answer. */
export type Before = (name: OperationName, input: object) => unknown;

/** `sharing` is another context, whose service this one works on, too. */
export function createTestContext(before: Before = () => {}, sharing?: TestContext): TestContext {
  const service = sharing?.service ?? createService();
  const [calls, said]: [OperationName[], string[]] = [[], []];
  let now = 0;
  const clock: Clock = {
    now: () => new Date(now),
    async wait(milliseconds, signal) {
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
  const config = { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local::memory:" };
  const context = createContext(config, { log: (severity, message) => said.push(`${severity}: ${message}`), clock });
  const observed = {
    async call(name: OperationName, input: never, options?: CallOptions) {
      calls.push(name);
      await before(name, input);
      return service.call(name, input, options);
    },
    paginate: service.paginate.bind(service),
    accountId: () => context.client().accountId(),
  };
  return {
    ...context,
    client: () => observed as unknown as CognitoIdentityClient,
    service,
    calls,
    said,
    waited: () => now,
  };
}

/** A client of a service of its own: all `local::memory:` of a process are one. */
function createService(): CognitoIdentityClient {
  const local = createLocalService({ path: ":memory:" });
  const requestHandler: ClientOptions["requestHandler"] = {
    async handle({ method, path, headers, body }) {
      const { status, headers: given, body: answer } = await local.handle({ method, path, headers, body });
      const lowerCase = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]);
      const response = { statusCode: status, headers: Object.fromEntries(lowerCase), body: Buffer.from(answer) };
      return { response: new HttpResponse(response) };
    },
  };
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new CognitoIdentityClient({
    region: "eu-central-1",
    endpoint: "http://localhost",
    credentials,
    requestHandler,
  });
}

/** Makes a pool with something of everything; answers its id. */
export async function createPool(context: TestContext, settings: object = {}): Promise<string> {
  const { IdentityPoolId } = await context.service.call("CreateIdentityPool", {
    IdentityPoolName: "users",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: "login.example.com",
    SupportedLoginProviders: { "graph.facebook.com": "7346241598935555", "accounts.google.com": "1.example" },
    OpenIdConnectProviderARNs: ["arn:aws:iam::000000000000:oidc-provider/login.example.org"],
    SamlProviderARNs: ["arn:aws:iam::000000000000:saml-provider/example"],
    CognitoIdentityProviders: [
      { ProviderName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc", ClientId: "4k2example" },
    ],
    ...settings,
  });
  return IdentityPoolId;
}
