import { CortexError, type InputOf, type OutputOf } from "../contract/wire.ts";
import { rfc3339, systemClock as clock } from "../core/clock.ts";
import type { Examination } from "../packages/mod.ts";
import { conflictsOf } from "./conflicts.ts";
import { historyOf, historyQuery } from "./history.ts";
import type { InventoryHost } from "./protocol.ts";
import { realPath } from "../core/real_path.ts";
import { updatesOf } from "./updates.ts";
import { createInventoryWorker } from "./worker_link.ts";

/** The operations that a folder answers, too. */
export type FolderOperation =
  | "packages.search"
  | "packages.info"
  | "packages.updates"
  | "packages.conflicts"
  | "packages.why"
  | "packages.history";

/**
 * What answers them; a search without a limit gives all that fits. Each fails with NOT_FOUND where the folder holds no
 * packages, UNAVAILABLE for damaged ones.
 */
export type FolderPackages = {
  readonly [N in FolderOperation]: (input: InputOf<N>) => Promise<OutputOf<N>>;
};

/**
 * The packages of a host's root folder, or of what was its `/var/lib/dpkg` or `/var/lib/pacman`. Throws NOT_FOUND where
 * there is no such folder.
 */
export function packagesOfFolder(
  folder: string,
  { is_admin_dir = false }: { readonly is_admin_dir?: boolean } = {},
): FolderPackages {
  const host: InventoryHost = { root: realPath(folder, "folder"), is_admin_dir };
  const worker = createInventoryWorker({ read: [host.root] });
  const noPackages = (): never => {
    throw new CortexError(
      "NOT_FOUND",
      `Cannot find packages in "${folder}": it has ${
        is_admin_dir
          ? "neither a status file nor a folder named local; give what was /var/lib/dpkg or /var/lib/pacman"
          : "neither dpkg's nor pacman's database"
      }`,
    );
  };
  const examine = async (): Promise<Examination> => {
    const found = await worker.ask("examine", host);
    return found.managers.length > 0 ? found : noPackages();
  };
  return {
    "packages.search": async (query) => await worker.ask("search", { ...host, query }) ?? noPackages(),
    "packages.info": async (query) => await worker.ask("info", { ...host, query }) ?? noPackages(),
    "packages.updates": async ({ security = false }) => {
      const found = await examine();
      const freshness = { checked_at: rfc3339(clock.wall()), stale_since: null, message: null };
      const query = { security, kernel: null, services: "Nothing runs in a folder", now_ms: clock.wall() };
      return updatesOf(found, query, freshness);
    },
    "packages.conflicts": async () => conflictsOf(await examine()),
    "packages.history": async (query) =>
      historyOf(await worker.ask("history", { ...host, query: historyQuery(query) })),
    "packages.why": async ({ name, architecture }) => {
      const found = await worker.ask("why", {
        ...host,
        name: architecture === undefined ? name : `${name}:${architecture}`,
      });
      if (found !== null) return { ...found, chain: [...found.chain] };
      throw new CortexError(
        "NOT_FOUND",
        `Cannot tell why "${name}" is installed: "${folder}" has no such package`,
      );
    },
  };
}
