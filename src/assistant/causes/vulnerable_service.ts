import type { Finding as Vulnerability, Process } from "../../contract/mod.ts";
import { defineCause } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";

/** How bad it is by the worst of its vulnerabilities. */
const SCORES: Readonly<Partial<Record<Vulnerability["severity"], number>>> = { critical: 1, high: 0.7 };

/** Programs of services that are not named as their package. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  "bind9": ["named"],
  "cups-daemon": ["cupsd"],
  "dbus-daemon": ["dbus-daemon"],
  "isc-dhcp-server": ["dhcpd"],
  "mariadb-server": ["mariadbd", "mysqld"],
  "openssh-server": ["sshd"],
  "openvpn": ["openvpn"],
  "php-fpm": ["php-fpm"],
  "postfix": ["master"],
  "redis-server": ["redis-server"],
  "samba": ["smbd", "nmbd"],
  "slapd": ["slapd"],
};
/** What follows the name of a program in the name of its package: nginx-core, postgresql-15, redis-server. */
const ENDING = /-(server|daemon|core|common|bin|full|light)$|-?\d[\d.]*$/;

/** A service that runs, and whose package has a known vulnerability of weight. */
export const vulnerableService = defineCause({
  name: "vulnerable_service",
  topics: ["vulnerabilities", "services"],
  categories: ["cve"],
  needs: ["findings", "running"],
  series: [],
  commands: [
    { command: "cortex audit --fixable", why: "Which versions have the fixes" },
    { command: "ss -tulpn", why: "What listens to the network" },
  ],
  find: ({ findings, running }) => {
    if (findings === null || running === null) return [];
    const services = running.items.filter(({ parent_pid }) => parent_pid === INIT);
    const vulnerable = findings.items.filter(({ verdict }) => ["fixable", "unfixed"].includes(verdict));
    return [...Map.groupBy(vulnerable, (one) => one.package)].flatMap(([program, known]) => {
      const [worst] = known.toSorted((a, b) => (SCORES[b.severity] ?? 0) - (SCORES[a.severity] ?? 0));
      const service = services.find((one) => runs(one, program));
      if (worst === undefined || service === undefined) return [];
      const now = factsFrom({ source: "processes.list", at: running.taken_at });
      const { figure, name, text } = factsFrom({ source: "vulnerabilities.list", at: findings.audited_at });
      return [{
        score: SCORES[worst.severity] ?? 0,
        subject: program,
        sentence: say`A vulnerable service runs: ${now.name("service", service.name)} (process ${
          now.figure("process id", service.pid, "", service.name)
        }) is of the package ${name("vulnerable package", program)}, which has ${
          counted(
            figure("critical and high vulnerabilities", known.length, "", program),
            "vulnerability of weight",
            "vulnerabilities of weight",
          )
        }, as ${name("vulnerability", worst.id)} of severity ${text("severity", worst.severity, worst.id)}${
          worst.fixed_version === null
            ? []
            : say`, fixed in ${text("version with the fix", worst.fixed_version, program)}`
        }`,
      }];
    });
  },
});

/** Process id of what starts services. */
const INIT = 1;

/** Whether a process runs the program of a package. */
function runs({ name }: Process, program: string): boolean {
  const base = program.replace(ENDING, "");
  return [program, base, `${base}d`, ...(PROGRAMS[program] ?? [])].includes(name);
}
