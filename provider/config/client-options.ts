import type { ClientOptions } from "../client/options";
import { resolveEndpoint, resolveInProject } from "./endpoint";
import type { ProviderConfig } from "./settings";

/** The options of the client that works as config says. */
export function clientOptions(config: ProviderConfig): ClientOptions {
  const { accessKey, secretKey, token } = config;
  return {
    region: config.region,
    profile: config.profile,
    endpoint: resolveEndpoint(config.endpoint),
    localLoginKeys: config.localLoginKeys && resolveInProject(config.localLoginKeys),
    stsEndpoint: config.stsEndpoint,
    stsRegion: config.stsRegion,
    useFipsEndpoint: config.useFipsEndpoint,
    useDualstackEndpoint: config.useDualstackEndpoint,
    maxAttempts: config.maxAttempts,
    retryMode: config.retryMode,
    credentials:
      accessKey === undefined || secretKey === undefined
        ? undefined
        : { accessKeyId: accessKey, secretAccessKey: secretKey, sessionToken: token },
    assumeRoleArn: config.assumeRoleArn,
    assumeRoles: config.assumeRoles,
    assumeRoleWithWebIdentity: config.assumeRoleWithWebIdentity,
    sharedConfigFiles: config.sharedConfigFiles,
    sharedCredentialsFiles: config.sharedCredentialsFiles,
    caBundle: config.customCaBundle,
    httpProxy: config.httpProxy,
    httpsProxy: config.httpsProxy,
    noProxy: config.noProxy,
  };
}
