import { adminFiles, diskFiles, type PackageFiles } from "../packages/mod.ts";
import type { InventoryHost } from "./protocol.ts";

/** The files of a host, or of what was its `/var/lib/dpkg`. */
export function filesOf({ root, is_admin_dir = false }: InventoryHost): PackageFiles {
  return is_admin_dir ? adminFiles(root) : diskFiles(root);
}
