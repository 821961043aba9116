import type { CognitoIdentityClient } from "../client/client";
import type { ClientOptions } from "../client/options";
import { NoCredentialsError } from "../client/settings/no-credentials-error";
import { findCustomEndpoint, findRegion } from "../client/settings/settings";
import { CognitoIdentityError } from "../model/errors";
import { isLocal, localAccount } from "../model/local";
import { isRegionName } from "../model/regions";
import { explainMalformed, hasRegionForm, regionProblem } from "./region";
import type { Config, SettingName } from "./settings";

const wrong = (message: string) => new CognitoIdentityError({ code: "ConfigurationError", message });

/** The settings that the client finds wrong when it is opened, by its own names. */
const clientNames = /\b(caBundle|httpProxy|httpsProxy)\b/g;
const nameOf = (option: string) => (option === "caBundle" ? "customCaBundle" : option) as SettingName;

type Tell = (severity: "warning", message: string) => void;

/** What of the settings shows only where one looks: the region, the credentials, the account. Each is looked at once. */
export class Guards {
  #region?: Promise<string>;
  #credentials?: Promise<void>;
  #account?: Promise<string>;
  /** Regions that were warned of. */
  readonly #warned = new Set<string>();

  constructor(
    private readonly config: Config,
    private readonly options: ClientOptions,
    private readonly tell: Tell,
  ) {}

  /** The region of whatever names none; rejects when there is none, or when it can't be one. */
  region(): Promise<string> {
    this.#region ??= this.#checkedRegion();
    return this.#region;
  }

  /** Whether there is a region of whatever names none. */
  async hasRegion(): Promise<boolean> {
    return this.#isLocal || (await findRegion(this.options)) !== undefined;
  }

  /** What is wrong with a region that a program names. */
  async regionReason(region: string): Promise<string | undefined> {
    const isElsewhere = this.#isLocal || (await findCustomEndpoint(this.options)) !== undefined;
    if (isElsewhere && hasRegionForm(region)) return undefined;
    const problem = regionProblem(region);
    if (!problem) return undefined;
    const { isMalformed, reason, meant } = problem;
    // An endpoint that is not AWS's may have regions of its own.
    if (isElsewhere && isRegionName(region) && !meant) return undefined;
    if (isMalformed) return explainMalformed(problem);
    const text = `${reason}${meant ? `; did you mean ${meant}?` : ""}`;
    if (!this.config.values.skipRegionValidation && !this.#warned.has(region)) {
      this.#warned.add(region);
      this.tell("warning", `The region ${text}`);
    }
    return undefined;
  }

  /** Rejects when there are no credentials; STS is not asked for it. The local service needs none. */
  credentials(client: CognitoIdentityClient): Promise<void> | undefined {
    if (this.#isLocal) return undefined;
    this.#credentials ??= client.findCredentials().catch((error) => {
      this.#credentials = undefined;
      throw this.#explainCredentials(error);
    });
    return this.#credentials;
  }

  /** Rejects when the account must not be worked in; undefined where every account is allowed. */
  account(client: CognitoIdentityClient): Promise<void> | undefined {
    const { allowedAccountIds, forbiddenAccountIds } = this.config.values;
    return allowedAccountIds || forbiddenAccountIds ? this.#checkAccount(client) : undefined;
  }

  get #isLocal(): boolean {
    return isLocal(this.options.endpoint ?? "");
  }

  async #checkedRegion(): Promise<string> {
    const region = await findRegion(this.options);
    const { values, keyOf } = this.config;
    if (region === undefined) {
      // The local service is in every region.
      if (this.#isLocal) return "us-east-1";
      throw wrong("No AWS region is set: pulumi config set cognito-identity:region eu-central-1");
    }
    const reason = await this.regionReason(region);
    if (reason === undefined) return region;
    const meant = regionProblem(region)?.meant ?? "eu-central-1";
    const place =
      values.region === undefined ? "The region of AWS_REGION or of the profile" : `Config ${keyOf("region")}`;
    const key = values.region === undefined ? "cognito-identity:region" : keyOf("region");
    throw wrong(`${place}: ${reason}${reason.endsWith("?") ? "" : ":"} pulumi config set ${key} ${meant}`);
  }

  #explainCredentials(error: unknown): CognitoIdentityError {
    const { message } = error as Error;
    const { values, keyOf } = this.config;
    if (error instanceof CognitoIdentityError) {
      return wrong(message.replace(clientNames, (name) => keyOf(nameOf(name))));
    }
    const place = values.profile === undefined ? "" : ` in the profile ${values.profile} (${keyOf("profile")})`;
    const text =
      error instanceof NoCredentialsError
        ? `No AWS credentials are found${place}: pulumi config set cognito-identity:profile NAME, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. ` +
          "The local service needs none: pulumi config set cognito-identity:endpoint local:cognito.db"
        : `The AWS credentials could not be loaded: ${message}`;
    return new CognitoIdentityError({ code: "CredentialsError", message: text, cause: error });
  }

  async #findAccount(client: CognitoIdentityClient, key: string): Promise<string> {
    // To open the local service would create its file, in a preview, too.
    if (this.#isLocal) return localAccount;
    try {
      return await client.accountId();
    } catch (error) {
      this.#account = undefined;
      if (!(error instanceof CognitoIdentityError)) throw error;
      const message = `Config ${key} can't be checked: ${error.message}`;
      throw new CognitoIdentityError({ ...error, message, cause: error });
    }
  }

  async #checkAccount(client: CognitoIdentityClient): Promise<void> {
    const { values, keyOf } = this.config;
    const { allowedAccountIds: allowed, forbiddenAccountIds: forbidden } = values;
    const key = keyOf(allowed ? "allowedAccountIds" : "forbiddenAccountIds");
    this.#account ??= this.#findAccount(client, key);
    const account = await this.#account;
    if (account === "") {
      throw wrong(`Config ${key} can't be obeyed: the endpoint does not tell the account of the credentials.`);
    }
    if (allowed && !allowed.includes(account)) {
      throw wrong(`The AWS account ${account} is none of ${keyOf("allowedAccountIds")}: ${allowed.join(", ")}.`);
    }
    if (forbidden?.includes(account)) {
      throw wrong(`The AWS account ${account} is one of ${keyOf("forbiddenAccountIds")}.`);
    }
  }
}
