package graph

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestKernelsAgreeToTheBit(t *testing.T) {
	slow, quick := goKernel{}, fastest()
	rng := rand.New(rand.NewPCG(1, 2))
	numbers := func(n int, limit int) []int16 {
		out := make([]int16, n)
		for i := range out {
			out[i] = int16(rng.IntN(2*limit+1) - limit)
		}
		return out
	}
	floats := func(n int, size float64) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(rng.NormFloat64() * size)
		}
		return out
	}
	sums := func(n int) []int32 {
		out := make([]int32, n)
		for i := range out {
			out[i] = int32(rng.IntN(1<<30) - 1<<29)
		}
		return out
	}
	for range 200 {
		k := 2 * (1 + rng.IntN(256))
		a, w := numbers(4*k, top), numbers(16*k, 127)
		x, y := make([]int32, 4*48), make([]int32, 4*48)
		slow.tile4(x, 48, a, w)
		quick.tile4(y, 48, a, w)
		same(t, "tile4", x, y)
		slow.tile1(x, a, w)
		quick.tile1(y, a, w)
		same(t, "tile1", x, y)

		n := 8 * (1 + rng.IntN(40))
		s, f, g := sums(4*n), floats(4*n, 1e-8), floats(4*n, 4)
		p, q := make([]float32, n), make([]float32, n)
		slow.affine(p, s, f, g, 1.7)
		quick.affine(q, s, f, g, 1.7)
		same(t, "affine", bits(p), bits(q))

		c := floats(n, 2)
		d := slices.Clone(c)
		h, i := make([]int16, n), make([]int16, n)
		slow.cell(g, s, f, c, h)
		quick.cell(g, s, f, d, i)
		same(t, "cell state", bits(c), bits(d))
		same(t, "cell output", h, i)

		r := 1 + rng.IntN(20)
		terms, head := floats(r*n, 1), floats(n, 1)
		p, q = make([]float32, r), make([]float32, r)
		slow.contract(p, terms, head)
		quick.contract(q, terms, head)
		same(t, "contract", bits(p), bits(q))

		row := floats(n, 3)
		if slow.highest(row) != quick.highest(row) {
			t.Fatalf("highest: %v in Go and %v in assembly", slow.highest(row), quick.highest(row))
		}
		slow.steps(h, row, top/slow.highest(row))
		quick.steps(i, row, top/slow.highest(row))
		same(t, "steps", h, i)
		copied := slices.Clone(row)
		slow.leaky(row)
		quick.leaky(copied)
		same(t, "leaky", bits(row), bits(copied))
	}
}

func bits(x []float32) []uint32 {
	out := make([]uint32, len(x))
	for i, v := range x {
		out[i] = math.Float32bits(v)
	}
	return out
}

func same[T comparable](t *testing.T, what string, x, y []T) {
	t.Helper()
	for i := range x {
		if x[i] != y[i] {
			t.Fatalf("%s: number %d of %d is %v in Go and %v in assembly", what, i, len(x), x[i], y[i])
		}
	}
}

func TestCurves(t *testing.T) {
	for x := -12.0; x <= 12; x += 0.001 {
		if got, want := float64(tanh(float32(x))), math.Tanh(float64(float32(x))); math.Abs(got-want) > 1e-6 {
			t.Fatalf("tanh(%g) = %g, want %g", x, got, want)
		}
		if got, want := float64(sigmoid(float32(x))), 1/(1+math.Exp(-float64(float32(x)))); math.Abs(got-want) > 1e-6 {
			t.Fatalf("sigmoid(%g) = %g, want %g", x, got, want)
		}
	}
	for x := -30.0; x <= 0; x += 0.01 {
		got := [lanes]float64{x, 0, -31, x / 2}
		exp(&got)
		for l, want := range [lanes]float64{math.Exp(x), 1, 0, math.Exp(x / 2)} {
			if math.Abs(got[l]-want) > 1e-9*want {
				t.Fatalf("exp(%g) = %g in lane %d, want %g", x, got[l], l, want)
			}
		}
	}
}

// TestDecodeFindsTheBestTree compares with all trees of up to five words.
func TestDecodeFindsTheBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 600 {
		n := 1 + rng.IntN(5)
		stride := n + 1 + rng.IntN(3)
		scores := make([]float32, n*stride)
		for i := range scores {
			scores[i] = float32(rng.NormFloat64() * 5)
		}
		total := func(head []int) float64 {
			sum := 0.0
			for i, h := range head {
				sum += float64(scores[i*stride+h])
			}
			return sum
		}
		got := decode(scores, n, stride)
		if !isTree(got) {
			t.Fatalf("%v is no tree with one root", got)
		}
		most, free := math.Inf(-1), math.Inf(-1)
		head := make([]int, n)
		for code := range int(math.Pow(float64(n+1), float64(n))) {
			for i := range head {
				head[i] = code % (n + 1)
				code /= n + 1
			}
			if isForest(head) {
				free = max(free, total(head))
			}
			if isTree(head) {
				most = max(most, total(head))
			}
		}
		// With several roots in the best forest, the root is chosen among them.
		if free == most && math.Abs(total(got)-most) > 1e-3 {
			t.Fatalf("tree %v has %g, the best %g", got, total(got), most)
		}
	}
}

func isForest(head []int) bool {
	for i := range head {
		up := i + 1
		for steps := 0; up != 0; steps++ {
			if steps > len(head) {
				return false
			}
			up = head[up-1]
		}
	}
	return true
}

func isTree(head []int) bool {
	roots := 0
	for _, h := range head {
		if h == 0 {
			roots++
		}
	}
	return roots == 1 && isForest(head)
}

func BenchmarkTile4(b *testing.B) {
	for name, k := range kernels() {
		b.Run(name, func(b *testing.B) {
			dst, a, w := make([]int32, 64), make([]int16, 4*384), make([]int16, 16*384)
			for b.Loop() {
				k.tile4(dst, 16, a, w)
			}
			b.ReportMetric(float64(4*16*384)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
		})
	}
}
