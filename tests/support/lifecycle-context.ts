import type { Clock } from "../../provider/clock";
import { type Context, createContext } from "../../provider/context";
import { CognitoIdentityClient } from "../../provider/service/client";
import type { OperationName } from "../../provider/service/operations";

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
  const service = sharing?.service ?? new CognitoIdentityClient({ region: "eu-central-1", endpoint: "local::memory:" });
  const [calls, said]: [OperationName[], string[]] = [[], []];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    async wait(milliseconds) {
      now += milliseconds;
    },
  };
  const settings = { region: "eu-central-1", endpoint: "local::memory:" };
  const context = createContext(
    () => settings,
    (severity, message) => said.push(`${severity}: ${message}`),
    clock,
  );
  const observed = {
    async call(name: OperationName, input: never) {
      calls.push(name);
      await before(name, input);
      return service.call(name, input);
    },
    paginate: service.paginate.bind(service),
  };
  return {
    clock,
    region: context.region,
    accountId: context.accountId,
    defaultTags: {},
    log: context.log,
    client: () => observed as unknown as CognitoIdentityClient,
    service,
    calls,
    said,
    waited: () => now,
  };
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
