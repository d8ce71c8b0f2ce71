package perceptron

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"sync"
)

// Model is a frozen linear model. It is read-only and safe for concurrent use.
type Model struct {
	classes int
	tags    []uint8 // of each slot: the low byte of its fingerprint, never zero where it is taken
	slots   []place
	cells   []cell
	squares [256]int32

	// Of the features that vote for many classes: see pave.
	rows  []int16 // width numbers each
	width int
	heads []uint32
}

// place is one slot of the table: 24 bits of the feature's hash, zero where the
// slot is free, and where its cells begin. The first of them holds their number.
type place struct {
	print uint32
	at    uint32
}

type cell struct {
	class  uint8
	weight int8
}

const printBits = 24

func fingerprint(key uint64) uint32 {
	f := uint32(key) & (1<<printBits - 1)
	if f == 0 {
		f = 1
	}
	return f
}

func tagOf(print uint32) uint8 { return max(uint8(print), 1) }

// spread is the number of slots for so many features. Most features of a decision
// are unknown, and half of the slots free lets that be seen at the second look.
func spread(features int) int { return 2*features + 1 }

func newModel(classes, features, cells int) *Model {
	m := &Model{classes: classes, tags: make([]uint8, spread(features)), slots: make([]place, spread(features)), cells: make([]cell, 0, cells+features)}
	for q := -128; q < 128; q++ {
		s := int32(q * q)
		if q < 0 {
			s = -s
		}
		m.squares[uint8(int8(q))] = s
	}
	return m
}

// put is for keys in ascending order only: slots then fill from left to right.
func (m *Model) put(key uint64, cells []cell) {
	p, _ := bits.Mul64(key, uint64(len(m.slots)))
	for m.slots[p].print != 0 {
		if p++; p == uint64(len(m.slots)) {
			p = 0
		}
	}
	m.slots[p] = place{print: fingerprint(key), at: uint32(len(m.cells))}
	m.tags[p] = tagOf(fingerprint(key))
	m.cells = append(m.cells, cell{class: uint8(len(cells))})
	m.cells = append(m.cells, cells...)
}

// Classes returns the number of classes.
func (m *Model) Classes() int { return m.classes }

// Features returns the number of features with a weight.
func (m *Model) Features() int {
	n := 0
	for _, s := range m.slots {
		if s.print != 0 {
			n++
		}
	}
	return n
}

// Scratch is memory that scoring uses again and again. The zero Scratch is ready.
type Scratch struct {
	at   []uint32
	byte []uint8
	hits []hit
	rows []uint32
}

// hit is a feature that seems to be known: its slot, and what is to be found there.
type hit struct {
	slot, print uint32
	place
}

// Score fills scores, one for each class, from the features.
//
// Waiting for memory is what the time goes into. So each step first loads something
// for every feature, with nothing to decide between the loads, which then run side
// by side. The small table of tags alone tells that a feature is unknown; most are.
func (m *Model) Score(features []uint64, scores []int32, s *Scratch) {
	clear(scores)
	s.at = slices.Grow(s.at[:0], len(features))[:len(features)]
	s.byte = slices.Grow(s.byte[:0], len(features))[:len(features)]
	at, first := s.at, s.byte
	for i, key := range features {
		p, _ := bits.Mul64(key, uint64(len(m.tags)))
		at[i], first[i] = uint32(p), m.tags[p]
	}
	hits := s.hits[:0]
	for i, key := range features {
		if first[i] != 0 {
			print := fingerprint(key)
			if p, ok := m.seek(at[i], tagOf(print)); ok {
				hits = append(hits, hit{slot: p, print: print})
			}
		}
	}
	s.hits = hits
	for i := range hits {
		hits[i].place = m.slots[hits[i].slot]
	}
	at = m.addPaved(m.known(hits, at[:0]), scores, s)
	for i, c := range at {
		first[i] = m.cells[c].class
	}
	for i, c := range at {
		for _, c := range m.cells[c+1 : c+1+uint32(first[i])] {
			scores[c.class] += m.squares[uint8(c.weight)]
		}
	}
}

// seek returns the first slot with the tag, from p on to the next free one.
func (m *Model) seek(p uint32, tag uint8) (uint32, bool) {
	for {
		switch m.tags[p] {
		case 0:
			return 0, false
		case tag:
			return p, true
		}
		if p++; int(p) == len(m.tags) {
			p = 0
		}
	}
}

// known appends to at where the cells of the hits begin that are what they seemed.
func (m *Model) known(hits []hit, at []uint32) []uint32 {
	for _, h := range hits {
		for h.place.print != h.print {
			next, ok := m.seek((h.slot+1)%uint32(len(m.tags)), tagOf(h.print))
			if !ok {
				break
			}
			h.slot, h.place = next, m.slots[next]
		}
		if h.place.print == h.print {
			at = append(at, h.at)
		}
	}
	return at
}

