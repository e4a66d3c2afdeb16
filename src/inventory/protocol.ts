import type { LinkProtocol } from "../core/worker_protocol.ts";
import type { IndexInfo } from "../packages/index/mod.ts";
import type { Examination, Why } from "../packages/mod.ts";

/** The host whose packages are meant. */
export interface InventoryHost {
  /** `/`, or the folder of another host's files. */
  readonly root: string;
  /** The folder is what was `/var/lib/dpkg` of a host; nothing else of it is there. @default {false} */
  readonly is_admin_dir?: boolean;
}

/** A package of a host: `NAME`, or `NAME:ARCHITECTURE`. */
export interface PackageQuery extends InventoryHost {
  readonly name: string;
}

/** What an index is built from and where it goes. */
export interface BuildInput extends InventoryHost {
  /** Path of the index; nothing else in its folder is touched but the draft beside it. */
  readonly path: string;
}

/** What the inventory's worker is asked. */
export interface InventoryProtocol extends LinkProtocol {
  readonly calls: {
    /** Reads all packages and puts a new index in place. */
    readonly build: { readonly input: BuildInput; readonly output: IndexInfo };
    /** Looks for updates, conflicts and signs of a reboot. */
    readonly examine: { readonly input: InventoryHost; readonly output: Examination };
    /** Why a package is installed; null where dpkg has none of that name. */
    readonly why: { readonly input: PackageQuery; readonly output: Why | null };
  };
  readonly events: Record<never, never>;
}
