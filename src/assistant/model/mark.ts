import type { PreviousStop } from "../../contract/mod.ts";
import { fileName } from "./facts.ts";

/** What a model was doing when the daemon ended, and why it is not loaded again by itself. */
export interface ModelMark {
  readonly path: string;
  /** `load` or `answer` while that goes on; else why the model is blocked, in words. */
  readonly reason: string;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * A note in the state folder for as long as native code works: a crash of it ends the process, and then the note is
 * what is left. No write of it is waited for to reach the disk: a process that dies leaves it all the same.
 */
export interface ModelMarks {
  /** The note by which a model is blocked: what the last process left where it did not end by itself; null: none. */
  left(): ModelMark | null;
  /** Writes a note. Where nothing can be written there is none. */
  set(mark: ModelMark): void;
  clear(): void;
}

/** Work of a model that a note can be about, in words. */
const WORK: ReadonlyMap<string, string> = new Map([
  ["load", "while it was loaded"],
  ["answer", "while it answered"],
]);

/** Ends of the daemon that no model is blamed for: somebody ended it, or the power failed. */
const INNOCENT: ReadonlySet<PreviousStop["kind"]> = new Set(["clean", "signal", "power"]);

/**
 * Notes in the file of this path.
 * @param previous How the daemon ended before; null where nobody knows, so that what worked then is blamed.
 */
export function createModelMarks(path: string, previous: PreviousStop["kind"] | null): ModelMarks {
  const set = (mark: ModelMark): void => {
    try {
      Deno.writeTextFileSync(path, JSON.stringify(mark), { mode: 0o600 });
    } catch {
      // The state folder is full or read-only, which its own part tells.
    }
  };
  const clear = (): void => {
    try {
      Deno.removeSync(path);
    } catch {
      // There is none.
    }
  };
  const left = (): ModelMark | null => {
    const mark = read(path);
    const work = WORK.get(mark?.reason ?? "");
    if (mark === null || work === undefined) return mark;
    if (previous !== null && INNOCENT.has(previous)) {
      clear();
      return null;
    }
    // What is blamed once stays so, however the runs after this one end.
    const blamed = { ...mark, reason: work };
    set(blamed);
    return blamed;
  };
  return { left, set, clear };
}

function read(path: string): ModelMark | null {
  try {
    const mark: unknown = JSON.parse(Deno.readTextFileSync(path));
    return isMark(mark) ? mark : null;
  } catch {
    return null;
  }
}

function isMark(value: unknown): value is ModelMark {
  return typeof value === "object" && value !== null && "path" in value && "reason" in value &&
    "at" in value &&
    typeof value.path === "string" && typeof value.reason === "string" && typeof value.at === "string";
}

/** A note as a sentence for people. */
export function markText({ path, reason, at }: ModelMark): string {
  return `the daemon ended at ${at} with the model "${fileName(path)}": ${reason}`;
}
