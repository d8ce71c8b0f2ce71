// Package perceptron is a sparse multi-class linear model: an averaged perceptron
// to train it (Collins 2002) and a small frozen form to run it.
//
// Features are 64-bit hashes. All arithmetic at run time is on integers, so the
// same input gives the same scores on every machine.
package perceptron

import (
	"math"
	"sort"
)

// Trainer learns weights from mistakes. It is for one goroutine.
type Trainer struct {
	classes int
	admit   uint32
	slots   []slot
	rows    [][]weight
	clock   int64
	found   []int32
}

type slot struct {
	key  uint64
	row  int32
	hits uint32
}

type weight struct {
	class int32
	value int32
	sum   int64 // of value changes times the moment they were made
}

// NewTrainer returns a trainer for so many classes (at most 255). A feature takes
// part in scores once it has been in admit updates (Goldberg and Elhadad 2011);
// 0 or 1 admits all.
func NewTrainer(classes, admit int) *Trainer {
	return &Trainer{classes: classes, admit: uint32(admit), slots: make([]slot, 1<<20), clock: 1}
}

// Classes returns the number of classes.
func (t *Trainer) Classes() int { return t.classes }

func (t *Trainer) place(key uint64) int {
	mask := uint64(len(t.slots) - 1)
	p := key & mask
	for t.slots[p].key != key && t.slots[p].key != 0 {
		p = (p + 1) & mask
	}
	return int(p)
}

// Score fills scores, one for each class, from the features.
func (t *Trainer) Score(features []uint64, scores []int32) {
	clear(scores)
	t.found = t.found[:0]
	for _, key := range features {
		s := &t.slots[t.place(key)]
		if s.key == key && s.hits >= t.admit {
			t.found = append(t.found, s.row)
		}
	}
	for _, r := range t.found {
		for _, w := range t.rows[r] {
			scores[w.class] += w.value
		}
	}
}

// Update moves the weights of the features towards class right and away from
// class wrong.
func (t *Trainer) Update(features []uint64, right, wrong int) {
	for _, key := range features {
		r := t.row(key)
		t.add(r, right, 1)
		t.add(r, wrong, -1)
	}
}

// Tick marks that one more decision was made; averages are over decisions.
func (t *Trainer) Tick() { t.clock++ }

func (t *Trainer) row(key uint64) int32 {
	p := t.place(key)
	if t.slots[p].key == 0 {
		if len(t.rows)*10 > len(t.slots)*6 {
			t.grow()
			p = t.place(key)
		}
		t.slots[p] = slot{key: key, row: int32(len(t.rows))}
		t.rows = append(t.rows, nil)
	}
	t.slots[p].hits++
	return t.slots[p].row
}

func (t *Trainer) grow() {
	old := t.slots
	t.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.key != 0 {
			t.slots[t.place(s.key)] = s
		}
	}
}

func (t *Trainer) add(row int32, class int, delta int32) {
	list := t.rows[row]
	for i := range list {
		if list[i].class == int32(class) {
			list[i].value += delta
			list[i].sum += t.clock * int64(delta)
			return
		}
	}
	t.rows[row] = append(list, weight{class: int32(class), value: delta, sum: t.clock * int64(delta)})
}

// Model averages the weights over all decisions made, drops those smaller than
// threshold and freezes the rest.
func (t *Trainer) Model(threshold float64) *Model {
	var kept []slot
	largest := 0.0
	total := 0
	for _, s := range t.slots {
		if s.key == 0 || s.hits < t.admit {
			continue
		}
		n, top := t.worth(s.row, threshold)
		if n > 0 {
			kept = append(kept, s)
			total += n
			largest = max(largest, top)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].key < kept[j].key })
	m := newModel(t.classes, len(kept), total)
	for _, s := range kept {
		var cells []cell
		for _, w := range t.rows[s.row] {
			a := t.average(w)
			if q := compand(a, largest); q != 0 && math.Abs(a) >= threshold {
				cells = append(cells, cell{class: uint8(w.class), weight: q})
			}
		}
		if len(cells) > 0 {
			sort.Slice(cells, func(i, j int) bool { return cells[i].class < cells[j].class })
			m.put(s.key, cells)
		}
	}
	return m
}

// worth returns how many averaged weights of a row are not too small, and the
// largest of them.
func (t *Trainer) worth(row int32, threshold float64) (n int, top float64) {
	for _, w := range t.rows[row] {
		if a := math.Abs(t.average(w)); a > 0 && a >= threshold {
			top = max(top, a)
			n++
		}
	}
	return n, top
}

func (t *Trainer) average(w weight) float64 {
	return float64(w.value) - float64(w.sum)/float64(t.clock)
}

// compand squeezes a weight into a byte: the square root keeps small weights
// apart, where an even scale would lose them (2 points of accuracy).
func compand(value, largest float64) int8 {
	q := math.Round(math.Sqrt(math.Abs(value)/largest) * 127)
	if value < 0 {
		q = -q
	}
	return int8(q)
}
