import type { ImportedRecord } from "../client/pools/import-pool";
import type { Context } from "../context";
import { appendJsonLine, cutHalfLine, readJsonLines } from "./json-lines";

/** What an import is of, and into what. */
export interface Journey {
  /** The id of the pool that was exported. */
  readonly from: string;
  readonly region: string;
  readonly developerProviderName: string | undefined;
}

type Line = ({ readonly kind: "import"; readonly mark: string } & Journey) | ImportedRecord | { readonly kind: "end" };

/** The file in which an import notes what it has made, so that it can go on. */
export class IdentityMap {
  readonly #known = new Set<string>();
  #identityPoolId: string | undefined;

  private constructor(
    private readonly file: string,
    /** What the creation of the pool is found by. */
    readonly mark: string,
    /** Whether an import before this one may have made a pool. */
    readonly isBegun: boolean,
  ) {}

  /**
   * Opens the file, or begins it.
   * @throws Error for a file of another import, one that is finished, and what is none.
   */
  static async open(file: string, journey: Journey, { random }: Pick<Context, "random">): Promise<IdentityMap> {
    let map: IdentityMap | undefined;
    if (await cutHalfLine(file)) {
      for await (const { value } of readJsonLines(file)) {
        const line = value as Line;
        if (map) map.#read(line);
        else map = new IdentityMap(file, checked(file, line, journey), true);
      }
    }
    if (map) return map;
    const mark = `import ${String(random()).slice(2)}`;
    appendJsonLine(file, { kind: "import", mark, ...journey });
    return new IdentityMap(file, mark, false);
  }

  /** The pool that was made. */
  get identityPoolId(): string | undefined {
    return this.#identityPoolId;
  }

  /** Whether an identity was made already. */
  has(identityId: string): boolean {
    return this.#known.has(identityId);
  }

  add(record: ImportedRecord): void {
    if (record.kind === "pool" && this.#identityPoolId === record.to) return;
    this.#read(record);
    appendJsonLine(this.file, record);
  }

  end(): void {
    appendJsonLine(this.file, { kind: "end" });
  }

  #read(line: Line | undefined): void {
    if (line?.kind === "end")
      throw new Error(`${this.file} is of an import that is finished; for another one give another file.`);
    if (line?.kind === "pool") this.#identityPoolId = line.to;
    if (line?.kind === "identity") this.#known.add(line.from);
  }
}

/** The mark of an import that may go on. */
function checked(file: string, line: Line | undefined, { from, region, developerProviderName }: Journey): string {
  if (line?.kind !== "import" || typeof line.mark !== "string")
    throw new Error(`${file} is no file that import-pool has written as its map.`);
  if (line.from === from && line.region === region && line.developerProviderName === developerProviderName)
    return line.mark;
  const provider =
    line.developerProviderName === undefined ? "" : ` for the developer provider ${line.developerProviderName}`;
  throw new Error(`${file} is of another import: of ${line.from} into ${line.region}${provider}. Give another file.`);
}
