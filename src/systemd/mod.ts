/**
 * Speaking with the service manager: sd_notify(3) over $NOTIFY_SOCKET. What counts as told: a datagram the kernel
 * took; nothing here can fail the daemon, for a service manager that does not listen is its own problem.
 * @module
 */
export { type ManagerSettings, managerSettings } from "./environment.ts";
export { type Notifier, openNotifier } from "./notifier.ts";
