package graph

import "golang.org/x/sys/cpu"

// fastest returns the quickest kernel that this machine can run.
func fastest() kernel {
	if cpu.X86.HasAVX2 {
		return avx2Kernel{}
	}
	return goKernel{}
}

// avx2Kernel is the kernel in assembly. It needs AVX2.
type avx2Kernel struct{}

func (avx2Kernel) tile4(dst []int32, stride int, a, w []int16) {
	_, _ = dst[3*stride+15], a[len(w)/4-1]
	tile4AVX2(dst, stride, a, w)
}

func (avx2Kernel) tile1(dst []int32, a, w []int16) {
	_, _ = dst[15], a[len(w)/16-1]
	tile1AVX2(dst, a, w)
}

func (avx2Kernel) affine(dst []float32, sums []int32, factor, bias []float32, scale float32) {
	if n := len(dst); n > 0 {
		_, _, _ = sums[n-1], factor[n-1], bias[n-1]
		affineAVX2(dst, sums, factor, bias, scale)
	}
}

func (avx2Kernel) cell(given []float32, sums []int32, factor, c []float32, h []int16) {
	n := len(c)
	_, _, _, _ = given[4*n-1], sums[4*n-1], factor[4*n-1], h[n-1]
	cellAVX2(given, sums, factor, c, h)
}

func (avx2Kernel) contract(dst, terms, head []float32) {
	if n := len(dst); n > 0 {
		_ = terms[n*len(head)-1]
		contractAVX2(dst, terms, head)
	}
}

func (avx2Kernel) highest(row []float32) float32 {
	if len(row) == 0 {
		return 0
	}
	return highestAVX2(row)
}

func (avx2Kernel) steps(dst []int16, row []float32, up float32) {
	if n := len(row); n > 0 {
		_ = dst[n-1]
		stepsAVX2(dst, row, up)
	}
}

func (avx2Kernel) leaky(row []float32) {
	if len(row) > 0 {
		leakyAVX2(row)
	}
}

//go:noescape
func tile4AVX2(dst []int32, stride int, a, w []int16)

//go:noescape
func tile1AVX2(dst []int32, a, w []int16)

//go:noescape
func affineAVX2(dst []float32, sums []int32, factor, bias []float32, scale float32)

//go:noescape
func cellAVX2(given []float32, sums []int32, factor, c []float32, h []int16)

//go:noescape
func contractAVX2(dst, terms, head []float32)

//go:noescape
func highestAVX2(row []float32) float32

//go:noescape
func stepsAVX2(dst []int16, row []float32, up float32)

//go:noescape
func leakyAVX2(row []float32)
