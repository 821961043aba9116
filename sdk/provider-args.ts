// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";

/** The settings of an explicit `Provider`. */
export interface ProviderArgs {
  /** The AWS region, for example `eu-central-1`. */
  region?: pulumi.Input<string>;
  /** A profile of the shared AWS config files. */
  profile?: pulumi.Input<string>;
  /** An http(s) URL, or `local:PATH` for the local service on a SQLite file, relative to the Pulumi project. */
  endpoint?: pulumi.Input<string>;
  /** How often a request is sent at most; 3 when unset. */
  maxAttempts?: pulumi.Input<number>;
  /** An AWS access key id; needs `secretKey`. Kept secret. */
  accessKey?: pulumi.Input<string>;
  /** The secret access key of `accessKey`. Kept secret. */
  secretKey?: pulumi.Input<string>;
  /** A session token for temporary credentials. Kept secret. */
  token?: pulumi.Input<string>;
  /** The ARN of a role that is assumed with the credentials found otherwise. */
  assumeRoleArn?: pulumi.Input<string>;
  /** Tags of every pool, beneath the pool's own. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
