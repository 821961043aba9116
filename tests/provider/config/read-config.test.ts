import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ConfigTexts, knownKeys, pickConfig, readConfig } from "../../../provider/config";
import { ignoredKeys, obeyedKeys, refusedKeys } from "../../../provider/config/aws-keys";

const values = (texts: ConfigTexts) => readConfig(texts).values;

/** All settings of version 7 of the AWS provider, and what becomes of each here. */
const awsProvider = {
  obeyed:
    "accessKey allowedAccountIds assumeRoleWithWebIdentity assumeRoles customCaBundle defaultTags endpoints " +
    "forbiddenAccountIds httpProxy httpsProxy ignoreTags maxRetries noProxy profile region retryMode secretKey " +
    "sharedConfigFiles sharedCredentialsFiles skipRegionValidation skipRequestingAccountId stsRegion token " +
    "useDualstackEndpoint useFipsEndpoint",
  refused:
    "ec2MetadataServiceEndpoint ec2MetadataServiceEndpointMode insecure tagPolicyCompliance tokenBucketRateLimiterCapacity",
  ignored: "s3UsEast1RegionalEndpoint s3UsePathStyle skipCredentialsValidation skipMetadataApiCheck userAgents",
};

const refuses = (texts: ConfigTexts, ...sentences: string[]) =>
  assert.throws(
    () => readConfig(texts),
    (error: Error & { code?: string }) => {
      assert.equal(error.code, "ConfigurationError");
      const [only = "", ...others] = sentences;
      const wanted = others.length === 0 ? only : sentences.map((one) => one.replace(/\.$/, "")).join("; ");
      assert.equal(error.message, wanted);
      return true;
    },
  );

const deploy = "arn:aws:iam::222222222222:role/deploy";

