import assert from "node:assert/strict";
import type { ClientOptions } from "../../../../provider/client";
import { loadSettings } from "../../../../provider/client/settings/settings";
import { Environment } from "../support/environment";

describe("loadSettings", () => {
  let environment: Environment;

  beforeEach(() => {
    environment = new Environment();
  });
  afterEach(() => environment.restore());

  const load = (options: ClientOptions = {}) => loadSettings(options);
  const refuses = (options: ClientOptions, message: RegExp) =>
    assert.rejects(load(options), { code: "ConfigurationError", message });

  describe("the region", () => {
    it("is the option's, then the environment's, then the profile's", async () => {
      environment.write("config", "[default]\nregion = eu-north-1\n[profile other]\nregion = eu-south-1\n");
      assert.equal((await load()).region, "eu-north-1");
      assert.equal((await load({ profile: "other" })).region, "eu-south-1");
      process.env.AWS_PROFILE = "other";
      assert.equal((await load()).region, "eu-south-1");
      process.env.AWS_DEFAULT_REGION = "us-west-1";
      assert.equal((await load()).region, "us-west-1");
      process.env.AWS_REGION = "us-west-2";
      assert.equal((await load()).region, "us-west-2");
      assert.equal((await load({ region: "sa-east-1" })).region, "sa-east-1");
    });

    it("is that of the credentials file where both files have one, as in other AWS tools", async () => {
      process.env.AWS_CONFIG_FILE = environment.write("config-both", "[default]\nregion = eu-north-1\n");
      const path = environment.write("credentials-both", "[default]\nregion = eu-south-1\n");
      process.env.AWS_SHARED_CREDENTIALS_FILE = path;
      assert.equal((await load()).region, "eu-south-1");
    });
    it("has variants that are true or false", async () => {
      process.env.AWS_USE_FIPS_ENDPOINT = "yes";
      await refuses(
        { region: "us-east-1" },
        /use_fips_endpoint \(AWS_USE_FIPS_ENDPOINT\) must be true or false, not "yes"/,
      );
    });
    it("must be there", () => refuses({}, /No AWS region is set: give the option region, or set AWS_REGION/));
    it("must look like one", () => refuses({ region: "evil.example.com/" }, /"evil\.example\.com\/" is no AWS region/));
  });

  describe("the endpoint", () => {
    const region = "eu-west-1";
    const endpointOf = async (options: ClientOptions = {}) => (await load({ region, ...options })).endpoint;

    it("is the option's, then the service's variable, the general one, the profile's, the region's", async () => {
      assert.equal(await endpointOf(), "https://cognito-identity.eu-west-1.amazonaws.com");
      // Smithy reads a file once in a process, so the file needs a name of its own.
      environment.write(
        "config-3",
        "[default]\nendpoint_url = http://profile:1\n[profile s]\nservices = mine\nendpoint_url = http://unused:1\n" +
          "[services mine]\ncognito_identity =\n  endpoint_url = http://services:2\n",
      );
      process.env.AWS_CONFIG_FILE = `${environment.folder}/config-3`;
      assert.equal(await endpointOf(), "http://profile:1");
      assert.equal(await endpointOf({ profile: "s" }), "http://services:2");
      process.env.AWS_ENDPOINT_URL = "http://general:3/";
      assert.equal(await endpointOf(), "http://general:3");
      process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY = "http://service:4/with/prefix/";
      assert.equal(await endpointOf(), "http://service:4/with/prefix");
      assert.equal(await endpointOf({ endpoint: "http://option:5" }), "http://option:5");
      process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = "true";
      assert.equal(await endpointOf(), "https://cognito-identity.eu-west-1.amazonaws.com");
      assert.equal(await endpointOf({ endpoint: "http://option:5" }), "http://option:5");
    });

    it("takes FIPS and dual-stack from options, environment and profile", async () => {
      const fips = "https://cognito-identity-fips.us-east-1.amazonaws.com";
      assert.equal(await endpointOf({ region: "us-east-1", useFipsEndpoint: true }), fips);
      process.env.AWS_USE_FIPS_ENDPOINT = "true";
      assert.equal(await endpointOf({ region: "us-east-1" }), fips);
      assert.match(
        await endpointOf({ region: "us-east-1", useFipsEndpoint: false }),
        /\/\/cognito-identity\.us-east-1/,
      );
    });

    for (const endpoint of ["", "ftp://x", "nonsense", "local:", "/path"]) {
      it(`can't be ${JSON.stringify(endpoint)}`, () =>
        refuses({ region, endpoint }, /must be an http or https URL, or local:PATH/));
    }

    it("can't be combined with a variant", async () => {
      await refuses({ region, endpoint: "http://x", useFipsEndpoint: true }, /can't be combined with a FIPS/);
      process.env.AWS_USE_FIPS_ENDPOINT = "true";
      await refuses({ region, endpoint: "http://x" }, /can't be combined with a FIPS/);
      assert.equal(await endpointOf({ endpoint: "http://x", useFipsEndpoint: false }), "http://x");
      assert.equal(await endpointOf({ endpoint: "local:x.db" }), "local:x.db");
    });

    for (const endpoint of ["http://user:secret@x", "http://x?a=1", "http://x#a"]) {
      it(`has no more than an address: ${endpoint}`, () =>
        refuses(
          { region, endpoint },
          /^The endpoint must be a URL without a user, a password, a query and a fragment\.$/,
        ));
    }
  });

  describe("retries", () => {
    const retriesOf = async (options: ClientOptions = {}) => {
      const { retries } = await load({ region: "eu-west-1", ...options });
      return typeof retries === "function" ? retries() : retries;
    };

    it("are standard, three attempts, unless something else is said", async () => {
      assert.deepEqual(await retriesOf(), { mode: "standard", maxAttempts: 3 });
      process.env.AWS_CONFIG_FILE = environment.write(
        "config-r",
        "[default]\nmax_attempts = 7\nretry_mode = adaptive\n",
      );
      assert.deepEqual(await retriesOf(), { mode: "adaptive", maxAttempts: 7 });
      process.env.AWS_MAX_ATTEMPTS = "5";
      process.env.AWS_RETRY_MODE = "standard";
      assert.deepEqual(await retriesOf(), { mode: "standard", maxAttempts: 5 });
      process.env.AWS_RETRY_MODE = "legacy";
      assert.equal((await retriesOf()).mode, "standard");
      assert.deepEqual(await retriesOf({ maxAttempts: 1, retryMode: "adaptive" }), {
        mode: "adaptive",
        maxAttempts: 1,
      });
    });

    it("are those of bulk work where nobody says anything else", async () => {
      const retryDefaults = { mode: "adaptive", maxAttempts: 25, maxOtherAttempts: 3 } as const;
      const bulk = (options: ClientOptions = {}) => retriesOf({ retryDefaults, ...options });
      assert.deepEqual(await bulk(), retryDefaults);
      assert.deepEqual(await bulk({ maxAttempts: 2 }), { mode: "adaptive", maxAttempts: 2 });
      assert.deepEqual(await bulk({ retryMode: "standard" }), { mode: "standard", maxAttempts: 3 });
      process.env.AWS_MAX_ATTEMPTS = "5";
      assert.deepEqual(await bulk(), { mode: "adaptive", maxAttempts: 5 });
      process.env.AWS_RETRY_MODE = "legacy";
      assert.deepEqual(await bulk(), { mode: "standard", maxAttempts: 5 });
      delete process.env.AWS_MAX_ATTEMPTS;
      delete process.env.AWS_RETRY_MODE;
      process.env.AWS_CONFIG_FILE = environment.write("config-bulk", "[default]\nretry_mode = standard\n");
      assert.deepEqual(await bulk(), { mode: "standard", maxAttempts: 3 });
    });

    for (const [name, value] of [
      ["AWS_MAX_ATTEMPTS", "many"],
      ["AWS_MAX_ATTEMPTS", "0"],
      ["AWS_MAX_ATTEMPTS", "1.5"],
      ["AWS_RETRY_MODE", "quick"],
    ] as const) {
      it(`refuse ${name}=${value}`, async () => {
        process.env[name] = value;
        await refuses({ region: "eu-west-1" }, new RegExp(`${name}.*"${value}"`));
      });
    }
  });

  it("reads no file when everything is told by options", async () => {
    const path = environment.write("unread", "[default]\nregion = eu-north-1\nendpoint_url = http://wrong\n");
    process.env.AWS_CONFIG_FILE = path;
    const options = { region: "eu-west-1", endpoint: "http://x", maxAttempts: 2, retryMode: "standard" } as const;
    assert.deepEqual(await load(options), {
      region: "eu-west-1",
      stsRegion: "eu-west-1",
      endpoint: "http://x",
      retries: { mode: "standard", maxAttempts: 2 },
    });
    // Smithy keeps what it has once read: a changed file shows that it was not read before.
    environment.write("unread", "[default]\nregion = eu-south-2\n");
    assert.equal((await load({ endpoint: "http://x" })).region, "eu-south-2");
  });
});
