import * as pulumi from "@pulumi/pulumi";
import { type ConfigTexts, pickConfig } from "../provider/config";
import { typeName } from "../provider/model/validate";
import { engineMonitor } from "./engine-monitor";

/** The providers of one shell. */
export interface ProviderKind<P extends pulumi.ProviderResource = pulumi.ProviderResource> {
  /** The package under which the engine knows them. */
  readonly package: string;
  /** What programs import them from. */
  readonly entry: string;
  isOwn(provider: pulumi.ProviderResource | undefined): provider is P;
  /** The settings of a provider; none where another SDK made it, which keeps them to itself. */
  settingsOf(provider: P): pulumi.Input<ConfigTexts>;
  /** Throws where the stack's config says what the shell can't obey. */
  checkStackConfig?(texts: ConfigTexts): void;
}

/** Packages whose providers say as whom and where in AWS. */
const awsPackages = ["aws", "aws-native"];

/** Providers of which the program was warned: one component may have hundreds of children. */
const warned = new WeakSet<pulumi.ProviderResource>();

/** The part of the options of resources and functions that says by which provider they work. */
export interface ProviderOptions {
  readonly provider?: pulumi.ProviderResource | undefined;
  readonly providers?: unknown;
  readonly parent?: pulumi.Resource | undefined;
}

/**
 * The explicit provider that counts for a resource or a function; undefined where stack config does. A provider of another
 * package is refused where it is given, and warned of where it is inherited, since its settings have no effect.
 * @param user For example `IdentityPool users`.
 */
export function providerOf<P extends pulumi.ProviderResource>(
  kind: ProviderKind<P>,
  user: string,
  { provider, providers, parent }: ProviderOptions,
): P | undefined {
  const given = [provider ?? listOf(providers)].flat();
  const own = given.find((one): one is P => kind.isOwn(one));
  if (own) return own;
  const [stranger] = given;
  if (stranger !== undefined && stranger !== null) throw refusal(kind, user, stranger);
  const inherited = parent?.getProvider(`${kind.package}:index:any`);
  if (kind.isOwn(inherited)) return inherited;
  if (inherited) throw refusal(kind, user, inherited);
  for (const name of awsPackages) warn(kind, user, parent?.getProvider(`${name}:index:any`));
  if (engineMonitor()) kind.checkStackConfig?.(stackConfig());
  return undefined;
}

/** The settings that count by a provider; those of the stack where there is no explicit one. */
export const settingsOf = <P extends pulumi.ProviderResource>(
  kind: ProviderKind<P>,
  provider: P | undefined,
): pulumi.Input<ConfigTexts> => (provider ? kind.settingsOf(provider) : stackConfig());

/** The region of what names none, where a stack's config says it: that of an explicit provider may be an output. */
export const regionBefore = (provider: pulumi.ProviderResource | undefined): string | undefined => {
  const { "cognito-identity:region": own, "aws:region": aws } = provider ? {} : stackConfig();
  return own ?? aws;
};

const stackConfig = (): ConfigTexts => pickConfig(pulumi.runtime.allConfig(), pulumi.getProject());

const listOf = (providers: unknown): pulumi.ProviderResource[] =>
  Object.values(providers ?? {}).filter(pulumi.ProviderResource.isInstance);

const remedy = ({ entry }: ProviderKind, name: string) =>
  `import { Provider } from "${entry}", and pass { provider: new Provider("${name}", { region: … }) } with the same settings.`;

function refusal(kind: ProviderKind, user: string, provider: unknown): Error {
  if (!pulumi.ProviderResource.isInstance(provider)) {
    return new pulumi.RunError(
      `${user}: its provider must be a Provider of ${kind.entry}, new Provider(NAME, { region: … }), not ${typeName(provider)}.`,
    );
  }
  const [name, itsPackage] = [nameOf(provider), packageOf(provider)];
  const whose = itsPackage === kind.package ? "another dynamic provider" : itsPackage;
  return new pulumi.RunError(`${user} can't use the provider ${name}, which is one of ${whose}: ${remedy(kind, name)}`);
}

function warn(kind: ProviderKind, user: string, provider: pulumi.ProviderResource | undefined): void {
  if (!provider || warned.has(provider)) return;
  warned.add(provider);
  const name = nameOf(provider);
  void pulumi.log.warn(
    `The ${packageOf(provider)} provider ${name}, which ${user} has from its parent, has no effect on it: it works by the stack's config. To change that, ${remedy(kind, name)}`,
  );
}

/** Pulumi keeps the name and the package of a provider to itself. */
const nameOf = (provider: pulumi.ProviderResource): string => String(Reflect.get(provider, "__name"));

export function packageOf(provider: pulumi.ProviderResource): string {
  const get = Reflect.get(provider, "getPackage");
  return typeof get === "function" ? String(get.call(provider)) : "";
}