describe("readConfig", () => {
  describe("the precedence", () => {
    it("is the own key, then the AWS provider's", () => {
      assert.equal(values({ "aws:region": "eu-west-1" }).region, "eu-west-1");
      assert.equal(values({ "cognito-identity:region": "eu-west-2", "aws:region": "eu-west-1" }).region, "eu-west-2");
    });

    it("takes credentials from one namespace alone", () => {
      const keys = { "aws:accessKey": "a", "aws:secretKey": "b", "aws:token": "c" };
      assert.deepEqual(values({ ...keys, "cognito-identity:profile": "dev" }), { profile: "dev" });
      assert.deepEqual(values({ "cognito-identity:accessKey": "d", "cognito-identity:secretKey": "e", ...keys }), {
        accessKey: "d",
        secretKey: "e",
      });
    });

    it("takes roles from one namespace alone", () => {
      const roles = { "aws:assumeRoles": JSON.stringify([{ roleArn: "arn:a" }]) };
      assert.deepEqual(values({ ...roles, "cognito-identity:assumeRoleArn": deploy }), { assumeRoleArn: deploy });
    });

    it("names the key that a value is from", () => {
      const { keyOf } = readConfig({ "aws:assumeRole": `{"roleArn":"${deploy}"}`, "cognito-identity:profile": "dev" });
      assert.equal(keyOf("assumeRoles"), "aws:assumeRole");
      assert.equal(keyOf("profile"), "cognito-identity:profile");
      assert.equal(keyOf("region"), "cognito-identity:region");
    });

    it("refuses two keys of the AWS provider for one setting", () => {
      const role = `{"roleArn":"${deploy}"}`;
      refuses(
        { "aws:assumeRoles": `[${role}]`, "aws:assumeRole": role },
        "Config aws:assumeRoles and aws:assumeRole say the same: pulumi config rm aws:assumeRole",
      );
    });
  });

  describe("values", () => {
    it("are text where text is wanted, though YAML makes numbers and booleans of them", () => {
      const tags = { CostCenter: "1234", audited: "true", team: "web" };
      for (const key of ["aws:defaultTags", "cognito-identity:defaultTags"]) {
        assert.deepEqual(
          values({ [key]: '{"tags":{"CostCenter":1234,"audited":true,"team":"web"}}' }).defaultTags,
          tags,
        );
        assert.deepEqual(values({ [key]: '{"CostCenter":1234,"audited":true,"team":"web"}' }).defaultTags, tags);
      }
      assert.deepEqual(values({ "aws:allowedAccountIds": "[999999999999]" }).allowedAccountIds, ["999999999999"]);
      assert.deepEqual(values({ "aws:assumeRole": `{"roleArn":"${deploy}","externalId":42}` }).assumeRoles, [
        { roleArn: deploy, externalId: "42" },
      ]);
    });

    it("may be tags of any name, tags too", () => {
      assert.deepEqual(values({ "cognito-identity:defaultTags": '{"tags":"yes"}' }).defaultTags, { tags: "yes" });
    });

    it("count as unset where they are null", () => {
      assert.deepEqual(values({ "aws:assumeRole": `{"roleArn":"${deploy}","externalId":null}` }).assumeRoles, [
        { roleArn: deploy },
      ]);
    });

    it("are refused by the key that was set and the path inside it, all at once", () => {
      refuses(
        {
          "aws:defaultTags": '{"tags":{"CostCenter":["1"],"a b":{}}}',
          "cognito-identity:maxAttempts": "often",
          "cognito-identity:useFipsEndpoint": "yes",
          "cognito-identity:retryMode": "fast",
          "aws:forbiddenAccountIds": '["12"]',
          "cognito-identity:assumeRoles": '[{"roleArn":"role/deploy"},{"externalId":"tenant"}]',
        },
        'Config cognito-identity:maxAttempts must be a whole number, not "often".',
        'Config cognito-identity:retryMode must be one of standard, adaptive: "fast".',
        'Config cognito-identity:assumeRoles[0].roleArn must match arn:.+: "role/deploy".',
        "Config cognito-identity:assumeRoles[1].roleArn is required.",
        'Config cognito-identity:useFipsEndpoint must be true or false, not "yes".',
        'Config aws:forbiddenAccountIds[0] must match \\d{12}: "12".',
        "Config aws:defaultTags.tags.CostCenter must be a string, not a list.",
        'Config aws:defaultTags.tags["a b"] must be a string, not an object.',
      );
    });

    it("with structure are set by path", () => {
      refuses(
        { "cognito-identity:allowedAccountIds": "111111111111", "cognito-identity:defaultTags": "web" },
        "Config cognito-identity:allowedAccountIds must be a list, not a number: pulumi config set --path 'cognito-identity:allowedAccountIds[0]' VALUE",
        "Config cognito-identity:defaultTags must be a map, not a string: pulumi config set --path 'cognito-identity:defaultTags.NAME' VALUE",
      );
    });

    it("have no misspelt members", () => {
      refuses(
        {
          "aws:assumeRoles": `[{"roleArn":"${deploy}","externalID":"tenant-42"}]`,
          "cognito-identity:assumeRoleWithWebIdentity": `{"roleArn":"${deploy}","webIdentityTokenFlie":"/t"}`,
          "aws:ignoreTags": '{"keyPrefix":["a"]}',
          "aws:defaultTags": '{"tags":{"a":"b"},"tag":{}}',
        },
        "Config cognito-identity:assumeRoleWithWebIdentity: there is no webIdentityTokenFlie; did you mean webIdentityTokenFile?",
        "Config aws:assumeRoles[0]: there is no externalID; did you mean externalId?",
        "Config aws:defaultTags: there is no tag; did you mean tags?",
        "Config aws:ignoreTags: there is no keyPrefix; did you mean keyPrefixes?",
      );
    });

    it("that are secret are not shown", () => {
      const secret = "hunter2".repeat(2);
      const texts = {
        "cognito-identity:assumeRoleWithWebIdentity": JSON.stringify({ webIdentityToken: [secret] }),
        "cognito-identity:token": secret,
      };
      assert.throws(
        () => readConfig(texts),
        (error: Error) => !error.message.includes(secret),
      );
    });
  });

  describe("the AWS provider's endpoints", () => {
    it("may be of any service", () => {
      const services = '[{"sns":"http://x","ses":"http://x","cognitoidp":"http://x","cognitosync":"http://x"}]';
      assert.deepEqual(values({ "aws:endpoints": services }), {});
    });

    for (const name of ["cognitoIdentity", "cognito-identity", "cognitoidentty", "STS"]) {
      it(`are not misspelt, as ${name} is`, () => {
        const right = name === "STS" ? "sts" : "cognitoidentity";
        refuses(
          { "aws:endpoints": `[{"${name}":"http://127.0.0.1:1"}]` },
          `Config aws:endpoints[0]: there is no ${name}; did you mean ${right}?`,
        );
      });
    }
  });

  describe("settings that contradict one another", () => {
    const cases: [ConfigTexts, string][] = [
      [{ "aws:accessKey": "a" }, "Config aws:accessKey is set without aws:secretKey: set both, or neither."],
      [
        { "cognito-identity:token": "a" },
        "Config cognito-identity:token is set without cognito-identity:accessKey: set both, or neither.",
      ],
      [
        { "cognito-identity:assumeRoleArn": deploy, "cognito-identity:assumeRoles": "[]" },
        "Config cognito-identity:assumeRoleArn and cognito-identity:assumeRoles can't be set both: the first is short for one role of the second.",
      ],
      [
        { "aws:assumeRoleWithWebIdentity": `{"roleArn":"${deploy}"}` },
        "Config aws:assumeRoleWithWebIdentity needs either webIdentityToken or webIdentityTokenFile.",
      ],
      [
        { "aws:assumeRoles": `[{"roleArn":"${deploy}","duration":"5m"}]` },
        'Config aws:assumeRoles[0].duration must be 900 to 43,200 seconds, as a number or as in "1h30m", not "5m".',
      ],
      [
        { "cognito-identity:endpoint": "http://127.0.0.1:1", "aws:useFipsEndpoint": "true" },
        "Config aws:useFipsEndpoint can't be obeyed with cognito-identity:endpoint, which says where the service is: pulumi config set cognito-identity:useFipsEndpoint false",
      ],
      [
        { "aws:allowedAccountIds": '["111111111111"]', "aws:skipRequestingAccountId": "true" },
        "Config aws:allowedAccountIds can't be obeyed with aws:skipRequestingAccountId, by which the account is not asked for.",
      ],
    ];
    for (const [texts, sentence] of cases) {
      it(`are refused: ${Object.keys(texts).join(", ")}`, () => refuses(texts, sentence));
    }

    it("are no matter of a FIPS endpoint that is not wanted, or of the local service", () => {
      readConfig({ "cognito-identity:endpoint": "http://x", "aws:useFipsEndpoint": "false" });
      readConfig({ "cognito-identity:endpoint": "local:c.db", "aws:useFipsEndpoint": "true" });
    });
  });

  describe("an endpoint that is none", () => {
    const cases: [string, string?][] = [
      ["cognito.db", "local:cognito.db"],
      ["./data/cognito", "local:./data/cognito"],
      ["locl:cognito.db", "local:cognito.db"],
      ["LOCAL:cognito.db", "local:cognito.db"],
      ["localhost:4599", "http://localhost:4599"],
      ["127.0.0.1:4599/", "http://127.0.0.1:4599/"],
      ["ftp://127.0.0.1"],
      ["http://"],
    ];
    for (const [endpoint, meant] of cases) {
      it(`is refused: ${endpoint}`, () => {
        const reason = `Config cognito-identity:endpoint must be an http or https URL, or local:PATH, not "${endpoint}"`;
        const remedy = `; did you mean ${meant}? pulumi config set cognito-identity:endpoint ${meant}`;
        refuses({ "cognito-identity:endpoint": endpoint }, `${reason}${meant ? remedy : "."}`);
      });
    }

    it("is refused inside the AWS provider's endpoints", () => {
      refuses(
        { "aws:endpoints": '{"cognitoidentity":"localhost:1"}' },
        'Config aws:endpoints must be an http or https URL, or local:PATH, not "localhost:1"; did you mean http://localhost:1? pulumi config set cognito-identity:endpoint http://localhost:1',
      );
    });

    it("is refused without a path", () => {
      refuses(
        { "cognito-identity:endpoint": "local:" },
        "Config cognito-identity:endpoint needs the path of a SQLite file; did you mean local:cognito.db? pulumi config set cognito-identity:endpoint local:cognito.db",
      );
    });
  });

  describe("keys", () => {
    it("of this package that do not exist are refused, with the nearest one", () => {
      refuses(
        { "cognito-identity:enpoint": "local:c.db" },
        "There is no setting cognito-identity:enpoint; did you mean cognito-identity:endpoint? To remove it: pulumi config rm cognito-identity:enpoint",
      );
    });

    it("that resemble nothing are refused with all names", () => {
      assert.throws(
        () => readConfig({ "cognito-identity:zzz": "1" }),
        /no setting cognito-identity:zzz; use region, profile, /,
      );
    });

    it("of the AWS provider are all obeyed, refused or passed over", () => {
      const keys = {
        obeyed: obeyedKeys.map(({ key }) => key),
        refused: refusedKeys.map(({ key }) => key),
        ignored: ignoredKeys,
      };
      for (const fate of ["obeyed", "refused", "ignored"] as const) {
        const wanted = awsProvider[fate].split(" ").map((name) => `aws:${name}`);
        assert.deepEqual(
          wanted.filter((key) => !keys[fate].includes(key)),
          [],
          fate,
        );
      }
    });

    it("in a misspelt namespace are refused", () => {
      for (const key of ["cognitoidentity:endpoint", "cognito-identiy:endpoint", "cognito_identity:endpoint"]) {
        refuses(
          pickConfig({ [key]: "local:c.db" }, "app"),
          `There is no setting ${key}; did you mean cognito-identity:endpoint? To remove it: pulumi config rm ${key}`,
        );
      }
    });

    it("of the AWS provider that are not known are told of", () => {
      assert.deepEqual(readConfig({ "aws:alowedAccountIds": "[]", "aws:zzz": "1" }).warnings, [
        "Config aws:alowedAccountIds is not known here, and not obeyed; did you mean aws:allowedAccountIds?",
        "Config aws:zzz is not known here, and not obeyed.",
      ]);
    });

    it("that are other services', or that ask for nothing here, are passed over", () => {
      for (const key of ignoredKeys) {
        const { values: found, warnings } = readConfig({ [key]: "true" });
        assert.deepEqual([found, warnings], [{}, []], key);
      }
    });

    it("that are refused or ignored stand in the documents", () => {
      const page = readFileSync(join(__dirname, "../../../docs/configuration.md"), "utf8");
      const missing = [...refusedKeys.map(({ key }) => key), ...ignoredKeys].filter(
        (key) => !page.includes(`\`${key}\``),
      );
      assert.deepEqual(missing, []);
    });
  });

  describe("what can't be obeyed", () => {
    const cases: [key: string, text: string, sentence: RegExp, lifted: ConfigTexts][] = [
      [
        "aws:insecure",
        "true",
        /certificates are always checked.*customCaBundle/,
        { "cognito-identity:customCaBundle": "/a" },
      ],
      [
        "aws:insecure",
        "true",
        /certificates are always checked/,
        { "cognito-identity:endpoint": "http://127.0.0.1:1" },
      ],
      [
        "aws:ec2MetadataServiceEndpoint",
        "http://169.254.1.1",
        /set the environment variable AWS_EC2_METADATA_SERVICE_ENDPOINT,/,
        { "cognito-identity:profile": "dev" },
      ],
      [
        "aws:ec2MetadataServiceEndpointMode",
        "IPv6",
        /AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE/,
        { "aws:profile": "dev" },
      ],
      ["aws:tokenBucketRateLimiterCapacity", "100", /cognito-identity:maxAttempts NUMBER/, { "aws:maxRetries": "3" }],
    ];
    for (const [key, text, sentence, lifted] of cases) {
      it(`is refused: ${key}, unless ${Object.keys(lifted)} is set`, () => {
        assert.throws(() => readConfig({ [key]: text }), sentence);
        readConfig({ [key]: text, ...lifted });
        readConfig({ [key]: text, "cognito-identity:endpoint": "local:c.db" });
      });
    }

    it("is obeyed by the environment variable of the same value", () => {
      process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = "http://169.254.1.1";
      try {
        readConfig({ "aws:ec2MetadataServiceEndpoint": "http://169.254.1.1" });
      } finally {
        delete process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT;
      }
    });

    it("is only told of where nothing is at risk", () => {
      assert.match(
        readConfig({ "aws:tagPolicyCompliance": "error" }).warnings.join(),
        /tagPolicyCompliance is not enforced/,
      );
      assert.deepEqual(readConfig({ "aws:tagPolicyCompliance": "disabled" }).warnings, []);
    });
  });
});

describe("pickConfig", () => {
  it("takes the keys that may count, and no empty ones", () => {
    const config = {
      "cognito-identity:region": "eu-west-1",
      "aws:region": "eu-west-2",
      "aws:profile": "",
      "app:region": "x",
      "azure:region": "x",
      "cognito-identity:token": undefined,
    };
    assert.deepEqual(pickConfig(config, "app"), { "cognito-identity:region": "eu-west-1", "aws:region": "eu-west-2" });
  });

  it("leaves the own keys of a project whose name resembles this package's", () => {
    assert.deepEqual(pickConfig({ "cognito-identities:endpoint": "x" }, "cognito-identities"), {});
    const own = { "cognito-identity:users": "[]", "cognito-identity:enpoint": "local:c.db" };
    assert.deepEqual(pickConfig(own, "cognito-identity"), { "cognito-identity:enpoint": "local:c.db" });
    assert.deepEqual(pickConfig(own, "app"), own);
  });

  it("takes every key that is known", () => {
    const all = Object.fromEntries(knownKeys().map((key) => [key, "x"]));
    assert.deepEqual(pickConfig(all), all);
  });
});
