/** A piece of JavaScript that is wrong, and what is said of it: one error for each pattern, and no other. */
export type Row = readonly [code: string, ...says: RegExp[]];

const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab12Cd34E";
const absent = "eu-central-1:00000000-0000-4000-8000-000000000000";
const arnOfAbsent = `arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/${absent}`;
const text = /was made of an Output as if it were a plain text: use pulumi\.interpolate/;

/** What the programs of the tables know. */
export const prelude = `
const pulumi = require("@pulumi/pulumi");
const cognito = require("pulumi-cognito-identity");
class OtherProvider extends pulumi.ProviderResource {}
const role = "arn:aws:iam::123456789012:role/users";
const token = { type: "Token", ambiguousRoleResolution: "Deny" };
const rule = { claim: "cognito:groups", matchType: "Contains", value: "a", roleArn: role };
const many = (count, value) => Object.fromEntries(Array.from({ length: count }, (_, i) => ["entry" + i, value]));
const users = new cognito.IdentityPool("users", { developerProviderName: "login.example.com" });
const plain = new cognito.IdentityPool("plain");
const kiosk = new cognito.Identity("kiosk", { identityPoolId: new cognito.IdentityPool("open", { allowUnauthenticatedIdentities: true }).id });
let row, part;
const name = () => row + "-" + part++;
const pool = (args, opts) => new cognito.IdentityPool(name(), args, opts);
const userPool = (args) => pool({ cognitoIdentityProviders: [{ providerName: "${userPool}", clientId: "4k2example", ...args }] });
const make = (kind, identityPoolId, args, opts) => new cognito[kind](name(), { identityPoolId, ...args }, opts);
const withDeveloper = () => pool({ developerProviderName: "login.example.com" }).id;
const withGoogle = () => pool({ supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" } }).id;
const link = (args, id = withDeveloper()) => make("DeveloperIdentityLink", id, { developerUserIdentifier: "alice", ...args });
const links = (args, id = withDeveloper()) => make("DeveloperIdentityLinks", id, args);
const identity = (args, id = withGoogle()) => make("Identity", id, args);
const attach = (args, id = withGoogle()) => make("IdentityPoolRoleAttachment", id, args);
const google = { identityProvider: "accounts.google.com" };
const mapping = (args, id = withGoogle()) => make("IdentityPoolRoleMapping", id, { ...google, ...token, ...args });
const rules = (...mappingRules) => mapping({ type: "Rules", mappingRules });
const tags = (args, id = withGoogle()) => make("IdentityPoolProviderPrincipalTag", id, { identityProviderName: "accounts.google.com", ...args });
`;

