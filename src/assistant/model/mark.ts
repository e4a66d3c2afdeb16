import { fileName } from "./facts.ts";

/** What a model was doing when the daemon ended, and why it is not loaded again by itself. */
export interface ModelMark {
  readonly path: string;
  /** `load`, `answer`, or what was found to be wrong. */
  readonly reason: string;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * A note in the state folder for as long as native code works: a crash of it ends the process, and then the note is
 * what is left. No write of it is waited for to reach the disk: a process that dies leaves it all the same.
 */
export interface ModelMarks {
  /** The note that the last process left, or that stays; null: none. */
  left(): ModelMark | null;
  /** Writes a note. Where nothing can be written there is none. */
  set(mark: ModelMark): void;
  clear(): void;
}

/** Notes in the file of this path. */
export function createModelMarks(path: string): ModelMarks {
  return {
    left: () => {
      try {
        const mark: unknown = JSON.parse(Deno.readTextFileSync(path));
        return isMark(mark) ? mark : null;
      } catch {
        return null;
      }
    },
    set: (mark) => {
      try {
        Deno.writeTextFileSync(path, JSON.stringify(mark), { mode: 0o600 });
      } catch {
        // The state folder is full or read-only, which its own part tells.
      }
    },
    clear: () => {
      try {
        Deno.removeSync(path);
      } catch {
        // There is none.
      }
    },
  };
}

function isMark(value: unknown): value is ModelMark {
  return typeof value === "object" && value !== null && "path" in value && "reason" in value &&
    "at" in value &&
    typeof value.path === "string" && typeof value.reason === "string" && typeof value.at === "string";
}

/** A note as a sentence for people. */
export function markText({ path, reason, at }: ModelMark): string {
  const what = reason === "load" ? "while it was loaded" : reason === "answer" ? "while it answered" : reason;
  return `the daemon ended at ${at} with the model "${fileName(path)}": ${what}`;
}
