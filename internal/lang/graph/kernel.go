package graph

// kernel is the arithmetic that takes most of the time. There is one in assembly
// for amd64 with AVX2 and one in Go for all machines. They give the same bits:
// sums of products are of whole numbers, where order does not matter, and float32
// steps come in the same order and are never fused.
type kernel interface {
	// tile4 multiplies four rows of a, each of len(w)/16 numbers, by the sixteen
	// columns of the panel w and writes the sums to four rows of dst that lie stride apart.
	tile4(dst []int32, stride int, a, w []int16)
	// tile1 is tile4 for one row.
	tile1(dst []int32, a, w []int16)
	// affine sets dst[i] = sums[i] * (factor[i]*scale) + bias[i]. The length is a multiple of 8.
	affine(dst []float32, sums []int32, factor, bias []float32, scale float32)
	// cell does one step of an LSTM for one sentence. given holds the part of the
	// four gates that comes from the input, sums*factor the part that comes from the
	// state before; c is updated and h written in steps of 1/top. len(c) is a multiple of 8.
	cell(given []float32, sums []int32, factor, c []float32, h []int16)
	// contract sets dst[r] to the product of head with the r-th row of terms, summed
	// in eight lanes that are then added pairwise. len(head) is a multiple of 8.
	contract(dst, terms, head []float32)
	// highest returns the largest size of a number. len(row) is a multiple of 8.
	highest(row []float32) float32
	// steps sets dst[i] to the whole number nearest to row[i]*up, ties to even. len(row) is a multiple of 8.
	steps(dst []int16, row []float32, up float32)
	// leaky is the leaky rectifier; its slope of an eighth is exact. len(row) is a multiple of 8.
	leaky(row []float32)
}

// goKernel is the kernel in plain Go.
type goKernel struct{}

// widest is the longest row that goKernel.tile4 takes.
const widest = 512

// tile4 packs two rows into the halves of 64-bit numbers, so that one
// multiplication serves both: (a + b<<32)*w = a*w + (b*w)<<32. The sums of the low
// half fit into 32 bits, which lets the halves be told apart at the end.
func (goKernel) tile4(dst []int32, stride int, a, w []int16) {
	k := len(w) / 16
	var first, second [widest]int64
	for i := range k {
		first[i] = int64(a[i]) + int64(a[k+i])<<32
		second[i] = int64(a[2*k+i]) + int64(a[3*k+i])<<32
	}
	x, y := first[:k], second[:k]
	for j := range 16 {
		var s, t int64
		col := w[2*j:]
		for i := 0; i+1 < len(x) && i+1 < len(y); i += 2 {
			v, u := int64(col[16*i]), int64(col[16*i+1])
			s += x[i]*v + x[i+1]*u
			t += y[i]*v + y[i+1]*u
		}
		dst[j], dst[stride+j] = int32(s), int32((s-int64(int32(s)))>>32)
		dst[2*stride+j], dst[3*stride+j] = int32(t), int32((t-int64(int32(t)))>>32)
	}
}

func (goKernel) tile1(dst []int32, a, w []int16) {
	a = a[:len(w)/16]
	for j := range 16 {
		var s int32
		at := 2 * j
		for i := 0; i+1 < len(a); i += 2 {
			s += int32(a[i])*int32(w[at]) + int32(a[i+1])*int32(w[at+1])
			at += 32
		}
		dst[j] = s
	}
}

func (goKernel) affine(dst []float32, sums []int32, factor, bias []float32, scale float32) {
	for i := range dst {
		dst[i] = float32(float32(sums[i])*float32(factor[i]*scale)) + bias[i]
	}
}

func (goKernel) cell(given []float32, sums []int32, factor, c []float32, h []int16) {
	n := len(c)
	gate := func(i int) float32 { return given[i] + float32(float32(sums[i])*factor[i]) }
	for i := range n {
		in, forget, fresh, out := gate(i), gate(n+i), gate(2*n+i), gate(3*n+i)
		c[i] = float32(sigmoid(forget)*c[i]) + float32(sigmoid(in)*tanh(fresh))
		h[i] = round(float32(float32(sigmoid(out)*tanh(c[i])) * top))
	}
}

func (goKernel) contract(dst, terms, head []float32) {
	n := len(head)
	for r := range dst {
		row := terms[r*n : (r+1)*n]
		var lane [8]float32
		for l := range lane {
			lane[l] = float32(row[l] * head[l])
		}
		for i := 8; i < n; i += 8 {
			for l := range lane {
				lane[l] += float32(row[i+l] * head[i+l])
			}
		}
		dst[r] = ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]))
	}
}

func (goKernel) highest(row []float32) float32 {
	most := float32(0)
	for _, x := range row {
		if x < 0 {
			x = -x
		}
		if x > most {
			most = x
		}
	}
	return most
}

func (goKernel) steps(dst []int16, row []float32, up float32) {
	for i, x := range row {
		dst[i] = round(float32(x * up))
	}
}

func (goKernel) leaky(row []float32) {
	for i, x := range row {
		if x < 0 {
			row[i] = x * 0.125
		}
	}
}
