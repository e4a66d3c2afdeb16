import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { buildMark } from "./build_mark.ts";
import { type DebianFacts, debianFacts, FACT_FIELDS } from "./package_facts.ts";
import {
  type Clause,
  parseRelations,
  RELATION_FIELDS,
  type RelationField,
  type Relations,
} from "./relations.ts";
import { readStanzas, required, type Stanza, typed } from "./stanza_file.ts";

/** What the administrator asked dpkg for (dpkg(1), package selection states). */
const WANTS = ["unknown", "install", "hold", "deinstall", "purge"] as const;
/** What the administrator asked dpkg for. */
export type Want = typeof WANTS[number];

/** How far dpkg has come with a package (dpkg(1), package states). */
const STATES = [
  "not-installed",
  "config-files",
  "half-installed",
  "unpacked",
  "half-configured",
  "triggers-awaited",
  "triggers-pending",
  "installed",
] as const;
/** How far dpkg has come. */
export type State = typeof STATES[number];

/** A paragraph of dpkg's status file. */
export interface DpkgPackage extends DebianFacts {
  readonly want: Want;
  readonly state: State;
  /** The system does not start without it, though its packages do: apt heeds it like an essential one. */
  readonly protected: boolean;
  /** No system is without it: essential, protected, or of the priority required. */
  readonly required: boolean;
  /** It is damaged and must be installed anew before anything else is done with it. */
  readonly reinstall_required: boolean;
  /** See {@link buildMark}. */
  readonly build: number;
  readonly relations: Relations;
}

const FIELDS = [...FACT_FIELDS, ...RELATION_FIELDS, "Status", "Priority", "Protected", "Important"] as const;
type Paragraph = Stanza<typeof FIELDS[number]>;

/** Folder of dpkg's database on a host. */
export const ADMIN_DIR = "/var/lib/dpkg";

/**
 * Reads dpkg's database: the status file and, over it, the changes that an interrupted dpkg has left in `updates`.
 * Packages that are not installed and left nothing behind are not among them. Throws {@link PackageFileError}.
 */
export async function readDpkgStatus(
  files: PackageFiles,
  admin_dir: string = ADMIN_DIR,
): Promise<DpkgPackage[]> {
  const packages = new Map<string, DpkgPackage>();
  const updates = (await files.list(`${admin_dir}/updates`)).filter((name) => /^[0-9]+$/.test(name));
  for (const file of [`${admin_dir}/status`, ...updates.map((name) => `${admin_dir}/updates/${name}`)]) {
    await readStanzas(files, file, {
      fields: FIELDS,
      duplicates: "refuse",
      accept(stanza) {
        const found = dpkgPackage(file, stanza);
        const key = packageKey(found);
        if (found.state === "not-installed") packages.delete(key);
        else packages.set(key, found);
      },
    });
  }
  return [...packages.values()];
}

/** What tells two packages of one database apart. */
export function packageKey({ name, architecture }: { name: string; architecture: string }): string {
  return `${name}:${architecture}`;
}

function dpkgPackage(file: string, stanza: Paragraph): DpkgPackage {
  const { want, flag, state } = statusOf(file, stanza);
  const version = state === "not-installed" ? stanza.values.Version ?? "" : required(file, stanza, "Version");
  const facts = debianFacts(file, stanza, version);
  return {
    ...facts,
    build: buildMark(facts, stanza.values),
    want,
    state,
    ...importanceOf(stanza.values),
    reinstall_required: flag === "reinstreq",
    relations: typed(file, stanza.line, () => relationsOf(stanza.values)),
  };
}

function importanceOf(
  { Essential, Priority, Protected, Important }: Paragraph["values"],
): Pick<DpkgPackage, "protected" | "required"> {
  const is_protected = [Protected, Important].includes("yes");
  return {
    protected: is_protected,
    required: is_protected || Essential === "yes" || Priority === "required",
  };
}

function statusOf(file: string, stanza: Stanza<"Status">): { want: Want; flag: string; state: State } {
  const text = required(file, stanza, "Status");
  const [want_text, flag = "", state_text] = text.split(/\s+/);
  const want = WANTS.find((known) => known === want_text);
  const state = STATES.find((known) => known === state_text);
  if (want === undefined || state === undefined || (flag !== "ok" && flag !== "reinstreq")) {
    throw new PackageFileError(file, stanza.line, `"${text.slice(0, 80)}" is no status`);
  }
  return { want, flag, state };
}

function relationsOf(values: Paragraph["values"]): Relations {
  const relations: Partial<Record<RelationField, readonly Clause[]>> = {};
  for (const field of RELATION_FIELDS) {
    const value = values[field];
    if (value !== undefined && value !== "") relations[field] = parseRelations(value);
  }
  return relations;
}
