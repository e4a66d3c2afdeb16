/**
 * Whether stderr leads to the journal: $JOURNAL_STREAM names device and inode of the stream it is meant for
 * (systemd.exec(5)), and a program that was started from there may have its stderr elsewhere by now.
 */
export async function stderrIsJournal(journal_stream: string | undefined): Promise<boolean> {
  if (journal_stream === undefined || journal_stream === "") return false;
  // Deno's own streams cannot be asked; loaded only here, for a plain start needs none of it.
  const { fstatSync } = await import("node:fs");
  const { dev, ino } = fstatSync(2);
  return journal_stream === `${dev}:${ino}`;
}
