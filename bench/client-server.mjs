// A bare HTTP server: answers every request with one fixed body, or with pages of identities under /pages.
import { createServer } from "node:http";

const pool = JSON.stringify({
  IdentityPoolId: "us-east-1:11111111-2222-3333-4444-555555555555",
  IdentityPoolName: "bench",
  AllowUnauthenticatedIdentities: false,
  DeveloperProviderName: "login.example.com",
  IdentityPoolTags: {},
});

const pageSize = 60;

/** One page of identities, made from its number alone, so that the server holds nothing. */
function page(number, pages) {
  const identities = [];
  for (let i = 0; i < pageSize; i++) {
    const suffix = (number * pageSize + i).toString(16).padStart(12, "0");
    identities.push({
      IdentityId: `us-east-1:00000000-0000-4000-8000-${suffix}`,
      Logins: ["login.example.com"],
      CreationDate: 1538078988.077,
      LastModifiedDate: 1538078988.077,
    });
  }
  const next = number + 1 < pages ? { NextToken: `page-${number + 1}` } : {};
  return JSON.stringify({ IdentityPoolId: "us-east-1:1", Identities: identities, ...next });
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    let body = pool;
    if (request.url.startsWith("/pages/")) {
      const { NextToken: token } = JSON.parse(Buffer.concat(chunks).toString());
      body = page(token ? Number(token.slice("page-".length)) : 0, Number(request.url.split("/")[2]));
    }
    response.writeHead(200, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(body),
      "x-amzn-requestid": "11111111-2222-3333-4444-555555555555",
    });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
