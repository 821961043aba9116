import { type ClientOptions, CognitoIdentityClient } from "pulumi-cognito-identity/client";

/** What runs in the Lambda function or on the instance: the token that proves to others who it is. */
export async function getToken(
  identityPoolId: string,
  logins: Record<string, string>,
  options?: ClientOptions,
): Promise<string> {
  const client = new CognitoIdentityClient(options);
  try {
    const { Token } = await client.call("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId: identityPoolId,
      Logins: logins,
      TokenDuration: 300,
    });
    return Token;
  } finally {
    client.destroy();
  }
}
