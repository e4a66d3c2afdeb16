/** Prints the flags of the system's daemon, as the compiled program has them built in. */
import { daemonLaunch } from "../../cli/launch/daemon.ts";

console.log(daemonLaunch([]).flags.join(" "));
