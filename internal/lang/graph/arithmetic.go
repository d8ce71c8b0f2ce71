package graph

import "math"

// Whole-number activations reach ±top; those of the last product of the arc
// scores ±arcTop, so that the sum of its products fits into 32 bits.
const (
	top    = 32767
	arcTop = 2047
)

// The hyperbolic tangent as a ratio of two polynomials on ±tanhClip, with the
// coefficients of the Eigen library. Every step rounds to float32: the explicit
// conversions keep compilers from fusing a product and a sum on machines that could.
const tanhClip = 7.90531110763549805

func tanh(x float32) float32 {
	x = max(min(x, tanhClip), -tanhClip)
	sq := float32(x * x)
	p := float32(-2.76076847742355e-16)
	p = float32(sq*p) + 2.00018790482477e-13
	p = float32(sq*p) + -8.60467152213735e-11
	p = float32(sq*p) + 5.12229709037114e-08
	p = float32(sq*p) + 1.48572235717979e-05
	p = float32(sq*p) + 6.37261928875436e-04
	p = float32(sq*p) + 4.89352455891786e-03
	q := float32(1.19825839466702e-06)
	q = float32(sq*q) + 1.18534705686654e-04
	q = float32(sq*q) + 2.26843463243900e-03
	q = float32(sq*q) + 4.89352518554385e-03
	return float32(x*p) / q
}

func sigmoid(x float32) float32 {
	return float32(0.5*tanh(float32(0.5*x))) + 0.5
}

// round gives the nearest whole number, ties to even.
func round(x float32) int16 { return int16(math.RoundToEven(float64(x))) }

// whole writes a row as whole numbers within ±limit and returns the size of one step.
func whole(dst []int16, row []float32, limit float32) float32 {
	most := float32(0)
	for _, x := range row {
		if x < 0 {
			x = -x
		}
		if x > most {
			most = x
		}
	}
	up := float32(0)
	if most > 0 {
		up = limit / most
	}
	for i, x := range row {
		dst[i] = round(float32(x * up))
	}
	return most / limit
}

// leaky is the leaky rectifier; its slope of an eighth is exact.
func leaky(row []float32) {
	for i, x := range row {
		if x < 0 {
			row[i] = x * 0.125
		}
	}
}

// exp is e to the x for x <= 0, within 1e-9 and 0 below -30, in steps that round
// alike on every machine (the assembly behind math.Exp does not promise that).
func exp(x float64) float64 {
	if x < -30 {
		return 0
	}
	k := math.RoundToEven(float64(x * math.Log2E))
	r := float64(x - float64(k*math.Ln2))
	sum, term := 1.0, 1.0
	for i := 1; i <= 9; i++ {
		term = float64(float64(term*r) / float64(i))
		sum = float64(sum + term)
	}
	return math.Ldexp(sum, int(k))
}