const pools: readonly Row[] = [
  ["pool({ identityPoolName: 5 })", /identityPoolName must be a string, not a number/],
  ['pool({ identityPoolName: "x".repeat(129) })', /identityPoolName must have at most 128 characters, not 129/],
  ['pool({ identityPoolName: "a/b" })', /identityPoolName must match .*: "a\/b"/],
  ['pool({ identityPoolName: ["users"] })', /identityPoolName must be a string, not a list/],
  ['pool({ poolName: "users" })', /poolName does not exist; did you mean identityPoolName\?/],
  ['pool({ name: "users" })', /name does not exist; use identityPoolName, /],
  ["pool({ allow_unauthenticated_identities: true })", /did you mean allowUnauthenticatedIdentities\?/],
  ["pool({ AllowClassicFlow: true })", /AllowClassicFlow does not exist; did you mean allowClassicFlow\?/],
  ['pool({ allowUnauthenticatedIdentities: "true" })', /allowUnauth\w+ must be true or false, not a string/],
  ['pool({ arn: "arn:aws:x" })', /arn is an output of IdentityPool, which a program can't set/],
  [`pool({ identityPoolName: \`for-\${users.id}\` })`, text],
  ['pool({ tags: { pool: "of " + users.id } })', /tags\.pool was made of an Output/],
  ['pool({ developerProviderName: "https://login.example.com" })', /developerProviderName must match/],
  ['pool({ supportedLoginProviders: ["accounts.google.com"] })', /supportedLoginProviders must be a map, not a list/],
  ['pool({ supportedLoginProviders: { google: "1" } })', /\.google must be accounts\.google\.com, not "google"/],
  ['pool({ supportedLoginProviders: { "https://www.amazon.com": "1" } })', /must be www\.amazon\.com, not "https/],
  ['pool({ supportedLoginProviders: { "graph.facebook.com": 12345 } })', /must be a string, not a number/],
  [
    'pool({ supportedLoginProviders: many(11, "app") })',
    /supportedLoginProviders must have at most 10 entries, not 11/,
  ],
  [
    'pool({ openidConnectProviderArns: ["https://login.example.com"] })',
    /\[0\] must be the ARN of an IAM oidc-provider/,
  ],
  [
    'pool({ openidConnectProviderArns: ["arn:aws:iam::123456789012:saml-provider/okta"] })',
    /a saml-provider belongs in samlProviderArns/,
  ],
  [
    'pool({ openidConnectProviderArns: ["arn:aws:iam::123456789012:oidc-provider/https://a.example.com"] })',
    /must be arn:aws:iam::123456789012:oidc-provider\/a\.example\.com, without the scheme/,
  ],
  ["pool({ samlProviderArns: role })", /samlProviderArns must be a list, not a string/],
  ["pool({ samlProviderArns: [role] })", /must be the ARN of an IAM saml-provider, .* a role belongs in roles/],
  ['pool({ openIdConnectProviderARNs: ["x"] })', /did you mean openidConnectProviderArns\?/],
  [
    'userPool({ providerName: "eu-central-1_Ab12Cd34E" })',
    /\.providerName must be cognito-idp\.eu-central-1\.\S+\/eu-c/,
  ],
  [
    'userPool({ providerName: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab12Cd34E" })',
    /must be cognito-idp\.eu-central-1\.amazonaws\.com\/eu-central-1_Ab12Cd34E, not "arn/,
  ],
  [`userPool({ providerName: "https://${userPool}/.well-known/jwks.json" })`, /must be cognito-idp\S+, not "https/],
  ['userPool({ providerName: "shop.auth.eu-central-1.amazoncognito.com" })', /not the domain of its sign-in pages/],
  ['userPool({ providerName: "auth.example.com" })', /must be cognito-idp\.REGION\S+, not the name of something else/],
  [
    'userPool({ providerName: "cognito-idp.eu-centrl-1.amazonaws.com/eu-centrl-1_Ab12Cd34E" })',
    /"eu-centrl-1" is no AWS region; did you mean eu-central-1\?/,
  ],
  ["userPool({ providerName: undefined })", /\[0\]\.providerName is required/],
  ['userPool({ clientId: "my-web-client" })', /\[0\]\.clientId must match/],
  ["userPool({ clientId: 123 })", /\[0\]\.clientId must be a string, not a number/],
  ['userPool({ clientID: "4k2" })', /\[0\]\.clientID does not exist; did you mean clientId\?/],
  ['userPool({ serverSideTokenCheck: "false" })', /serverSideTokenCheck must be true or false, not a string/],
  [`pool({ cognitoIdentityProviders: ["${userPool}"] })`, /cognitoIdentityProviders\[0\] must be an object, not a/],
  ['pool({ tags: [{ Key: "a", Value: "b" }] })', /tags must be a map, not a list/],
  ["pool({ tags: { cost: 5 } })", /tags\.cost must be a string, not a number/],
  ['pool({ tags: { "AWS:stack": "x" } })', /tags\["AWS:stack"\] must not begin with aws:/],
  ['pool({ tags: many(51, "x") })', /tags must have at most 50 entries, with the default tags, not 51/],
  ['pool({ region: "EU-CENTRAL-1" })', /region "EU-CENTRAL-1" is no AWS region; did you mean eu-central-1\?/],
  ['pool({ region: "eu-centrl-1" })', /region "eu-centrl-1" is no AWS region; did you mean eu-central-1\?/],
  ['pool({ region: "Frankfurt" })', /region "Frankfurt" is no AWS region; did you mean eu-central-1\?/],
  ['pool({ deletionProtection: "ACTIVE" })', /deletionProtection must be true or false, not a string/],
  [`pool({}, { import: "${absent}" })`, /can't be imported, as Pulumi imports no dynamic resources/],
];

const inPools: readonly Row[] = [
  ["link({}, null)", /identityPoolId is required/],
  ["link({}, users)", /identityPoolId must be a string, not an instance of IdentityPool/],
  ["link({}, users.arn)", /identityPoolId must be the id of an identity pool, users\.id, not users\.arn/],
  ["link({}, users.identityPoolName)", /users\.id, not users\.identityPoolName/],
  [`link({}, "${arnOfAbsent}")`, /identityPoolId must be the id eu-central-1:0000\S+, not the ARN of the pool/],
  ['link({}, "eu-central-1_Ab12Cd34E")', /REGION:UUID, not the id of a user pool: "eu-central-1_Ab12Cd34E"/],
  [`link({}, \`\${users.id}\`)`, text],
  ["link({}, plain.id)", /the pool plain has no developer provider: set its developerProviderName/],
  ["link({ developerUserIdentifier: null })", /developerUserIdentifier is required/],
  ["link({ developerUserIdentifier: 42 })", /developerUserIdentifier must be a string, not a number/],
  ['link({ developerUserId: "bob" })', /developerUserId does not exist; did you mean developerUserIdentifier\?/],
  ['link({ developerProviderName: "login.example.org" })', /must be the pool's, login\.example\.com, or unset/],
  ['link({ onConflict: "overwrite" })', /onConflict must be one of error, merge, move: "overwrite"/],
  ['link({ deleteIdentity: "true" })', /deleteIdentity must be true or false, not a string/],
  ['link({ identityId: "us-east-1:00000000-0000-4000-8000-000000000000" })', /identityId must be of the pool's region/],
  ["link({ identityId: users.id })", /identityId must be the id of an identity, as an identityId, not users\.id/],
  [`link({ identityId: \`\${kiosk.identityId}\` })`, /identityId was made of an Output/],
  ['link({ region: "eu-west-1" })', /region must be that of the pool, eu-central-1/],
  ["const id = withDeveloper(); link({}, id); link({}, id)", /manage the user \S+\/login\.example\.com\/alice, which/],
  [
    'const id = withDeveloper(); links({ users: ["alice"] }, id); link({}, id)',
    /which \S+ manages already: declare only/,
  ],
  ['links({ users: ["a", "a"] })', /users must name each user once, .*: "a"/],
  ['links({ users: "alice" })', /users must be a list, not a string/],
  ["links({ users: [1] })", /users\[0\] must be a string, not a number/],
  ['links({ linkTo: { a: "alice" } })', /linkTo\.a must be the id of an identity, REGION:UUID, not "alice"/],
  [
    'links({ linkTo: { a: "us-east-1:00000000-0000-4000-8000-000000000000" } })',
    /linkTo\.a must be of the pool's region/,
  ],
  ["identity({})", /logins is required: the pool allows no guests/],
  ['identity({ logins: { "login.example.com": "t" } }, users.id)', /whose users are for DeveloperIdentityLink/],
  ['identity({ logins: { "accounts.google.com": 5 } })', /logins\["accounts\.google\.com"\] must be a string/],
  [
    'identity({ logins: { "www.amazon.com": "t" } })',
    /is no provider of the pool: "www\.amazon\.com"; it has accounts/,
  ],
  ["attach({})", /roles is required/],
  ["attach({ roles: role })", /roles must be a map, not a string/],
  ["attach({ roles: { Authenticated: role } })", /roles\.Authenticated must be authenticated, not "Authenticated"/],
  ["attach({ roles: { authenicated: role } })", /roles\.authenicated does not exist; did you mean authenticated\?/],
  ["attach({ roles: { admin: role } })", /roles\.admin does not exist; use authenticated, unauthenticated/],
  ['attach({ roles: { authenticated: "users" } })', /must be the ARN of an IAM role, .* not a name: "users"/],
  [
    'attach({ roles: { authenticated: "arn:aws:iam::123456789012:instance-profile/users" } })',
    /roles\.authenticated must be the ARN of an IAM role/,
  ],
  ["attach({ roles: { authenticated: { arn: role } } })", /roles\.authenticated must be a string, not an object/],
  ["const id = withGoogle(); attach({ roles: {} }, id); attach({ roles: {} }, id)", /manage the roles of pool/],
  [
    "const id = withGoogle(); attach({ roles: {}, roleMappings: [{ ...google, ...token }] }, id); mapping({}, id)",
    /manage the mapping of accounts\.google\.com/,
  ],
  ["attach({ roles: {}, roleMappings: { ...google, ...token } })", /roleMappings must be a list, not an object/],
  ["const id = withGoogle(); mapping({}, id); mapping({}, id)", /manage the mapping of accounts\.google\.com/],
  ['mapping({ identityProvider: "google" })', /identityProvider must be accounts\.google\.com, not "google"/],
  ['mapping({ type: "token" })', /type must be Token, not "token"/],
  ["mapping({ ambiguousRoleResolution: undefined })", /ambiguousRoleResolution is required for type Token/],
  ['mapping({ ambiguousRoleResolution: "deny" })', /ambiguousRoleResolution must be Deny, not "deny"/],
  ["mapping({ mappingRules: [rule] })", /mappingRules must be unset for type Token/],
  ["rules()", /mappingRules is required for type Rules/],
  ["rules(...Array(26).fill(rule))", /mappingRules must have at most 25 entries, not 26/],
  ['rules({ ...rule, matchType: "EndsWith" })', /matchType must be one of Equals, Contains, .*: "EndsWith"/],
  ["rules({ ...rule, value: true })", /mappingRules\[0\]\.value must be a string, not a boolean/],
  ["rules({ ...rule, roleARN: role })", /mappingRules\[0\]\.roleARN does not exist; did you mean roleArn\?/],
  ["rules({ ...rule, claim: undefined })", /mappingRules\[0\]\.claim is required/],
  ["mapping({ rulesConfiguration: { rules: [rule] } })", /rulesConfiguration does not exist; use identityPoolId/],
  ['tags({ principalTags: many(51, "sub") })', /principalTags must have at most 50 entries, not 51/],
  [
    'tags({ principalTags: { team: "c".repeat(257) } })',
    /principalTags\.team must have at most 256 characters, not 257/,
  ],
  ['tags({ principalTags: ["sub"] })', /principalTags must be a map, not a list/],
  ['tags({ principalTags: { team: "sub" }, useDefaults: true })', /must be unset where useDefaults is true/],
  [`tags({ identityProviderName: "${userPool}:4k2example" })`, /identityProviderName (must be|is no provider)/],
  ["const id = withGoogle(); tags({}, id); tags({}, id)", /manage the principal tags of accounts\.google\.com/],
  ["new cognito.AuthenticatedIdentityPool(name())", /roles is required/],
  ["new cognito.AuthenticatedIdentityPool(name(), { roles: role })", /roles must be a map, not a string/],
  [
    "new cognito.AuthenticatedIdentityPool(name(), { roles: {}, identityPoolNam: 'x' })",
    /did you mean identityPoolName\?/,
  ],
  ["new cognito.WorkloadIdentity(name(), { workload: 5 })", /developerUserIdentifier must be a string, not a number/],
];

/** What is found before any resource is registered, all at once. */
export const declared: readonly Row[] = [...pools, ...inPools];

/** What is thrown, or rejected, where it is written. */
export const thrown: readonly Row[] = [
  ['pool("users")', /^IdentityPool \S+: the arguments must be an object, not a string\.$/],
  ["pool(pulumi.output({}))", /: the arguments must be an object, not an Output\.$/],
  ['pool({}, "eu-west-1")', /: the options must be an object, not a string\.$/],
  ["new cognito.IdentityPool({})", /^IdentityPool: the name of a resource must be a string, not an object\.$/],
  ['new cognito.Identity("", {})', /^Identity: the name of a resource must be a string, not an empty one\.$/],
  ["cognito.IdentityPool.get(name())", /: the id of what is looked up is required; IdentityPool\.get\(/],
  ["cognito.DeveloperIdentityLink.get(name(), undefined)", /: the id of what is looked up is required/],
  [
    'pool({}, { provider: "eu-west-1" })',
    /: its provider must be a Provider of pulumi-cognito-identity, .* not a string/,
  ],
  ['pool({}, { provider: { region: "eu-west-1" } })', /: its provider must be a Provider .* not an object\.$/],
  [
    'pool({}, { provider: new OtherProvider("pulumi-nodejs", "other") })',
    /can't use the provider other, which is one of another dynamic/,
  ],
  [
    'new cognito.Provider("p", { regoin: "eu-west-1" })',
    /^The Provider p has no setting regoin; did you mean region\?$/,
  ],
  ['new cognito.Provider("p", "eu-west-1")', /^Provider p: the arguments must be an object, not a string\.$/],
  ["new cognito.AuthenticatedIdentityPool(name(), { role: {} })", /: role does not exist; did you mean roles\?$/],
  ["new cognito.AuthenticatedIdentityPool(name(), role)", /: the arguments must be an object, not a string\.$/],
  [
    'new cognito.AuthenticatedIdentityPool(name(), { roles: {}, sessionTags: "yes" })',
    /: sessionTags must be true or false, not a string\.$/,
  ],
  ['new cognito.WorkloadIdentity(name(), { worklod: "x" })', /: worklod does not exist; did you mean workload\?$/],
  [
    "new cognito.WorkloadIdentity(name(), { allowClassicFlow: true })",
    /: allowClassicFlow does not exist; use workload/,
  ],
  ['cognito.trustPolicy("users", "authenticated")', /identityPoolId must be the id of an identity pool, REGION:UUID/],
  ['cognito.trustPolicy(users.id, "Authenticated")', /the audience must be authenticated, not "Authenticated"\.$/],
  ['cognito.trustPolicy(users, "authenticated")', /REGION:UUID, not an instance of IdentityPool\.$/],
  [`cognito.trustPolicy(\`\${users.id}\`, "authenticated")`, text],
  ['cognito.trustPolicy(users.id, "authenticated", { sessionTag: true })', /did you mean sessionTags\?$/],
  ["cognito.getIdentityPool()", /^getIdentityPool: input must be an object, not undefined$/],
  ["cognito.getIdentityPool({ identityPoolId: users.id })", /identityPoolId must be a string, not an Output$/],
  [`cognito.getIdentityPool({ poolId: "${absent}" })`, /poolId does not exist; did you mean identityPoolId\?$/],
  [
    `cognito.getIdentityPoolOutput({ identityPoolId: "${arnOfAbsent}" })`,
    /must be the id \S+, not the ARN of the pool$/,
  ],
  [`cognito.getIdentityPoolOutput({ identityPoolId: \`\${users.id}\` })`, text],
  [`cognito.getIdentityPool({ identityPoolId: "${absent}" })`, /ResourceNotFoundException/],
  ['cognito.listIdentityPools({ maxResults: "10" })', /maxResults must be a whole number, not a string$/],
  ['cognito.getIdOutput({ identityPoolId: "users" })', /identityPoolId must be the id of an identity pool/],
  ["cognito.getOpenIdTokenForDeveloperIdentityOutput({ identityPoolId: users.id })", /: logins is required$/],
  ['cognito.describeIdentity({ identityId: "alice" })', /identityId must be the id of an identity, REGION:UUID/],
];

/** What the provider finds with the help of the service, in a preview too. */
export const provided: readonly Row[] = [
  [`link({}, "${absent}")`, /identityPoolId is of no pool: eu-central-1:0000/],
  ['cognito.IdentityPool.get(name(), "users")', /must be the id of an identity pool, REGION:UUID, not "users"/],
  [`cognito.IdentityPool.get(name(), "${absent}")`, /There is no IdentityPool eu-central-1:0000/],
  [
    `cognito.DeveloperIdentityLink.get(name(), "${absent}")`,
    /The id of a DeveloperIdentityLink is identityPoolId\/developerProviderName\/developerUserIdentifier, not/,
  ],
];

/** All that is wrong with the settings of one provider is one error. */
export const settings = {
  code: `pool({}, { provider: new cognito.Provider("p", { region: "eu-west-1", retryMode: "fast", maxAttempts: "many",
    endpoint: "localhost:4599", allowedAccountIds: ["12"], assumeRoles: [{ roleARN: role }], creationTag: "maybe" }) })`,
  says: [
    /:retryMode must be one of adaptive, standard|:retryMode must be one of standard, adaptive/,
    /:maxAttempts must be a whole number, not "many"/,
    /:allowedAccountIds\[0\]/,
    /:assumeRoles\[0\].*roleARN.*did you mean roleArn\?/,
    /:creationTag must be true or false, not "maybe"/,
  ],
} as const;
