import type { Grant, Row } from "./table.ts";

/** One difference between the table and what the process really has. */
export interface Difference {
  readonly row: string;
  readonly grant: string;
  readonly problem: "missing" | "too much";
}

/**
 * Compares the table with what Deno says this process may do: nothing may be missing, no kind may be open as a whole.
 */
export function checkPermissions(table: readonly Row[]): Difference[] {
  const missing = table.flatMap((row) =>
    missingGrants(row).map((grant): Difference => ({ row: row.row, grant, problem: "missing" }))
  );
  const kinds: Grant["kind"][] = ["read", "write", "net", "env", "run", "ffi", "sys"];
  const open = kinds
    .filter((name) => Deno.permissions.querySync({ name }).state === "granted")
    .map((kind): Difference => ({ row: "all", grant: `${kind}:*`, problem: "too much" }));
  return [...missing, ...open];
}

/** What this process may not do of a row. */
export function missingGrants(row: Row): string[] {
  return row.grants
    .filter((grant) => Deno.permissions.querySync(descriptor(grant)).state !== "granted")
    .map(({ kind, target }) => `${kind}:${target}`);
}

function descriptor({ kind, target }: Grant): Deno.PermissionDescriptor {
  switch (kind) {
    case "net":
      return { name: "net", host: target };
    case "env":
      return { name: "env", variable: target };
    case "run":
      return { name: "run", command: target };
    case "sys":
      return { name: "sys", kind: target as NonNullable<Deno.SysPermissionDescriptor["kind"]> };
    default:
      return { name: kind, path: target };
  }
}
