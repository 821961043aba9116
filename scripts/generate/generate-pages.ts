import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { policyStatements } from "../../provider/client/policy-statements";
import { changeOf, withFlags, wordsOf } from "./describe";
import type { FunctionModel, OperationModel, PackageModel, PropertyModel, ResourceModel, SettingModel } from "./model";
import { readPublisher, type SchemaOfPublisher, schemaOfPublisher } from "./publisher";

/** The pages of `docs/` with fresh tables between their markers, by path. A page that does not exist yet is begun. */
export function generatePages(
  root: string,
  { operations, resources, functions, settings }: PackageModel,
): Record<string, string> {
  const pages: Record<string, string> = {};
  const fill = (path: string, start: string, tables: Record<string, string>) => {
    const page = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : start;
    pages[path] = fillMarkers(path, page, tables);
  };
  for (const resource of resources) {
    fill(`docs/resources/${resource.file}.md`, startResource(resource), {
      inputs: inputTable(resource),
      outputs: outputsOf(resource),
    });
  }
  for (const one of functions) {
    fill(`docs/functions/${one.file}.md`, startFunction(one), {
      arguments: argumentTable(one),
      result: resultTable(one.result),
    });
  }
  fill("docs/configuration.md", "", { settings: settingTable(settings) });
  fill("docs/installation-configuration.md", "", { settings: settingTable(settings) });
  fill("docs/client.md", "", { operations: operationTable(operations), "sent once": onceTable(operations) });
  fill("SECURITY.md", "", { "least privilege": policyTable([...resources, ...functions]) });
  fill("README.md", "", {
    resources: links("resources", resources),
    functions: links("functions", functions),
  });
  const publisher = schemaOfPublisher(readPublisher(root));
  for (const name of readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })) {
    const path = `docs/${name.replaceAll("\\", "/")}`;
    if (name.endsWith(".md"))
      pages[path] = nameThePublisher(pages[path] ?? readFileSync(join(root, path), "utf8"), publisher);
  }
  return pages;
}

/** The pages that the Pulumi registry shows. */
export const registryPages = ["docs/_index.md", "docs/installation-configuration.md"];

/** A page with the names that packages have under the publisher. */
export function nameThePublisher(
  page: string,
  { head, goImportPath, csharpNamespace, javaPackage }: SchemaOfPublisher,
): string {
  return page
    .replace(/github:\/\/api\.github\.com\/[\w-]+\/[\w.-]+/g, head.pluginDownloadURL)
    .replace(/github\.com\/[\w-]+\/[\w.-]+\/sdk\/go\b/g, dirname(goImportPath))
    .replace(/\b\w+(?=\.CognitoIdentity\b)/g, csharpNamespace)
    .replace(/\bio\.github\.\w+/g, javaPackage);
}

const marker = (name: string) => [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`] as const;

function fillMarkers(path: string, page: string, tables: Record<string, string>): string {
  let filled = page;
  for (const [name, table] of Object.entries(tables)) {
    const [start, end] = marker(name);
    const [from, to] = [filled.indexOf(start), filled.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${path} has no place for its table: ${start} and ${end}`);
    filled = `${filled.slice(0, from + start.length)}\n\n${table}\n\n${filled.slice(to)}`;
  }
  return filled;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");

const cell = (text: string) => text.replaceAll("|", "\\|");
const code = (text: string) => `\`${text}\``;

const inputTable = ({ inputs, noun }: ResourceModel): string =>
  table(
    ["property", "type", "default", "a change", "description"],
    inputs.map((property) => [
      code(property.name),
      typeOf(property),
      defaultOf(property),
      changeOf(property, noun),
      property.doc.text,
    ]),
  );

const argumentTable = ({ args }: FunctionModel): string =>
  args.length === 0
    ? "It takes no arguments."
    : table(
        ["argument", "type", "default", "description"],
        args.map((property) => [code(property.name), typeOf(property), defaultOf(property), property.doc.text]),
      );

function outputsOf({ name, id, outputs }: ResourceModel): string {
  const idSentence = `The id, which \`${name}.get\` takes, is \`${id.join("/")}\`.`;
  if (outputs.length === 0) return `The outputs are the inputs. ${idSentence}`;
  return `The outputs are the inputs, and those of the table. ${idSentence}\n\n${resultTable(outputs)}`;
}

const resultTable = (properties: readonly PropertyModel[]): string =>
  table(
    ["property", "type", "description"],
    properties.map((property) => [code(property.name), typeOf(property), property.doc.text]),
  );

const settingTable = (settings: readonly SettingModel[]): string =>
  table(
    ["key", "type", "of the AWS provider", "description"],
    settings.map((setting) => [
      code(setting.name),
      wordsOf(setting.type),
      setting.aws.map(code).join(", "),
      withFlags(setting).text,
    ]),
  );

const operationTable = (operations: readonly OperationModel[]): string =>
  table(
    ["operation", "description", "signed", "sent again after a lost answer"],
    operations.map(({ name, doc, signed, onceBecause, unlessGiven }) => [
      code(name),
      doc.text,
      signed ? "yes" : "no",
      onceBecause === undefined ? "yes" : unlessGiven === undefined ? "no" : `with ${code(unlessGiven)}`,
    ]),
  );

const onceTable = (operations: readonly OperationModel[]): string =>
  table(
    ["operation", "reason"],
    operations.flatMap(({ name, onceBecause, unlessGiven }) =>
      onceBecause === undefined
        ? []
        : [[`${code(name)}${unlessGiven === undefined ? "" : ` without ${code(unlessGiven)}`}`, onceBecause]],
    ),
  );

function policyTable(users: readonly { readonly name: string; readonly calls: readonly string[] }[]): string {
  const rows = users.map(({ name, calls }) => {
    const statements = policyStatements("ARN", calls, ["ROLES"]);
    const actionsOn = (resource: string) =>
      statements
        .filter(({ Resource }) => String(Resource) === resource)
        .flatMap(({ Action }) => Action.map((action) => code(action.replace("cognito-identity:", ""))))
        .join(", ");
    return [code(name), actionsOn("ARN"), actionsOn("*"), actionsOn("ROLES")];
  });
  return table(["resource or function", "on the pool's ARN", "on `*`", "on the roles"], rows);
}

const links = (folder: string, pages: readonly { readonly name: string; readonly file: string }[]): string =>
  `${pages.map(({ name, file }) => `[${code(name)}](docs/${folder}/${file}.md)`).join(",\n")}`;

const typeOf = (property: PropertyModel): string =>
  `${wordsOf(property.type)}${property.unordered ? ", order not significant" : ""}${property.secret ? ", secret" : ""}`;

function defaultOf({ required, default: value, computed }: PropertyModel): string {
  if (required) return "required";
  if (value !== undefined) return code(String(value));
  return computed ? "see the description" : "unset";
}

const section = (name: string) => marker(name).join("\n\n");

const startResource = ({ name, doc }: ResourceModel): string =>
  `# ${name}\n\n${doc.text}\n\n\`\`\`ts no-run\n${doc.example ?? ""}\n\`\`\`\n\n## Inputs\n\n${section("inputs")}\n\n## Outputs\n\n${section("outputs")}\n`;

const startFunction = ({ name, doc }: FunctionModel): string =>
  `# ${name}\n\n${doc.text}\n\n\`\`\`ts no-run\n${doc.example ?? ""}\n\`\`\`\n\n## Arguments\n\n${section("arguments")}\n\n## Result\n\n${section("result")}\n`;
