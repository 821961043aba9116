import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ClientOptions } from "../../../../provider/client";
import { loadNetwork } from "../../../../provider/client/settings/network";
import { Network } from "../../../../provider/client/transport/network";
import { authorityFile } from "../support/bare-server";
import { Environment } from "../support/environment";

describe("loadNetwork", () => {
  let environment: Environment;
  beforeEach(() => {
    environment = new Environment();
  });
  afterEach(() => environment.restore());

  const https = "https://cognito-identity.eu-west-1.amazonaws.com";
  const load = (options: ClientOptions = {}, endpoint = https) => loadNetwork(options, endpoint);
  const proxyOf = async (options: ClientOptions = {}, url = https) => {
    const network = await load(options);
    const { protocol, hostname, port } = new URL(url);
    return network && new Network(network).proxyOf(protocol, hostname, port ? Number(port) : undefined)?.name;
  };

  it("is nothing where nothing is set, or where what is set is empty", async () => {
    assert.equal(await load(), undefined);
    for (const name of ["HTTP_PROXY", "https_proxy", "AWS_CA_BUNDLE"]) process.env[name] = "";
    process.env.NO_PROXY = "example.com";
    assert.equal(await load(), undefined);
  });

  it("takes the proxy of the endpoint's protocol: option, lower case, upper case", async () => {
    process.env.HTTP_PROXY = "http://plain.example.com:1";
    assert.equal(await proxyOf(), undefined);
    assert.equal(await proxyOf({}, "http://sts.example.com"), "http://plain.example.com:1 of HTTP_PROXY");
    process.env.HTTPS_PROXY = "upper.example.com:2";
    assert.equal(await proxyOf(), "http://upper.example.com:2 of HTTPS_PROXY");
    process.env.https_proxy = "https://lower.example.com";
    assert.equal(await proxyOf(), "https://lower.example.com of https_proxy");
    assert.equal(await proxyOf({ httpsProxy: "http://option" }), "http://option of httpsProxy");
    assert.equal(await proxyOf({ httpsProxy: "" }), undefined);
  });

  it("has a name without a password, and a header with it", async () => {
    const network = new Network({ ...(await load({ httpProxy: "http://us%40er:pass%3Aword@h:3" })), noProxy: "" });
    const proxy = network.proxyOf("http:", "example.com", undefined);
    assert.equal(proxy?.name, "http://h:3 of httpProxy");
    assert.equal(proxy?.authorization, `Basic ${Buffer.from("us@er:pass:word").toString("base64")}`);
  });

  for (const wrong of ["socks5://user:secret@h", "http://", "http://us%er:secret@h", "http://h:99999999"]) {
    it(`refuses ${wrong} without showing it`, () =>
      assert.rejects(load({ httpsProxy: wrong }), {
        code: "ConfigurationError",
        message: "httpsProxy must be the http or https URL of a proxy, for example http://proxy.example.com:3128.",
      }));
  }

  describe("the hosts without a proxy", () => {
    const exceptions: [entries: string, direct: string[], proxied: string[]][] = [
      ["", [], ["http://example.com", "http://10.0.0.1"]],
      ["*", ["http://example.com", "http://10.0.0.1", "http://[2001:db8::1]"], []],
      [
        "example.com, other.org",
        ["http://example.com", "http://a.Example.com:81", "http://other.org"],
        ["http://notexample.com", "http://example.com.evil.org"],
      ],
      [".example.com", ["http://a.example.com", "http://example.com"], ["http://notexample.com"]],
      ["*.example.com other.org", ["http://a.b.example.com", "http://other.org"], ["http://aexample.com"]],
      ["example.com:8080", ["http://example.com:8080"], ["http://example.com", "http://example.com:80"]],
      ["example.com:80", ["http://example.com"], ["http://example.com:8080"]],
      ["10.1.0.0/16,10.9.9.9", ["http://10.1.2.3", "http://10.9.9.9"], ["http://10.2.0.1", "http://example.com"]],
      ["2001:db8::/32,[fd00::1]:81", ["http://[2001:db8::5]", "http://[fd00::1]:81"], ["http://[fd00::1]"]],
      ["10.0.0.0/99,[", [], ["http://10.0.0.1"]],
    ];
    for (const [noProxy, direct, proxied] of exceptions) {
      it(`of "${noProxy}"`, async () => {
        const options = { httpProxy: "http://proxy", noProxy };
        for (const url of direct) assert.equal(await proxyOf(options, url), undefined, url);
        for (const url of proxied) assert.equal(await proxyOf(options, url), "http://proxy of httpProxy", url);
      });
    }

    it("are those of NO_PROXY, unless an option says otherwise", async () => {
      process.env.HTTPS_PROXY = "http://proxy";
      process.env.NO_PROXY = "upper.example.com";
      assert.equal(await proxyOf({}, "https://upper.example.com"), undefined);
      process.env.no_proxy = "amazonaws.com";
      assert.equal(await proxyOf(), undefined);
      assert.equal(await proxyOf({ noProxy: "" }), "http://proxy of HTTPS_PROXY");
    });

    it("are always those of this machine", async () => {
      const options = { httpProxy: "http://proxy", httpsProxy: "http://proxy" };
      for (const url of ["http://localhost:4599", "http://127.0.0.1", "https://127.8.8.8:1", "http://[::1]:1"]) {
        assert.equal(await proxyOf(options, url), undefined, url);
      }
    });
  });

  describe("the authorities", () => {
    const bundle = readFileSync(authorityFile, "utf8");
    const bundleOf = async (options: ClientOptions = {}, endpoint?: string) =>
      (await load(options, endpoint))?.authorities;

    it("are the option's, then AWS_CA_BUNDLE's, then the profile's", async () => {
      const of = (source: string) => environment.write(`${source}.pem`, `${source}\n${bundle}`);
      process.env.AWS_CONFIG_FILE = environment.write("config-ca", `[profile p]\nca_bundle = ${of("profile")}\n`);
      assert.equal(await bundleOf({ profile: "p" }), `profile\n${bundle}`);
      assert.equal(await bundleOf(), undefined);
      process.env.AWS_CA_BUNDLE = of("variable");
      assert.equal(await bundleOf({ profile: "p" }), `variable\n${bundle}`);
      assert.equal(await bundleOf({ caBundle: of("option") }), `option\n${bundle}`);
      assert.equal(await bundleOf({ caBundle: "" }), undefined);
    });

    it("of the profile are not looked for where no request goes over TLS", async () => {
      const path = environment.write("config-unread", `[default]\nca_bundle = ${authorityFile}\n`);
      process.env.AWS_CONFIG_FILE = path;
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      assert.equal(await bundleOf({ credentials }, "http://localhost:4599"), undefined);
      // Smithy keeps what it has once read: a changed file shows that it was not read before.
      environment.write("config-unread", `[default]\nca_bundle = ${environment.write("2.pem", `2\n${bundle}`)}\n`);
      assert.equal(await bundleOf({}, "http://localhost:4599"), `2\n${bundle}`);
    });

    it("of AWS_CA_BUNDLE are read for a proxy over TLS, and not where no request goes over it", async () => {
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      process.env.AWS_CA_BUNDLE = `${environment.folder}/absent.pem`;
      assert.equal(await bundleOf({ credentials }, "http://localhost:4599"), undefined);
      process.env.AWS_CA_BUNDLE = authorityFile;
      const httpProxy = "https://proxy.example.com";
      assert.equal(await bundleOf({ credentials, httpProxy }, "http://localhost:4599"), bundle);
    });

    it("are in a file that can be read and holds certificates", async () => {
      process.env.AWS_CA_BUNDLE = `${environment.folder}/absent.pem`;
      await assert.rejects(load(), {
        code: "ConfigurationError",
        message: /^The file ".*absent\.pem" of AWS_CA_BUNDLE can't be read: ENOENT/,
      });
      for (const text of ["", "-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n"]) {
        process.env.AWS_CA_BUNDLE = environment.write("wrong.pem", text);
        await assert.rejects(load(), { code: "ConfigurationError", message: /of AWS_CA_BUNDLE holds no certificate/ });
      }
    });
  });
});