// WriteTo writes the model in the form that [Read] reads: a header; for all features
// the distances between their slots, the numbers of cells, the classes and the
// weights, each kind packed by itself; and last the fingerprints, which do not pack.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var gaps, prints, counts, classes, weights []byte
	last, features := 0, 0
	for p, s := range m.slots {
		if s.print == 0 {
			continue
		}
		gaps = binary.AppendUvarint(gaps, uint64(p-last))
		last = p
		features++
		prints = append(prints, byte(s.print), byte(s.print>>8), byte(s.print>>16))
		at := m.head(s)
		count := uint32(m.cells[at].class)
		counts = append(counts, byte(count))
		for _, c := range m.cells[at+1 : at+1+count] {
			classes = append(classes, c.class)
			weights = append(weights, byte(c.weight))
		}
	}
	var b bytes.Buffer
	for _, n := range []int{m.classes, len(m.slots), features, len(classes), len(gaps)} {
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	for _, part := range [][]byte{gaps, counts, classes, weights} {
		packed, err := pack(part)
		if err != nil {
			return 0, fmt.Errorf("packing weights: %w", err)
		}
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(packed))))
		b.Write(packed)
	}
	b.Write(prints)
	return b.WriteTo(w)
}

func pack(part []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(part); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

const header = 20

// Read takes a model from the front of b and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	if len(b) < header {
		return nil, nil, fmt.Errorf("reading weights: %d bytes only", len(b))
	}
	var n [5]int
	for i := range n {
		n[i] = int(binary.LittleEndian.Uint32(b[4*i:]))
	}
	classes, slots, features, cells := n[0], n[1], n[2], n[3]
	if features >= slots || slots > spread(max(features, 1))+1<<20 || 3*features > len(b) || cells > most*len(b) || n[4] > most*len(b) {
		return nil, nil, fmt.Errorf("reading weights: %d features in %d slots announced, %d bytes there", features, slots, len(b))
	}
	parts, b, err := unpack(b[header:], [4]int{n[4], features, cells, cells})
	if err != nil {
		return nil, nil, err
	}
	if len(b) < 3*features {
		return nil, nil, fmt.Errorf("reading weights: %d bytes of fingerprints, want %d", len(b), 3*features)
	}
	m := newModel(classes, 0, cells+features)
	m.slots, m.tags = make([]place, slots), make([]uint8, slots)
	err = m.fill(streams{gaps: parts[0], counts: parts[1], classes: parts[2], weights: parts[3], prints: b[:3*features]})
	if err != nil {
		return nil, nil, err
	}
	if paved() {
		m.pave()
	}
	return m, b[3*features:], nil
}

// most is how many bytes one packed byte can stand for at the utmost.
const most = 1200

// unpack takes packed parts of known sizes from the front of b, all at once.
func unpack(b []byte, sizes [4]int) (parts [4][]byte, rest []byte, err error) {
	var packed [4][]byte
	for i := range packed {
		if len(b) < 4 {
			return parts, nil, fmt.Errorf("reading weights: part %d is missing", i)
		}
		n := int(binary.LittleEndian.Uint32(b))
		if b = b[4:]; n > len(b) {
			return parts, nil, fmt.Errorf("reading weights: %d bytes of part %d announced, %d there", n, i, len(b))
		}
		packed[i], b = b[:n], b[n:]
	}
	var errs [4]error
	var all sync.WaitGroup
	for i := range packed {
		all.Go(func() {
			parts[i] = make([]byte, min(sizes[i], most*len(packed[i])))
			if _, errs[i] = io.ReadFull(flate.NewReader(bytes.NewReader(packed[i])), parts[i]); errs[i] == nil && len(parts[i]) < sizes[i] {
				errs[i] = io.ErrUnexpectedEOF
			}
		})
	}
	all.Wait()
	for i, err := range errs {
		if err != nil {
			return parts, nil, fmt.Errorf("unpacking part %d of the weights: %w", i, err)
		}
	}
	return parts, b, nil
}

type streams struct{ gaps, prints, counts, classes, weights []byte }

func (m *Model) fill(s streams) error {
	m.cells = m.cells[:cap(m.cells)]
	at, p, next := 0, 0, 0
	for i, count := range s.counts {
		gap, size := binary.Uvarint(s.gaps)
		if size <= 0 {
			return fmt.Errorf("reading weights: feature %d has no place", i)
		}
		s.gaps = s.gaps[size:]
		p += int(gap)
		if p >= len(m.slots) || next+int(count) > len(s.classes) {
			return fmt.Errorf("reading weights: feature %d lies outside the table", i)
		}
		print := uint32(s.prints[3*i]) | uint32(s.prints[3*i+1])<<8 | uint32(s.prints[3*i+2])<<16
		m.slots[p], m.tags[p] = place{print: print, at: uint32(at)}, tagOf(print)
		m.cells[at] = cell{class: count}
		at++
		for range count {
			if int(s.classes[next]) >= m.classes {
				return fmt.Errorf("reading weights: feature %d votes for class %d of %d", i, s.classes[next], m.classes)
			}
			m.cells[at] = cell{class: s.classes[next], weight: int8(s.weights[next])}
			at++
			next++
		}
	}
	m.cells = m.cells[:at]
	return nil
}
