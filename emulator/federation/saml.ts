/** The subject of a base64 SAML response; undefined when there is none. The signature is not verified. */
export function readSamlSubject(response: string): string | undefined {
  const xml = Buffer.from(response, "base64").toString("utf8");
  const name = /<(?:\w+:)?NameID(?:\s[^<>]*)?>([^<]{1,1024})<\/(?:\w+:)?NameID>/.exec(xml)?.[1]?.trim();
  return name || undefined;
}
