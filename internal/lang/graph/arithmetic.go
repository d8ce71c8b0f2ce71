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
func whole(k kernel, dst []int16, row []float32, limit float32) float32 {
	most := k.highest(row)
	up := float32(0)
	if most > 0 {
		up = limit / most
	}
	k.steps(dst, row, up)
	return most / limit
}

// lanes is how many powers are worked out side by side: the steps of one wait for each other.
const lanes = 4

// exp replaces each x <= 0 by e to the x, within 1e-9 and 0 below -30, in steps that round
// alike on every machine (the assembly behind math.Exp does not promise that).
func exp(x *[lanes]float64) {
	var r, power [lanes]float64
	for l := range x {
		k := math.RoundToEven(float64(max(x[l], -30) * math.Log2E))
		r[l] = float64(max(x[l], -30) - float64(k*math.Ln2))
		power[l] = math.Float64frombits(uint64(int64(k)+1023) << 52) // two to the k
	}
	sum, term := [lanes]float64{1, 1, 1, 1}, [lanes]float64{1, 1, 1, 1}
	for i := 1.0; i <= 9; i++ {
		for l := range term {
			term[l] = float64(float64(term[l]*r[l]) / i)
			sum[l] = float64(sum[l] + term[l])
		}
	}
	for l := range x {
		if x[l] < -30 {
			x[l] = 0
		} else {
			x[l] = float64(sum[l] * power[l])
		}
	}
}
