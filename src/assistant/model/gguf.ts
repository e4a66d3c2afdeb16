import { ByteReader, ReadPastEndError } from "./byte_reader.ts";
import { modelFault, modelMissing } from "./fault.ts";
import { tensorBytes } from "./tensor_bytes.ts";
import { type GgufValue, readValue } from "./gguf_value.ts";

/** The longest header that is read: that of a vocabulary of 256,000 words is 12 MB. */
const MAX_HEADER_BYTES = 134_217_728;
const MAX_ENTRIES = 65_536;
const MAX_KEY_BYTES = 65_536;
const MAX_DIMENSIONS = 8;

/** What the header of a GGUF file says (the GGUF specification, versions 2 and 3). */
export interface GgufHeader {
  /** The whole file. */
  readonly file_bytes: number;
  /** What the tensors take. */
  readonly weights_bytes: number;
  readonly tensors: number;
  /** Entries that are a number, a text, or a short list of numbers; of other lists only their size. */
  readonly entries: ReadonlyMap<string, GgufValue>;
}

/**
 * Reads the header of a file, never its weights. Throws NOT_FOUND where there is no file, MODEL_INVALID where it is no
 * GGUF file or not a whole one.
 */
export async function readGguf(path: string): Promise<GgufHeader> {
  const { file, size } = await open(path);
  try {
    return await read(path, file, size);
  } catch (error) {
    if (!(error instanceof ReadPastEndError)) throw error;
    throw modelFault(path, "cut", "its header does not end within the file; fetch it again");
  } finally {
    file.close();
  }
}

/**
 * Opens what is a file: the opening of a named pipe waits for somebody who writes to it. It is looked at by its own
 * path: of an open file Deno would want the right to read where a symbolic link leads.
 */
async function open(path: string): Promise<{ readonly file: Deno.FsFile; readonly size: number }> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (isFile) return { file: await Deno.open(path), size };
  } catch (error) {
    throw modelMissing(path, error);
  }
  throw modelFault(path, "not_gguf", "it is no file");
}

async function read(path: string, file: Deno.FsFile, file_bytes: number): Promise<GgufHeader> {
  const reader = new ByteReader(file, Math.min(file_bytes, MAX_HEADER_BYTES));
  if (file_bytes < 4 || await reader.u32() !== 0x46554747) {
    throw modelFault(path, "not_gguf", "it is no GGUF file");
  }
  const version = await reader.u32();
  if (version !== 2 && version !== 3) {
    throw modelFault(path, "version", `version ${version} of GGUF is not known here; 2 and 3 are`);
  }
  const tensors = await reader.u64();
  const count = await reader.u64();
  if (tensors > MAX_ENTRIES || count > MAX_ENTRIES) {
    throw modelFault(path, "damaged", `its header tells of ${tensors} tensors and ${count} entries`);
  }
  const entries = new Map<string, GgufValue>();
  for (let index = 0; index < count; index++) {
    const key = await reader.text(MAX_KEY_BYTES);
    const value = await readValue(reader, await reader.u32());
    if (value === null) {
      throw modelFault(path, "damaged", `its entry "${key.slice(0, 64)}" has no known type`);
    }
    entries.set(key, value);
  }
  const end = await readTensors(path, reader, tensors);
  const alignment = entries.get("general.alignment");
  const unit = typeof alignment === "number" && alignment > 0 ? alignment : 32;
  const weights_at = Math.ceil(reader.offset / unit) * unit;
  if (weights_at + end > file_bytes) {
    throw modelFault(
      path,
      "cut",
      `it has ${file_bytes} bytes of ${weights_at + end}; fetch it again`,
    );
  }
  return { file_bytes, weights_bytes: file_bytes - weights_at, tensors, entries };
}

/** Where the last tensor ends, from where the first one begins. */
async function readTensors(path: string, reader: ByteReader, count: number): Promise<number> {
  let end = 0;
  for (let index = 0; index < count; index++) {
    await reader.skipTexts(1);
    const dimensions = await reader.u32();
    if (dimensions > MAX_DIMENSIONS) {
      throw modelFault(path, "damaged", `a tensor has ${dimensions} dimensions`);
    }
    let values = 1;
    for (let one = 0; one < dimensions; one++) values *= await reader.u64();
    const type = await reader.u32();
    end = Math.max(end, await reader.u64() + tensorBytes(type, values));
  }
  return end;
}
