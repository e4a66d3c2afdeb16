import { look } from "./_files.ts";
import { defineCheck, ok, quoted, skipped, wrong } from "./check.ts";
import { restartCommands } from "./site.ts";

/** Where the host is read from files below a folder: whether its /proc is there. */
export const hostRoot = defineCheck({
  name: "host-root",
  gather: (site) => {
    const root = site.answers?.host_root ?? site.config?.host.root ?? "";
    return {
      root,
      mounted: root !== "" && look(`${root}/proc/stat`) !== null,
      restart: restartCommands(site),
    };
  },
  judge: ({ root, mounted, restart }) => {
    if (root === "") return [skipped("The host is read through libc; no bind mount is needed")];
    if (mounted) return [ok(`The host is read below ${root}`)];
    const proc = quoted(`${root}/proc`);
    return [
      wrong(
        `host.root is ${root}, but its proc is not there: the bind mount is missing`,
        `sudo mkdir -p ${proc}`,
        `sudo mount --bind -o ro /proc ${proc}`,
        ...restart,
      ),
    ];
  },
});
