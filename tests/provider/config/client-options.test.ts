import assert from "node:assert/strict";
import type { ClientOptions } from "../../../provider/client/options";
import { type ConfigTexts, clientOptions, readConfig, type SettingName, settingNames } from "../../../provider/config";
import { obeyedKeys } from "../../../provider/config/aws-keys";

const optionsOf = (texts: ConfigTexts): ClientOptions => {
  const options = clientOptions(readConfig(texts).values);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
};

const role = { roleArn: "arn:aws:iam::222222222222:role/deploy" };
const wholeRole = {
  ...role,
  sessionName: "ci-session",
  duration: "1h30m",
  policy: '{"Version":"2012-10-17"}',
  policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  externalId: "tenant-42",
  tags: { team: "web" },
  transitiveTagKeys: ["team"],
  sourceIdentity: "alice",
};
const webIdentity = { ...role, sessionName: "ci", duration: "900", webIdentityTokenFile: "/tmp/token" };
const keys = { "cognito-identity:accessKey": "a", "cognito-identity:secretKey": "b" };
const credentials = { accessKeyId: "a", secretAccessKey: "b", sessionToken: undefined };

/** The text of each setting, and the option that it becomes. */
const own: { readonly [N in SettingName]?: readonly [text: string, options: ClientOptions, more?: ConfigTexts] } = {
  region: ["eu-west-1", { region: "eu-west-1" }],
  profile: ["dev", { profile: "dev" }],
  endpoint: ["http://127.0.0.1:4599", { endpoint: "http://127.0.0.1:4599" }],
  localLoginKeys: ["/keys.json", { localLoginKeys: "/keys.json" }],
  maxAttempts: ["7", { maxAttempts: 7 }],
  retryMode: ["standard", { retryMode: "standard" }],
  accessKey: ["a", { credentials }, keys],
  secretKey: ["b", { credentials }, keys],
  token: ["c", { credentials: { ...credentials, sessionToken: "c" } }, keys],
  assumeRoleArn: [role.roleArn, { assumeRoleArn: role.roleArn }],
  assumeRoles: [JSON.stringify([wholeRole, role]), { assumeRoles: [wholeRole, role] }],
  assumeRoleWithWebIdentity: [JSON.stringify(webIdentity), { assumeRoleWithWebIdentity: webIdentity }],
  useFipsEndpoint: ["true", { useFipsEndpoint: true }],
  useDualstackEndpoint: ["false", { useDualstackEndpoint: false }],
  stsEndpoint: ["http://127.0.0.1:4600", { stsEndpoint: "http://127.0.0.1:4600" }],
  stsRegion: ["eu-west-2", { stsRegion: "eu-west-2" }],
  sharedConfigFiles: ['["/a","/b"]', { sharedConfigFiles: ["/a", "/b"] }],
  sharedCredentialsFiles: ['["/c"]', { sharedCredentialsFiles: ["/c"] }],
  customCaBundle: ["/ca.pem", { caBundle: "/ca.pem" }],
  httpProxy: ["http://proxy:1", { httpProxy: "http://proxy:1" }],
  httpsProxy: ["http://proxy:2", { httpsProxy: "http://proxy:2" }],
  noProxy: ["localhost,.local", { noProxy: "localhost,.local" }],
};

/** Settings that are not the client's. */
const ofTheContext: readonly SettingName[] = [
  "allowedAccountIds",
  "forbiddenAccountIds",
  "defaultTags",
  "creationTag",
  "deleteWithPool",
  "ignoreTags",
  "skipRequestingAccountId",
  "skipRegionValidation",
];

/** Keys of the AWS provider whose text differs from that of the setting. */
const different: Readonly<Record<string, readonly (readonly [text: string, options: ClientOptions])[]>> = {
  "aws:assumeRoles": [
    [JSON.stringify([wholeRole, role]), { assumeRoles: [wholeRole, role] }],
    [JSON.stringify(role), { assumeRoles: [role] }],
    ["[]", { assumeRoles: [] }],
  ],
  "aws:assumeRole": [
    [JSON.stringify(wholeRole), { assumeRoles: [wholeRole] }],
    [JSON.stringify({ ...role, durationSeconds: 3600 }), { assumeRoles: [{ ...role, duration: "3600" }] }],
    [JSON.stringify([role]), { assumeRoles: [role] }],
  ],
  "aws:assumeRoleWithWebIdentity": [
    [JSON.stringify(webIdentity), { assumeRoleWithWebIdentity: webIdentity }],
    [
      JSON.stringify({ ...role, webIdentityToken: "token", durationSeconds: "900" }),
      { assumeRoleWithWebIdentity: { ...role, webIdentityToken: "token", duration: "900" } },
    ],
  ],
  "aws:endpoints": [
    ['[{"cognitoidentity":"http://127.0.0.1:1","s3":"http://x"}]', { endpoint: "http://127.0.0.1:1" }],
    ['[{"s3":"http://x"},{"cognitoidentity":"http://127.0.0.1:1"}]', { endpoint: "http://127.0.0.1:1" }],
    ['{"sts":"http://127.0.0.1:2","cognitoidp":"http://x"}', { stsEndpoint: "http://127.0.0.1:2" }],
    ['[{"s3":"http://x"}]', {}],
  ],
  "aws:sharedCredentialsFile": [["/c", { sharedCredentialsFiles: ["/c"] }]],
  "aws:maxRetries": [
    ["4", { maxAttempts: 5 }],
    ["0", { maxAttempts: 1 }],
  ],
};

describe("client options by config", () => {
  it("has a test of every setting", () => {
    assert.deepEqual([...Object.keys(own), ...ofTheContext].sort(), [...settingNames].sort());
  });

  for (const [name, [text, options, more]] of Object.entries(own)) {
    it(`takes cognito-identity:${name}`, () => {
      assert.deepEqual(optionsOf({ ...more, [`cognito-identity:${name}`]: text }), options);
    });
  }

  for (const { key, sets } of obeyedKeys.filter(({ sets }) => !ofTheContext.includes(sets))) {
    const [text = "", options = {}, more = {}] = own[sets] ?? [];
    const moreOfAws = Object.fromEntries(
      Object.entries(more).map(([name, value]) => [name.replace("cognito-identity:", "aws:"), value]),
    );
    for (const [given, expected] of different[key] ?? [[text, options]]) {
      it(`takes ${key} for ${sets}: ${given}`, () => {
        assert.deepEqual(optionsOf({ ...moreOfAws, [key]: given }), expected);
      });
    }
  }

  it("makes the path of a local endpoint absolute, from the project on", () => {
    const { endpoint } = optionsOf({ "cognito-identity:endpoint": "local:cognito.db" });
    assert.match(String(endpoint), /^local:\/.*\/cognito\.db$/);
    assert.equal(optionsOf({ "cognito-identity:endpoint": "local::memory:" }).endpoint, "local::memory:");
  });
});
