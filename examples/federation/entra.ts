// With @pulumi/azuread these are azuread.Application and azuread.ApplicationFederatedIdentityCredential, with the same
// arguments; here is what is needed of them, by the names that Pulumi knows them by.
import * as pulumi from "@pulumi/pulumi";

/** An application of Microsoft Entra. */
export class Application extends pulumi.CustomResource {
  declare readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: { displayName: pulumi.Input<string> }, opts?: pulumi.CustomResourceOptions) {
    super("azuread:index/application:Application", name, { ...args, clientId: undefined }, opts);
  }
}

interface CredentialArgs {
  /** The id of the application's resource, `/applications/OBJECT_ID`. */
  applicationId: pulumi.Input<string>;
  displayName: pulumi.Input<string>;
  issuer: pulumi.Input<string>;
  subject: pulumi.Input<string>;
  /** One. */
  audiences: pulumi.Input<string>[];
}

/** Tokens of another issuer that are taken for a secret of an application. */
export class ApplicationFederatedIdentityCredential extends pulumi.CustomResource {
  constructor(name: string, args: CredentialArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
      name,
      { ...args },
      opts,
    );
  }
}
