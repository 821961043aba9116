import { type ClientOptions, CognitoIdentityClient } from "./client";

/** `accountId()` of a client in any region, until the context of the provider asks its own clients. */
export class AccountLookup {
  #client?: CognitoIdentityClient;

  constructor(private readonly options: ClientOptions) {}

  accountId(region: string): Promise<string> {
    this.#client ??= new CognitoIdentityClient({ ...this.options, region });
    return this.#client.accountId();
  }
}
