/** A file to be sent. */
export interface Download {
  /** Open for reading, at its beginning; closed by whoever sends it. */
  readonly file: Deno.FsFile;
  readonly bytes: number;
}
