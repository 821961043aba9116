import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Stands for the owner while nothing is published: GitHub gives no such name, so that nobody can serve downloads under it. */
export const noOwner = "_owner_";

/** Who publishes the package, and where. */
export interface Publisher {
  /** A person's or an organisation's name. */
  readonly name: string;
  /** The account on GitHub. */
  readonly owner: string;
  /** The name of the repository. */
  readonly repository: string;
  readonly homepage: string;
}

/** The publisher that `author`, `repository` and `homepage` of package.json name: nothing else in the project does. */
export function readPublisher(root: string): Publisher {
  const { author, repository, homepage } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const place = /^git\+https:\/\/github\.com\/([\w-]+)\/([\w.-]+)\.git$/.exec(repository?.url);
  if (!place) throw new Error(`repository.url of package.json is git+https://github.com/OWNER/REPOSITORY.git.`);
  const name = /^[^<(]*/.exec(author?.name ?? author ?? "")?.[0].trim();
  if (!name) throw new Error("author of package.json is the publisher's name.");
  const [, owner = "", repo = ""] = place;
  return { name, owner, repository: repo, homepage: homepage ?? `https://github.com/${owner}/${repo}` };
}

export type SchemaOfPublisher = ReturnType<typeof schemaOfPublisher>;

/** What Pulumi's schema says of the publisher, and the names that packages in other languages have under it. */
export function schemaOfPublisher({ name, owner, repository, homepage }: Publisher) {
  const place = `github.com/${owner}/${repository}`;
  const letters = owner
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .split(" ");
  const word = (text: string) => (/^\d/.test(text) ? `_${text}` : text);
  const pascal = letters.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
  return {
    head: {
      publisher: name,
      homepage,
      repository: `https://${place}`,
      pluginDownloadURL: `github://api.${place}`,
      logoUrl: `https://raw.githubusercontent.com/${owner}/${repository}/main/docs/logo.svg`,
    },
    goImportPath: `${place}/sdk/go/cognitoidentity`,
    csharpNamespace: word(pascal),
    javaPackage: `io.github.${word(letters.join("").toLowerCase())}`,
  };
}
