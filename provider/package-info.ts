interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly bugs?: { readonly url?: string };
}

/** What this package says of itself. */
export const packageInfo = (): PackageInfo => require("pulumi-cognito-identity/package.json") as PackageInfo;
