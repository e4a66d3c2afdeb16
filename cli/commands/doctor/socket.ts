import { look } from "./_files.ts";
import { defineCheck, ok, quoted, wrong } from "./check.ts";
import { startCommand, sudo } from "./site.ts";

/** Whether somebody answers on the daemon's socket, and if not, why. */
export const socket = defineCheck({
  name: "socket",
  gather: (site) => {
    const path = site.start.paths.http_socket;
    return {
      path,
      info: look(path),
      unreachable: site.unreachable,
      start: startCommand(site),
      sudo: sudo(site),
      group: site.config?.ipc.group ?? "cortex",
    };
  },
  judge: ({ path, info, unreachable, start, sudo, group }) => {
    if (info !== null && !info.isSocket) {
      return [
        wrong(`${path} is no socket; the daemon cannot use that name`, `${sudo}rm -r ${quoted(path)}`, start),
      ];
    }
    switch (unreachable) {
      case null:
        return [ok(`A daemon answers on ${path}`)];
      case "absent":
        return [wrong(`There is no socket ${path}: no daemon runs`, start)];
      case "refused":
        return [
          wrong(
            `Nobody listens on ${path}: its daemon has ended and left it`,
            `${sudo}rm ${quoted(path)}`,
            start,
          ),
        ];
      case "denied":
        return [
          wrong(
            `This user may not use ${path}`,
            `sudo usermod -aG ${quoted(group)} "$USER"`,
            `newgrp ${quoted(group)}`,
          ),
        ];
    }
  },
});
