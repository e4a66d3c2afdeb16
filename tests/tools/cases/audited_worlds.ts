import type { Short } from "../../unit/packages/_status.ts";

/** What a feed says of one source package, in the words of the Debian security tracker. */
export interface Said {
  readonly source: string;
  readonly id: string;
  readonly status: "resolved" | "open" | "undetermined";
  /** Which version has the fix; `0`: no version of this release was ever affected. */
  readonly fixed?: string;
  readonly urgency?: "high" | "medium" | "low" | "unimportant" | "not yet assigned";
  /** Why nobody mends it in this release. */
  readonly nodsa?: "ignored" | "postponed";
}

/** Of each source what there is to say: each verdict, and each way to write a version. */
export const SAID: readonly Said[] = [
  { source: "curl", id: "CVE-2024-1001", status: "resolved", fixed: "7.88.1-10+deb12u5", urgency: "high" },
  { source: "curl", id: "CVE-2024-1002", status: "open", urgency: "low" },
  { source: "curl", id: "CVE-2024-1003", status: "resolved", fixed: "0" },
  { source: "openssl", id: "CVE-2024-1004", status: "undetermined" },
  { source: "openssl", id: "CVE-2024-1005", status: "open", urgency: "unimportant" },
  { source: "openssl", id: "CVE-2024-1006", status: "open", nodsa: "ignored", urgency: "medium" },
  { source: "openssl", id: "CVE-2024-1007", status: "open", nodsa: "postponed" },
  { source: "bind9", id: "CVE-2024-1008", status: "resolved", fixed: "1:9.18.24-1", urgency: "medium" },
  { source: "bind9", id: "TEMP-0841234-ABCDEF", status: "open" },
  { source: "linux", id: "CVE-2024-1009", status: "resolved", fixed: "6.1.85-1", urgency: "high" },
  { source: "gcc-12", id: "CVE-2024-1010", status: "resolved", fixed: "12.2.0-14+deb12u1" },
];

const of = (source: string) => ({ Source: source });

/** Small installations, by the name of the case. */
export const AUDITED_WORLDS: Readonly<Record<string, readonly Short[]>> = {
  "01-source-names": [
    { name: "libcurl4", version: "7.88.1-10+deb12u4", fields: of("curl") },
    { name: "curl", version: "7.88.1-10+deb12u5" },
    { name: "libssl3", version: "3.0.11-1~deb12u2", fields: of("openssl") },
    { name: "openssl-provider", version: "1.0", fields: of("openssl (3.0.11-1~deb12u2)") },
    { name: "linux-image-6.1.0-18-amd64", version: "6.1.76-1", fields: of("linux-signed-amd64 (6.1.76+1)") },
    { name: "linux-libc-dev", version: "6.1.76-1", fields: of("linux") },
    { name: "unrelated", version: "1" },
  ],
  "02-rebuilds": [
    { name: "libgcc-s1", version: "12.2.0-14+b1", fields: of("gcc-12 (12.2.0-14)") },
    { name: "cpp-12", version: "12.2.0-14+deb12u1+b2", fields: of("gcc-12 (12.2.0-14+deb12u1)") },
    { name: "libcurl4", version: "7.88.1-10+deb12u5+local1", fields: of("curl") },
    { name: "libcurl3-gnutls", version: "7.88.1-10+deb12u4+local1", fields: of("curl") },
  ],
  "03-epochs-and-architectures": [
    { name: "bind9", version: "1:9.18.19-1~deb12u1" },
    { name: "bind9-libs", version: "1:9.18.24-1", fields: of("bind9") },
    { name: "bind9-dnsutils", version: "2:1.0-1", fields: of("bind9 (1:9.18.1-1)") },
    {
      name: "libssl3",
      version: "3.0.11-1",
      architecture: "amd64",
      fields: { ...of("openssl"), "Multi-Arch": "same" },
    },
    {
      name: "libssl3",
      version: "3.0.11-1",
      architecture: "i386",
      fields: { ...of("openssl"), "Multi-Arch": "same" },
    },
  ],
  "04-removed-and-held": [
    { name: "curl", version: "7.0-1", status: "deinstall ok config-files" },
    { name: "libcurl4", version: "7.0-1", status: "hold ok installed", fields: of("curl") },
    { name: "openssl", version: "3.0.1-1", status: "deinstall ok installed" },
    { name: "bind9", version: "1:9.0-1", status: "purge ok config-files" },
  ],
};
