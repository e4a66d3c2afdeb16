import type { LogRecord } from "@logtape/logtape";
import { datagramSender } from "../core/datagram.ts";
import { sleep } from "../core/sleep.ts";
import { LogFile } from "./sinks/file.ts";
import { journalDatagram } from "./sinks/journal.ts";
import { syslogDatagram } from "./sinks/syslog.ts";
import { messageOf } from "../core/message_of.ts";

/** Where lines go, besides the ring in memory. */
export interface OutputSettings {
  /** What takes the place of stderr. */
  readonly receiver: { readonly form: "journal" | "syslog"; readonly socket: string } | null;
  /** A path that this process may bind for a moment. */
  readonly bind_path: string;
  readonly hostname: string;
  /** Path of the log file; null for none. */
  readonly file: string | null;
  /** Path of the file that stderr leads to, where it is this program's to keep small; null for none. */
  readonly stderr: string | null;
  /** How many log files there are at most. */
  readonly files: number;
  /** What one of them may come to, bytes; read anew at each line. */
  file_max_bytes(): number;
  /** Told once of each output that fails, until it works again. */
  onFault(message: string): void;
}

/** The outputs that are open. Disposing waits, for a moment, until all lines are out. */
export interface LogOutputs extends AsyncDisposable {
  readonly file: LogFile | null;
  /** What is written to instead of stderr. */
  readonly stderr: LogFile | null;
  /** Sends a line to what takes the place of stderr; `otherwise` is called when it does not take it. */
  send(record: LogRecord, otherwise: () => void): void;
}

/** Lines that may wait for their receiver; what comes then goes to stderr. */
const MOST_WAITING = 1000;

/** What the end waits for a receiver that does not read, milliseconds. */
const END_MS = 500;

/** Opens what the settings ask for. */
export function openLogOutputs(settings: OutputSettings): LogOutputs {
  const { files, onFault } = settings;
  const max_bytes = () => settings.file_max_bytes();
  const open = (path: string | null) =>
    path === null ? null : new LogFile({ path, files, max_bytes, onFault });
  const [file, stderr] = [open(settings.file), open(settings.stderr)];
  const post = postOf(settings);
  return {
    file,
    stderr,
    send: post.send,
    [Symbol.asyncDispose]: async () => {
      await post.end();
      for (const one of [file, stderr]) one?.[Symbol.dispose]();
    },
  };
}

interface Post {
  send: LogOutputs["send"];
  end(): Promise<void>;
}

function postOf({ receiver, bind_path, hostname, onFault }: OutputSettings): Post {
  if (receiver === null) return { send: (_record, otherwise) => otherwise(), end: () => Promise.resolve() };
  const { form, socket } = receiver;
  const datagram = form === "journal"
    ? journalDatagram
    : (record: LogRecord) => syslogDatagram(record, { hostname, pid: Deno.pid });
  const way = datagramSender(socket, bind_path);
  let waiting = 0;
  let told = false;
  let last: Promise<void> = Promise.resolve();
  const send: Post["send"] = (record, otherwise) => {
    if (waiting >= MOST_WAITING) return otherwise();
    waiting++;
    last = way.send(datagram(record)).then(() => {
      told = false;
    }, (error) => {
      otherwise();
      if (told) return;
      told = true;
      onFault(
        `Cannot send the log to "${socket}": ${messageOf(error)}`,
      );
    }).finally(() => waiting--);
  };
  return {
    send,
    end: async () => {
      await Promise.race([last, sleep(END_MS)]);
      way[Symbol.dispose]();
    },
  };
}
