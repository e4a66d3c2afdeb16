/** Import ranks and bans of this project, for `deno lint`; each message gives its reason. */
import { contractPure } from "./rules/contract_pure.ts";
import { exportDoc } from "./rules/export_doc.ts";
import { importDoor } from "./rules/import_door.ts";
import { importRank } from "./rules/import_rank.ts";
import { noAllPermissions } from "./rules/no_all_permissions.ts";
import { noCommand } from "./rules/no_command.ts";
import { noConsole } from "./rules/no_console.ts";
import { noDlopen } from "./rules/no_dlopen.ts";
import { noExit } from "./rules/no_exit.ts";
import { noFloatingPromise } from "./rules/no_floating_promise.ts";
import { noListenFd } from "./rules/no_listen_fd.ts";
import { noNetwork } from "./rules/no_network.ts";
import { workerZod } from "./rules/worker_zod.ts";

export default {
  name: "cortex",
  rules: {
    "import-rank": importRank,
    "import-door": importDoor,
    "contract-pure": contractPure,
    "worker-zod": workerZod,
    "export-doc": exportDoc,
    "no-command": noCommand,
    "no-dlopen": noDlopen,
    "no-network": noNetwork,
    "no-listen-fd": noListenFd,
    "no-console": noConsole,
    "no-all-permissions": noAllPermissions,
    "no-exit": noExit,
    "no-floating-promise": noFloatingPromise,
  },
} satisfies Deno.lint.Plugin;
