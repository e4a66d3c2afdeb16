import { gatherFolder, judgeFolder } from "./_folder.ts";
import { defineCheck } from "./check.ts";

/** Where the sockets are. */
export const socketFolder = defineCheck({
  name: "socket-folder",
  gather: (site) => {
    const { socket_dir, scope } = site.start.paths;
    return gatherFolder(site, socket_dir, "socket folder", scope === "system");
  },
  judge: judgeFolder,
});
