import type { Paths } from "../../../src/config/mod.ts";

/** Where the system's daemon has everything. */
export const SYSTEM_PATHS: Paths = {
  scope: "system",
  socket_dir: "/run/cortex",
  http_socket: "/run/cortex/http.sock",
  read_socket: "/run/cortex/read.sock",
  raw_socket: "/run/cortex/cortex.sock",
  state_dir: "/var/lib/cortex",
  config: [{ kind: "folder", path: "/etc/cortex/daemon.d" }, {
    kind: "file",
    path: "/etc/cortex/daemon.yaml",
  }],
  dotenv: "/etc/cortex/.env",
  log_file: "/var/log/cortex/daemon.log",
  pid_file: null,
};
