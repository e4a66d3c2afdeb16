import { archSource } from "./arch/source.ts";
import { debianSource } from "./debian/source.ts";
import type { PackageSource } from "./source.ts";

/** Every package manager that is known, in the order in which a host is asked for it. */
export const packageSources: readonly PackageSource[] = [debianSource, archSource];
