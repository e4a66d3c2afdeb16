import { look, textOf } from "./_files.ts";
import { octal } from "./_folder.ts";
import { defineCheck, type Finding, ok, quoted, skipped, wrong } from "./check.ts";
import { restartCommands, sudo } from "./site.ts";

/** A socket as it is and as it should be. */
interface SocketFacts {
  readonly path: string;
  readonly mode: number;
  readonly gid: number | null;
  readonly right_mode: number;
}

/** Who may use the sockets: mode and group are all that decides it. */
export const socketRights = defineCheck({
  name: "socket-rights",
  gather: (site) => {
    const { paths } = site.start;
    const group = site.config?.ipc.group ?? "cortex";
    const expected = [[paths.http_socket, 0o660], [paths.raw_socket, 0o660], [
      paths.read_socket,
      0o666,
    ]] as const;
    const sockets = expected.flatMap(([path, right_mode]): SocketFacts[] => {
      const info = look(path);
      return info?.isSocket ? [{ path, mode: (info.mode ?? 0) & 0o777, gid: info.gid, right_mode }] : [];
    });
    return {
      sockets,
      group,
      gid: groupId(textOf(site.group_file) ?? "", group),
      // A user's own daemon is for that user; it can give its sockets only to groups the user is in.
      shared: paths.scope === "system",
      restart: restartCommands(site),
      sudo: sudo(site),
    };
  },
  judge: ({ sockets, group, gid, shared, restart, sudo }): Finding[] => {
    if (sockets.length === 0) return [skipped("There is no socket to look at")];
    const modes = sockets.filter(({ mode, right_mode }) => mode !== right_mode).map((
      { path, mode, right_mode },
    ) =>
      wrong(
        `${path} has the mode ${octal(mode)} instead of ${octal(right_mode)}`,
        `${sudo}chmod ${octal(right_mode)} ${quoted(path)}`,
      )
    );
    const control = sockets.filter(({ right_mode }) => right_mode === 0o660);
    const groups = !shared ? [] : gid === null
      ? [
        wrong(
          `There is no group ${group}: only root can use the sockets`,
          `${sudo}groupadd --system ${group}`,
          ...restart,
        ),
      ]
      : control.filter((one) => one.gid !== gid).map(({ path, gid: other }) =>
        wrong(
          `${path} belongs to group ${other} instead of ${group}`,
          `${sudo}chgrp ${group} ${quoted(path)}`,
        )
      );
    const found = [...modes, ...groups];
    return found.length > 0 ? found : [ok("The sockets are open to those they should be open to")];
  },
});

/** Number of a group by group(5). */
function groupId(text: string, name: string): number | null {
  for (const line of text.split("\n")) {
    const [group, , id] = line.split(":");
    if (group === name && /^\d+$/.test(id ?? "")) return Number(id);
  }
  return null;
}
