import type { PermissionRow } from "../contract/mod.ts";
import { missingGrants } from "./check.ts";
import type { Grant, Row } from "./table.ts";

/**
 * Flags of V8: a small young generation keeps some MB free, and one smaller than this makes the build of an index take
 * an eighth longer; a heap of so many MiB in each thread, so that a worker that grows is ended long before the unit's
 * MemoryMax= ends the daemon.
 */
export const V8_FLAGS = "--v8-flags=--max-semi-space-size=8,--max-old-space-size=320";

/** Flags of `deno run` for the union of all rows: Deno demands that a worker's set is part of its parent's. */
export function denoFlags(table: readonly Row[]): string[] {
  const byKind = new Map<Grant["kind"], Set<string>>();
  for (const { kind, target } of table.flatMap((row) => row.grants)) {
    byKind.set(kind, (byKind.get(kind) ?? new Set()).add(target));
  }
  return [...byKind].map(([kind, targets]) => `--allow-${kind}=${[...targets].map(escapeComma).join(",")}`);
}

/** A comma in a path is written twice (deno help run). */
function escapeComma(target: string): string {
  return target.replaceAll(",", ",,");
}

/** The set of one worker, in the form of the Worker constructor. What is not named is refused. */
export function workerPermissions(table: readonly Row[], row: string): Deno.PermissionOptionsObject {
  const own = table.find((one) => one.row === row)?.grants ?? [];
  const of = (kind: Grant["kind"]) => {
    const targets = own.filter((grant) => grant.kind === kind).map((grant) => grant.target);
    return targets.length === 0 ? false : targets;
  };
  return {
    env: of("env"),
    ffi: of("ffi"),
    import: false,
    net: of("net"),
    read: of("read"),
    run: of("run"),
    sys: of("sys"),
    write: of("write"),
  };
}

/** The table of this very process, for people and programs. */
export function describeTable(table: readonly Row[]): PermissionRow[] {
  return table.map((row) => ({
    row: row.row,
    zone: row.zone,
    may: row.grants.map((grant) => `${grant.kind}:${grant.target}`),
    missing: missingGrants(row),
    worth: row.worth,
  }));
}
