package arcs

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// steps is the number of levels of confidence.
const steps = 16

// calibration turns the lead of a move into a probability: the share of right arcs
// among those with about that lead in sentences set aside. It is a table, so that
// no floating-point function has a say.
type calibration struct {
	from  [steps]int32 // lowest lead of each step, ascending
	right [steps]int32 // right arcs in ten thousand, never falling
}

func (c *calibration) of(margin int32) float64 {
	i := sort.Search(steps, func(i int) bool { return c.from[i] > margin })
	return float64(c.right[max(i-1, 0)]) / 10000
}

// observation is one arc of the sentences set aside.
type observation struct {
	margin int32
	right  bool
}

// calibrate cuts the observations into steps of equal number and levels out falls
// between neighbours.
func calibrate(seen []observation) calibration {
	var c calibration
	sort.SliceStable(seen, func(i, j int) bool { return seen[i].margin < seen[j].margin })
	for step := range steps {
		part := seen[step*len(seen)/steps : (step+1)*len(seen)/steps]
		right := 0
		for _, o := range part {
			right += one(o.right)
		}
		if len(part) > 0 {
			c.from[step] = part[0].margin
			c.right[step] = int32(10000 * right / len(part))
		}
		if step > 0 {
			c.right[step] = max(c.right[step], c.right[step-1])
			c.from[step] = max(c.from[step], c.from[step-1])
		}
	}
	return c
}

func (c *calibration) append(b []byte) []byte {
	for i := range steps {
		b = binary.LittleEndian.AppendUint32(b, uint32(c.from[i]))
		b = binary.LittleEndian.AppendUint32(b, uint32(c.right[i]))
	}
	return b
}

func (c *calibration) read(b []byte) ([]byte, error) {
	if len(b) < 8*steps {
		return nil, fmt.Errorf("reading calibration: %d bytes only", len(b))
	}
	for i := range steps {
		c.from[i] = int32(binary.LittleEndian.Uint32(b[8*i:]))
		c.right[i] = int32(binary.LittleEndian.Uint32(b[8*i+4:]))
	}
	return b[8*steps:], nil
}
