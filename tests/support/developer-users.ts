import { absentIfNotFound, CognitoIdentityError, type ErrorCode } from "../../provider/model/errors";
import type { OperationName } from "../../provider/model/operations";
import { type Before, createPool, createTestContext, type TestContext } from "./lifecycle-context";
import type { Properties } from "./lifecycles";

/** A pool with a developer provider, and what the service says of its users. */
export class DeveloperUsers {
  readonly provider = "login.example.com";

  private constructor(
    /** A context without faults. */
    readonly context: TestContext,
    readonly identityPoolId: string,
  ) {}

  static async create(): Promise<DeveloperUsers> {
    const context = createTestContext();
    return new DeveloperUsers(context, await createPool(context));
  }

  /** Another context on the same service, as of another update. */
  anotherUpdate(before?: Before): TestContext {
    return createTestContext(before, this.context);
  }

  /** The inputs of a link. */
  inPool(developerUserIdentifier: string, more: Properties = {}): Properties {
    const { identityPoolId, provider: developerProviderName } = this;
    return { identityPoolId, developerProviderName, developerUserIdentifier, region: "eu-central-1", ...more };
  }

  /** Registers a user, to the identity of another one if that is named; answers the identity. */
  async register(user: string, beside?: string): Promise<string> {
    const { context, identityPoolId, provider } = this;
    const input = { IdentityPoolId: identityPoolId, Logins: { [provider]: user } };
    const { IdentityId } = await context.service.call("GetOpenIdTokenForDeveloperIdentity", input);
    if (beside === undefined) return IdentityId;
    const merged = await context.service.call("MergeDeveloperIdentities", {
      IdentityPoolId: identityPoolId,
      DeveloperProviderName: provider,
      SourceUserIdentifier: user,
      DestinationUserIdentifier: beside,
    });
    return merged.IdentityId;
  }

  async unlink(user: string, IdentityId: string): Promise<void> {
    await this.context.service.call("UnlinkDeveloperIdentity", {
      IdentityPoolId: this.identityPoolId,
      IdentityId,
      DeveloperProviderName: this.provider,
      DeveloperUserIdentifier: user,
    });
  }

  async guest(pool = this.identityPoolId): Promise<string> {
    return (await this.context.service.call("GetId", { IdentityPoolId: pool })).IdentityId;
  }

  async of(IdentityId: string): Promise<readonly string[] | undefined> {
    const input = { IdentityPoolId: this.identityPoolId, IdentityId };
    return (await this.context.service.call("LookupDeveloperIdentity", input)).DeveloperUserIdentifierList;
  }

  async identityOf(user: string): Promise<string | undefined> {
    const input = { IdentityPoolId: this.identityPoolId, DeveloperUserIdentifier: user };
    const found = await absentIfNotFound(this.context.service.call("LookupDeveloperIdentity", input));
    return found?.IdentityId;
  }

  /** How many identities the pool has. */
  async count(): Promise<number | undefined> {
    const input = { IdentityPoolId: this.identityPoolId, MaxResults: 60 };
    return (await this.context.service.call("ListIdentities", input)).Identities?.length;
  }

  /** Carries calls out and loses their answers, from the call of this number on. */
  losing(operation: OperationName, from = 1): Before {
    let calls = 0;
    return async (name, input) => {
      if (name !== operation || ++calls < from) return;
      await this.context.service.call(name, input as never);
      throw new CognitoIdentityError({ code: "ConnectionError", message: "broken line", outcome: "unknown" });
    };
  }
}

/** Refuses the calls of an operation, from the one of this number on. */
export function refusing(operation: OperationName, from = 1, code: ErrorCode = "ResourceConflictException"): Before {
  let calls = 0;
  return (name) => {
    if (name !== operation || ++calls < from) return;
    throw new CognitoIdentityError({ code, message: `${operation} is refused.` });
  };
}

/** Does all of what several do before a call. */
export const all =
  (...befores: readonly Before[]): Before =>
  async (name, input) => {
    for (const before of befores) await before(name, input);
  };
