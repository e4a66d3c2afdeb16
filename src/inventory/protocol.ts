import type { LinkProtocol } from "../core/worker_protocol.ts";
import type { IndexInfo } from "../packages/index/mod.ts";

/** The host whose packages are meant. */
export interface InventoryHost {
  /** `/`, or the folder of another host's files. */
  readonly root: string;
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
  };
  readonly events: Record<never, never>;
}
