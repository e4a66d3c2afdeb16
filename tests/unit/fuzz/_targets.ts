import { config_files, config_values } from "./_config.ts";
import { contract } from "./_contract.ts";
import { feed_files } from "./_feeds.ts";
import { host_files, process_files } from "./_host.ts";
import { http } from "./_http.ts";
import { packages_files } from "./_packages.ts";
import { raw } from "./_raw.ts";
import type { FuzzTarget } from "./_target.ts";
import { version_texts } from "./_versions.ts";

/** Everything that takes input from outside, with its part of a long run in percent. */
export const TARGETS: readonly (readonly [target: FuzzTarget, percent: number])[] = [
  [contract, 20],
  [raw, 16],
  [http, 12],
  [config_files, 8],
  [config_values, 8],
  [packages_files, 8],
  [feed_files, 12],
  [version_texts, 14],
  [host_files, 1],
  [process_files, 1],
];
