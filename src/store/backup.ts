import { DatabaseSync } from "node:sqlite";
import { type BackupManifest, backupManifest, CortexError } from "../contract/mod.ts";
import { reasonOf } from "./fault.ts";
import { checkHeader } from "./file.ts";
import { formOf, LATEST_VERSION, migrate, MIGRATIONS, versionsOf } from "./migrations.ts";
import { parseJson } from "./json.ts";

/** Where a backup keeps what it says of itself, in its values. */
export const MANIFEST_KEY = "backup.manifest";

/** What was found of a backup that is whole. */
export interface CheckedBackup {
  /** Version of the database's form. */
  readonly schema_version: number;
  /** null: it is a whole database, but was not made by `store.backup`. */
  readonly manifest: BackupManifest | null;
}

/**
 * Checks a backup from its first byte to its last, without changing it: a database, of this program, whole, of no newer
 * form than this program knows, and with the tables of its version and nothing else. Throws BACKUP_INVALID that says
 * which of these it is not.
 * @param name What the file is called in messages.
 */
export function checkBackup(path: string, name = path): CheckedBackup {
  try {
    checkHeader(path, { read: true });
    using db = new DatabaseSync(path, { readOnly: true });
    const [first] = db.prepare("pragma integrity_check(1)").all();
    const found = first?.["integrity_check"];
    if (found !== "ok") throw new Error(`it does not pass its check: ${String(found)}`);
    const { header, stated } = versionsOf(db);
    if (header !== stated) throw new Error("its version is not what it says of itself");
    if (header > LATEST_VERSION) {
      throw new Error(
        `a newer version of the program made it (form ${header}, this one knows ${LATEST_VERSION}); use that version`,
      );
    }
    if (formOf(db) !== formAt(header)) throw new Error(`its tables are not those of form ${header}`);
    const text = db.prepare("select value from meta where key = ?").get(MANIFEST_KEY)?.["value"];
    return { schema_version: header, manifest: backupManifest().safeParse(parseJson(text)).data ?? null };
  } catch (error) {
    throw new CortexError("BACKUP_INVALID", `Cannot use "${name}" as a backup: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** The form that the migrations up to a version make. */
function formAt(version: number): string {
  using db = new DatabaseSync(":memory:");
  migrate(db, MIGRATIONS.filter((one) => one.version <= version));
  return formOf(db);
}
