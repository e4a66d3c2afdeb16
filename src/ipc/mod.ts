/**
 * The transports: HTTP and the raw JSON socket, on Unix sockets only. What counts as a bad client: one that sends
 * nothing, too slowly or too much, or does not read; it is cut off at a stated limit and costs nobody else anything.
 * @module
 */
export type { Download } from "./download.ts";
export { createIpc, type Ipc, type IpcOptions } from "./ipc.ts";
export { openApiDocument } from "./openapi/mod.ts";
export { createSockets, type Sockets, type SocketStatus } from "./sockets.ts";
