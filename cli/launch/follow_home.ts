import { isThere } from "../../src/core/absent.ts";

/**
 * A home that is a link is known by where it leads, to the daemon and to the command line alike: by that the
 * permissions name what lies in it.
 */
export function followHome(): void {
  const home = Deno.env.get("HOME") ?? "";
  if (home !== "" && isThere(home)) Deno.env.set("HOME", Deno.realPathSync(home));
}
