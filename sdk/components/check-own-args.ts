import * as pulumi from "@pulumi/pulumi";
import { didYouMean, nearest } from "../../provider/model/nearest";

/** Refuses a misspelt argument of a component; the others go to its pool, which knows its own. */
export function checkOwnArgs(title: string, others: object, own: readonly string[]): void {
  for (const name of Object.keys(others)) {
    const meant = nearest(name, own);
    if (meant !== undefined) throw new pulumi.RunError(`${title}: ${name} does not exist; did you mean ${meant}?`);
  }
}

/** Refuses the first argument of a component that it does not have. */
export function refuseOthers(title: string, others: object, names: readonly string[]): void {
  for (const name of Object.keys(others)) {
    throw new pulumi.RunError(`${title}: ${name} does not exist; ${didYouMean(name, names)}`);
  }
}
