/** The worker that reads the host. */
import { serveLink } from "../core/serve_link.ts";
import type { MonitorProtocol } from "./protocol.ts";
import { serveMonitor } from "./serve_monitor.ts";

serveLink<MonitorProtocol>(serveMonitor);
