import { DeleteIdentitiesCommand, DescribeIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { absentIfNotFound, conforms } from "../support/conformance";

const identityOf = (id: string) => id.split("/")[1] as string;

conforms({
  kind: "Identity",
  pool: {
    allowUnauthenticatedIdentities: true,
    supportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
  },
  args: {},
  changes: {
    logins: { to: { "graph.facebook.com": "canary-access-token" }, replaces: true },
    identityPoolId: { to: { $ref: "spare.id" }, replaces: true },
  },
  async read(aws, id) {
    const found = await absentIfNotFound(aws.send(new DescribeIdentityCommand({ IdentityId: identityOf(id) })));
    return found && { Logins: found.Logins };
  },
  expected: ({ logins }) => ({ Logins: logins ? Object.keys(logins) : undefined }),
  remove: (aws, id) => aws.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [identityOf(id)] })),
});
