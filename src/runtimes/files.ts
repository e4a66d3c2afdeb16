/** What is read of a host to find runtimes. What is not there, or may not be read, is nothing, never an error. */
export interface RuntimeFiles {
  /** The names in a folder, in no order. */
  list(folder: string): readonly string[];
  /** Where a path is with every link followed; null where it leads to nothing or out of what may be looked at. */
  real(path: string): string | null;
  /** Whether a real path is a file that may be executed. */
  isProgram(path: string): boolean;
  /** Whether a real path is a program of the machine itself (elf(5)), not a script. */
  isBinary(path: string): boolean;
  /** The text of a small file below what may be looked at; null for a large one. */
  text(path: string): string | null;
}
