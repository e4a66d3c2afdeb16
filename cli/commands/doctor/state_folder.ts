import { gatherFolder, judgeFolder } from "./_folder.ts";
import { defineCheck } from "./check.ts";

/** Where the database is. */
export const stateFolder = defineCheck({
  name: "state-folder",
  gather: (site) => gatherFolder(site, site.state_dir, "state folder", false),
  judge: judgeFolder,
});
