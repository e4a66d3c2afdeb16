/**
 * The client of Cortex: typed calls to the daemon of this host, over its Unix socket. Runs in Deno, and in Node from
 * version 20 on where the package undici is installed.
 *
 * @example How the host is
 * ```ts
 * import { connect } from "@cortex/cortexd";
 *
 * await using client = await connect();
 * const health = await client.health.get();
 * console.log(health.status, health.cpu?.usage_percent);
 * ```
 *
 * @example Every open alert, over all pages, acknowledged
 * ```ts
 * import { connect, paginate } from "@cortex/cortexd";
 *
 * await using client = await connect();
 * for await (const alert of paginate(client, "alerts.list", { status: "active" })) {
 *   await client.alerts.acknowledge({ id: alert.id });
 * }
 * ```
 *
 * @example What happens, as it happens, over restarts of the daemon
 * ```ts
 * import { connect } from "@cortex/cortexd";
 *
 * await using client = await connect();
 * for await (const event of client.events.stream({ types: ["alert"], after: 0 })) {
 *   console.log(event.seq, event.type, event.subject);
 *   if (event.type === "alert.resolved") break;
 * }
 * ```
 *
 * @example Telling failures apart
 * ```ts
 * import { connect, CortexError } from "@cortex/cortexd";
 *
 * try {
 *   await using client = await connect({ timeout_ms: 2000, retry: false });
 *   await client.alerts.get({ id: "00000000-0000-4000-8000-000000000000" });
 * } catch (error) {
 *   if (!(error instanceof CortexError)) throw error;
 *   switch (error.code) {
 *     case "SOCKET_NOT_FOUND":
 *     case "CONNECTION_REFUSED":
 *       console.log("The daemon does not run");
 *       break;
 *     case "SOCKET_DENIED": // the message has the flags of Deno that are missing
 *       console.log(error.message);
 *       break;
 *     case "ALERT_NOT_FOUND":
 *       console.log("No such alert");
 *       break;
 *     default:
 *       throw error;
 *   }
 * }
 * ```
 *
 * @module
 */
export * from "./src/client/mod.ts";
export {
  CortexError,
  type CortexErrorOptions,
  type ErrorCode,
  type ErrorRow,
  ERRORS,
  VERSION,
} from "./src/contract/wire.ts";
export type * from "./src/contract/wire.ts";
