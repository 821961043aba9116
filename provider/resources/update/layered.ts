import type { Resource } from "../../resource";
import { recordTrueState } from "./record-true-state";
import { spareWanted } from "./spare-wanted";
import { tellDoubts } from "./tell-doubts";

/** A resource with what every one does around its own lifecycle. */
export const layered = (resource: Resource): Resource =>
  resource.definition.shared
    ? spareWanted(recordTrueState(tellDoubts(resource)))
    : recordTrueState(tellDoubts(resource));
