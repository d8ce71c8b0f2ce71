package graph

import (
	"cmp"
	"math"
	"slices"
)

// panel is how many outputs of a product are computed together.
const panel = 16

// strip is how many rows go through one linear layer at a time, so that their sums stay in the cache.
const strip = 64

// packed is a matrix laid out for the kernel: panels of sixteen columns; in each,
// for every pair of inputs, the two weights of each column side by side.
type packed struct {
	w       []int16
	in, out int // out is a multiple of panel
}

// pack lays out rows of `in` numbers each, one for an output, as the columns of a
// matrix, in dst where that has room. The number of inputs is even.
func pack(dst []int16, in, out int, rows []int16) packed {
	wide := (out + panel - 1) / panel * panel
	if cap(dst) < wide*in {
		dst = make([]int16, wide*in)
	}
	dst = dst[:wide*in]
	clear(dst[out/panel*panel*in:])
	for o := range out {
		row := rows[o*in : (o+1)*in]
		at := o/panel*panel*in + o%panel*2
		for i := 0; i+1 < len(row); i += 2 {
			dst[at], dst[at+1] = row[i], row[i+1]
			at += 2 * panel
		}
	}
	return packed{w: dst, in: in, out: wide}
}

// times multiplies the first m rows of a by the matrix. Rows of dst are p.out long.
func (p *packed) times(k kernel, dst []int32, a []int16, m int) {
	for o := 0; o < p.out; o += panel {
		w := p.w[o*p.in : (o+panel)*p.in]
		r := 0
		for ; r+4 <= m; r += 4 {
			k.tile4(dst[r*p.out+o:], p.out, a[r*p.in:(r+4)*p.in], w)
		}
		for ; r < m; r++ {
			k.tile1(dst[r*p.out+o:], a[r*p.in:(r+1)*p.in], w)
		}
	}
}

// linear is a layer y = sums*factor + bias over whole numbers.
type linear struct {
	packed
	factor, bias []float32
}

func (t *tables) linear(name string, in, out int) linear {
	raw := t.bytes(name+".weight", in*out)
	rows := make([]int16, in*out)
	for i := range rows {
		rows[i] = int16(int8(raw[i]))
	}
	l := linear{packed: pack(nil, in, out, rows)}
	l.factor = append(t.floats(name+".factor", out), make([]float32, l.out-out)...)
	l.bias = append(t.floats(name+".bias", out), make([]float32, l.out-out)...)
	return l
}

// apply runs m rows through the layer. Step gives the size of one step of each
// row, or is nil when the factors already hold it. Sums is room for strip rows.
func (l *linear) apply(k kernel, dst []float32, a []int16, step []float32, sums []int32) {
	m := len(dst) / l.out
	for from := 0; from < m; from += strip {
		n := min(strip, m-from)
		l.times(k, sums, a[from*l.in:], n)
		for r := range n {
			scale := float32(1)
			if step != nil {
				scale = step[from+r]
			}
			at := (from + r) * l.out
			k.affine(dst[at:at+l.out], sums[r*l.out:], l.factor, l.bias, scale)
		}
	}
}

// network is the trained network. Nothing changes it once it is loaded.
type network struct {
	header
	vector, trained           wordTable
	pieceRows                 string
	pieceScale, ready         []float32
	input, mid                linear
	rec                       [2][2]linear // by layer, then forward and backward
	views, tag, arc           linear
	label, lone               linear
	rootArc, rootLabel        []float32
	inputs, gates, viewsWidth int
	root                      int // the relation of the arc to the root
	upos, xpos                []string
}

// openNetwork opens weights; the word vectors are those of a file of their own.
func openNetwork(raw, vectors string) (*network, error) {
	t, err := openTables(raw)
	if err != nil {
		return nil, err
	}
	v := t
	if raw != vectors {
		if v, err = openTables(vectors); err != nil {
			return nil, err
		}
	}
	n := &network{header: t.header}
	n.inputs = n.Vector + n.Trained + subwords*n.Piece
	n.gates = 4 * n.Hidden
	n.viewsWidth = 2 * (n.Arc + n.Label)
	wide := 2 * n.Hidden
	n.vector, n.trained = v.words("vector", n.Vector), t.words("trained", n.Trained)
	n.pieceRows = t.bytes("pieces.rows", subwords*n.Buckets*n.Piece)
	n.pieceScale = t.floats("pieces.scale", subwords*n.Buckets)
	n.ready = t.floats("ready", n.inputs)
	n.input, n.mid = t.linear("input", n.inputs, 2*n.gates), t.linear("mid", wide, 2*n.gates)
	for i, name := range []string{"rec1", "rec2"} {
		n.rec[i] = [2]linear{t.linear(name+"f", n.Hidden, n.gates), t.linear(name+"b", n.Hidden, n.gates)}
	}
	n.views, n.tag = t.linear("views", wide, n.viewsWidth), t.linear("tag", wide, len(n.Tags))
	n.arc = t.linear("arc", n.Arc, n.Arc)
	n.label = t.linear("label", n.Label, len(n.Relations)*n.Label)
	n.lone = t.linear("lone", n.Label, len(n.Relations))
	n.rootArc, n.rootLabel = t.floats("root.arc", n.Arc), t.floats("root.label", n.Label)
	n.root = slices.Index(n.Relations, "root")
	n.splitTags()
	return n, cmp.Or(t.err, v.err)
}

// put writes the inputs of a plain form as whole numbers.
func (n *network) put(dst []int16, x []float32, form string) {
	low := lower(form)
	row := n.vector.find(low)
	if row == 0 {
		row = n.vector.find(zero(low))
	}
	n.vector.put(x, max(row, 1))
	n.trained.put(x[n.Vector:], max(n.trained.find(low), 1))
	for k, b := range pieces(form, n.Buckets) {
		at := k*n.Buckets + b
		scale := n.pieceScale[at]
		out := x[n.Vector+n.Trained+k*n.Piece:]
		for i := range n.Piece {
			out[i] = float32(int8(n.pieceRows[at*n.Piece+i])) * scale
		}
	}
	for i := range dst {
		dst[i] = round(float32(x[i] * n.ready[i]))
	}
}

// best returns the index of the highest score, the first of equals.
func best(row []float32) int {
	at, most := 0, float32(math.Inf(-1))
	for i, x := range row {
		if x > most {
			at, most = i, x
		}
	}
	return at
}
