import { type Config, logFile, type Start } from "../config/mod.ts";
import { JOURNAL_SOCKET, STDERR_FILE } from "../log/launch.ts";
import { logger, type LogOutputs, openLogOutputs, stderrIsJournal } from "../log/mod.ts";
import { logPath } from "../permissions.ts";

/** Opens the outputs of the log that the settings of the start ask for. The size of a file may change at any time. */
export async function createLogOutputs(start: Start, config: () => Config): Promise<LogOutputs> {
  const { output, syslog_socket, file, files } = config().log;
  const stream = output === "auto" && await stderrIsJournal(start.env("JOURNAL_STREAM"));
  const journal = stream ? { form: "journal", socket: JOURNAL_SOCKET } as const : null;
  return openLogOutputs({
    receiver: output === "syslog" ? { form: "syslog", socket: syslog_socket } : journal,
    bind_path: logPath(start.paths),
    hostname: output === "syslog" ? Deno.hostname() : "",
    file: logFile(start.paths, file),
    stderr: output === "auto" ? start.env(STDERR_FILE) ?? null : null,
    files,
    file_max_bytes: () => config().log.file_max_bytes,
    onFault: (fault) => logger("log").warn("{fault}", { fault }),
  });
}
