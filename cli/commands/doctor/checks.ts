import type { Check } from "./check.ts";
import { clock } from "./clock.ts";
import { configuration } from "./configuration.ts";
import { deno } from "./deno.ts";
import { hostRoot } from "./host_root.ts";
import { parts } from "./parts.ts";
import { permissions } from "./permissions.ts";
import { singleDaemon } from "./single_daemon.ts";
import { socket } from "./socket.ts";
import { socketFolder } from "./socket_folder.ts";
import { socketRights } from "./socket_rights.ts";
import { stateFolder } from "./state_folder.ts";
import { store } from "./store.ts";
import { watchdog } from "./watchdog.ts";

/** Every check there is, in the order in which they are told: what keeps the daemon from running comes first. */
export const CHECKS: readonly Check[] = [
  deno,
  configuration,
  socketFolder,
  stateFolder,
  socket,
  socketRights,
  singleDaemon,
  permissions,
  parts,
  hostRoot,
  store,
  clock,
  watchdog,
];
