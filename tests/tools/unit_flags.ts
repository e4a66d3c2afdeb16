/** Prints the flags of the system's daemon, as the compiled program has them built in. */
import { daemonFlags } from "../../cli/launch/daemon.ts";

console.log(daemonFlags([]).join(" "));
