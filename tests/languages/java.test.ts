import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFile } from "./support/language";
import { programFile, speaks } from "./support/speaks";

speaks("Java", {
  name: "java",
  needs: [
    ["javac", "--version"],
    ["mvn", "--version"],
    ["go", "version"],
  ],
  main: "src/main/java/App.java",
  async prepare(folder) {
    const sdk = join(folder, "sdk");
    const sources = readdirSync(join(sdk, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => [`src/${name}`, readFileSync(join(sdk, "src", name), "utf8")]);
    const files = {
      ...Object.fromEntries(sources),
      "src/main/java/App.java": programFile("java", "App.java"),
      "pom.xml": programFile("java", "pom.xml"),
      "Pulumi.yaml": projectFile("java"),
    };
    return { files };
  },
});
