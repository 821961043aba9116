import type { Reply } from "./bare-server";

const xml = (body: string, more: Partial<Reply> = {}): Reply => ({
  ...more,
  headers: { "content-type": "text/xml", ...more.headers },
  body,
});

const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** STS's answer to GetCallerIdentity. */
export const identityReply = (account = "123456789012"): Reply =>
  xml(
    `<GetCallerIdentityResponse ${namespace}><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/u</Arn>` +
      `<UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );

/** An error of STS. */
export const stsErrorReply = (
  code: string,
  message: string,
  status = 403,
  headers: Record<string, string> = {},
): Reply =>
  xml(
    `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
      "<RequestId>r</RequestId></ErrorResponse>",
    { status, headers },
  );

export const roleKeys = { accessKeyId: "AKIDCHAIN", secretAccessKey: "chain-secret", sessionToken: "chain-token" };

/** STS's answer to AssumeRole or AssumeRoleWithWebIdentity: keys that are valid for an hour. */
export const roleReply = (
  action: string,
  { accessKeyId, secretAccessKey, sessionToken } = roleKeys,
  account = "123456789012",
): Reply =>
  xml(
    `<${action}Response ${namespace}><${action}Result><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId>` +
      `<SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken>` +
      `<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials><AssumedRoleUser>` +
      `<Arn>arn:aws:sts::${account}:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>` +
      `</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
  );
