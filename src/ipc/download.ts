/** A file to be sent. */
export interface Download {
  /** Open for reading and writing, at its beginning, without a name: emptied and closed by whoever sends it. */
  readonly file: Deno.FsFile;
  readonly bytes: number;
}
