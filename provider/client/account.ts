import { CognitoIdentityError } from "../model/errors";
import { dnsSuffixOf } from "../model/regions";
import type { ClientOptions } from "./client";
import { CachedCredentials, credentialLoader } from "./settings/credentials";
import { HttpTransport } from "./transport/http";
import { Signer } from "./transport/sign";

/** The account of everything that the local service holds by default. */
const localAccountId = "000000000000";

/** Finds the AWS account of the credentials, which ARNs name and the service itself never tells. */
export class AccountLookup {
  #known?: Promise<string>;

  constructor(private readonly options: ClientOptions) {}

  /** The account's id; empty when a custom endpoint has no STS beside it. */
  accountId(region: string): Promise<string> {
    this.#known ??= this.#find(region).catch((error) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async #find(region: string): Promise<string> {
    const endpoint =
      this.options.endpoint ?? process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY ?? process.env.AWS_ENDPOINT_URL;
    if (endpoint?.startsWith("local:")) return localAccountId;
    const credentials = await new CachedCredentials(credentialLoader(this.options, region), () => new Date()).get();
    if (credentials.accountId) return credentials.accountId;
    try {
      return await askSts(process.env.AWS_ENDPOINT_URL_STS ?? endpoint, region, credentials);
    } catch (error) {
      if (endpoint) return "";
      throw new CognitoIdentityError({
        code: "ConnectionError",
        message: `The AWS account could not be found by STS GetCallerIdentity: ${(error as Error).message}`,
        cause: error,
      });
    }
  }
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
async function askSts(
  endpoint: string | undefined,
  region: string,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
): Promise<string> {
  const url = new URL(endpoint ?? `https://sts.${region}.${dnsSuffixOf(region)}`);
  const body = "Action=GetCallerIdentity&Version=2011-06-15";
  const request = {
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port ? Number(url.port) : undefined,
    path: url.pathname,
    query: {},
    method: "POST",
    headers: {
      host: url.host,
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "content-length": String(body.length),
    },
    body,
  };
  await new Signer({ service: "sts", region, credentials }).sign(request, new Date());
  const transport = new HttpTransport(10_000);
  try {
    const { response } = await transport.handle(request, { requestTimeout: 20_000 });
    const text = Buffer.from(response.body as Uint8Array).toString("utf8");
    const account = /<Account>(\d{12})<\/Account>/.exec(text)?.[1];
    if (response.statusCode !== 200 || !account) throw new Error(`HTTP ${response.statusCode}`);
    return account;
  } finally {
    transport.destroy();
  }
}
