import { CortexError } from "../../contract/mod.ts";
import { nearest } from "../../core/nearest.ts";
import type { Series } from "./series.ts";

/** Those of all series that a list names; INVALID_PARAMS names the first that is unknown. */
export function seriesNamed(all: readonly Series[], list: string): Series[] {
  return [...new Set(list.split(",").map((name) => name.trim()))].map((name) => {
    const found = all.find((series) => series.name === name);
    if (found !== undefined) return found;
    const known = all.map((series) => series.name);
    const meant = nearest(name, known);
    throw unfit(
      "series",
      `Cannot take "${name}" as a series: ${
        meant === undefined ? "there is none" : `did you mean "${meant}"?`
      }`,
      known,
    );
  });
}

/** INVALID_PARAMS for one field, with what would be valid. */
export function unfit(field: string, message: string, valid: readonly string[] | string): CortexError {
  return new CortexError("INVALID_PARAMS", message, { details: { field, problem: message, valid } });
}
