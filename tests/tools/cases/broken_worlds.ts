import type { Short } from "../../unit/packages/_status.ts";

/** A package with its fields in one line each. */
function a(
  name: string,
  version: string,
  fields: Readonly<Record<string, string>> = {},
  more: Partial<Short> = {},
) {
  return { name, version, fields, ...more };
}

const foreign = { architecture: "i386" } as const;
const same = { "Multi-Arch": "same" } as const;

/** Small installations that are broken in one way each, by the name of the case. */
export const BROKEN_WORLDS: Readonly<Record<string, readonly Short[]>> = {
  "10-multi-arch": [
    a("lib", "2", same),
    a("lib", "1", same, foreign),
    a("alone", "1", {}, foreign),
    a("tool", "1", { "Multi-Arch": "foreign" }),
    a("perl", "5", { "Multi-Arch": "allowed" }),
    a("data", "1", {}, { architecture: "all" }),
    a("game", "1", { Depends: "tool, perl:any, data, lib (>= 1), alone:amd64" }, foreign),
    a("plugin", "1", { Depends: "game, perl, tool:any" }),
    a("native", "1", { Depends: "alone, alone:i386" }),
  ],
  "11-provided-versions": [
    a("old", "1", { Provides: "api (= 1), plain" }),
    a("new", "1", { Provides: "api (= 3)" }),
    a("range", "1", { Depends: "api (>= 2), api (<< 2), api (= 1)" }),
    a("between", "1", { Depends: "api (= 2)" }),
    a("unversioned", "1", { Depends: "plain, plain (>= 0)" }),
    a("above", "1", { Depends: "between | unversioned" }),
  ],
  "12-conflicts-and-breaks": [
    a("exim", "4", { Provides: "mta", Conflicts: "mta", Replaces: "mta" }),
    a("postfix", "3", { Provides: "mta", Conflicts: "mta", Replaces: "mta" }),
    a("mailer", "1", { Depends: "mta" }),
    a("both", "1", { Depends: "exim, postfix" }),
    a("breaker", "2", { Breaks: "victim (<< 3), absent" }),
    a("victim", "2.9~rc1"),
    a("needs-both", "1", { Depends: "breaker, victim" }),
  ],
  "13-alternatives-and-loops": [
    a("first", "1", { Depends: "gone" }),
    a("second", "1", { Depends: "third" }),
    a("third", "1", { Depends: "second" }),
    a("choice", "1", { Depends: "first | second" }),
    a("no-choice", "1", { Depends: "first | absent (>= 2) | gone" }),
    a("on-top", "1", { Depends: "no-choice | choice" }),
    a("snake", "1", { Depends: "tail" }),
    a("tail", "1", { Depends: "snake, first" }),
  ],
  "14-essential-is-broken": [
    a("base", "1", { "Essential": "yes", "Pre-Depends": "core (>= 2)" }),
    a("core", "1.9"),
    a("bystander", "1"),
    a("friend", "1", { Recommends: "gone", Suggests: "gone" }),
  ],
  "15-strange-architectures": [
    a("martian", "1", {}, { architecture: "mars64" }),
    a("illegal", "1", {}, { architecture: "am_d64" }),
    a("i-three", "1", {}, foreign),
  ],
  "16-wants-and-states": [
    a("held", "1", { Depends: "removed" }, { status: "hold ok installed" }),
    a("removed", "1", {}, { status: "deinstall ok config-files" }),
    a("going", "1", { Depends: "removed" }, { status: "deinstall ok installed" }),
    a("unpacked", "1", { Depends: "half" }, { status: "install ok unpacked" }),
    a("half", "1", {}, { status: "install ok half-configured" }),
    a("awaits", "1", { Depends: "half", "Triggers-Awaited": "pends" }, {
      status: "install ok triggers-awaited",
    }),
    a("pends", "1", { "Triggers-Pending": "/usr/share/x" }, { status: "install ok triggers-pending" }),
    a("above", "1", { Depends: "unpacked, pends" }),
  ],
  "17-odd-versions": [
    a("epoch", "1:0.5-1"),
    a("tilde", "2.0~~a-1"),
    a("native", "3.0+dfsg.1"),
    a("asks", "1", {
      Depends: "epoch (>= 9), epoch (<< 1:0.5), tilde (>= 2.0~), tilde (<= 2.0~~a-1), native (= 3.0+dfsg.01)",
    }),
  ],
};
