/**
 * The inventory at a glance: a small file beside the sockets, for whoever wants a few figures often and must not wait,
 * as a shell prompt does. The fourth door of this folder: nothing here loads more than reading a file takes.
 * @module
 */

/** What the file says. */
export interface Glance {
  /** When it was written (RFC 3339): a daemon that has ended writes no more. */
  readonly made_at: string;
  /** Since when the figures are older than the package database and cannot be made anew; null: they are not. */
  readonly stale_since: string | null;
  /** Installed packages. */
  readonly packages: number;
  /** Those that somebody asked for. */
  readonly explicit: number;
  /** Those that nothing needs any more; null where nobody tells. */
  readonly orphans: number | null;
  readonly updates: number;
  /** Updates from a security archive. */
  readonly security_updates: number;
  /** Packages that do not work. */
  readonly broken: number;
  /** Known vulnerabilities; null where there is no feed, or an old one. */
  readonly vulnerabilities: number | null;
  /** Of these, those that an upgrade of some package ends; null as above. */
  readonly fixable: number | null;
  readonly reboot_required: boolean;
}

/** Name of the file in the folder of the sockets. */
const NAME = "packages.json";

/** Everybody may read it, as everybody may ask the package manager. */
const MODE = 0o644;

/** Longest file that is read; ours has a tenth of it. */
const MAX_BYTES = 4096;

/** Where the file is. */
export function glancePath(socket_dir: string): string {
  return `${socket_dir}/${NAME}`;
}

/** Puts the file in place, whole or not at all (rename(2)). Throws what the file system throws. */
export function writeGlance(path: string, glance: Glance): void {
  const draft = `${path}.new`;
  Deno.writeTextFileSync(draft, `${JSON.stringify(glance)}\n`);
  Deno.chmodSync(draft, MODE);
  Deno.renameSync(draft, path);
}

/**
 * Reads the file; null where it is not there, is no such file, or is not of the owner that is asked for. Never throws:
 * a prompt has nobody to tell.
 */
export function readGlance(path: string, { owner }: { readonly owner?: number } = {}): Glance | null {
  try {
    const { isFile, size, uid } = Deno.lstatSync(path);
    if (!isFile || size > MAX_BYTES || (owner !== undefined && uid !== owner)) return null;
    return glanceOf(JSON.parse(Deno.readTextFileSync(path)));
  } catch {
    return null;
  }
}

/** What a value must be of each member. */
const MEMBERS: { readonly [N in keyof Glance]: (value: unknown) => boolean } = {
  made_at: isTime,
  stale_since: orNull(isTime),
  packages: isCount,
  explicit: isCount,
  orphans: orNull(isCount),
  updates: isCount,
  security_updates: isCount,
  broken: isCount,
  vulnerabilities: orNull(isCount),
  fixable: orNull(isCount),
  reboot_required: (value) => typeof value === "boolean",
};

/** The members that are known, in their order; null where one is missing or is something else. */
function glanceOf(value: unknown): Glance | null {
  if (typeof value !== "object" || value === null) return null;
  const given: Readonly<Record<string, unknown>> = { ...value };
  const entries = Object.entries(MEMBERS).map(([name, fits]) => ({ name, value: given[name], fits }));
  if (!entries.every((entry) => entry.fits(entry.value))) return null;
  return Object.fromEntries(entries.map((entry) => [entry.name, entry.value])) as unknown as Glance;
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && /^[0-9T:.Z-]{20,30}$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function orNull(fits: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === null || fits(value);
}
