package link

import (
	"encoding/binary"
	"sync"

	"github.com/trucewatch/trucewatch"
)

// trace is what one text is compared by. It is never changed.
type trace struct {
	sketch   sketch
	shingles []uint32 // as shingles gives them
	prints   []print  // of no report yet
}

func traceOf(r *trucewatch.Reading) *trace {
	words := allWords(r)
	halves, whole := shingles(words)
	return &trace{sketchOf(whole), halves, winnow(nil, 0, unquoted(words))}
}

// manyTraced is how many texts have their traces remembered: to keep those of all would
// take much memory.
const manyTraced = 4096

// memory holds the traces of the texts that were linked last, and which of them were
// found to be the same: the next linking is mostly of these. It changes no result. The
// zero value is ready, and any number of goroutines may share it.
type memory struct {
	mu   sync.Mutex
	last *remembered
}

// remembered is what one linking leaves behind. It is not changed afterwards.
type remembered struct {
	traces map[traceKey]*trace
	same   map[[2]*trace]bool // whether the first repeats the second
}

// traceKey is all that a trace hangs on: a text, and where its prose stands.
type traceKey struct{ text, prose string }

func keyOf(r *trucewatch.Reading) traceKey {
	var prose []byte
	for _, s := range proseOf(r) {
		prose = binary.AppendUvarint(binary.AppendUvarint(prose, uint64(s.Start)), uint64(s.End)) //nolint:gosec // a span has no negative ends
	}
	return traceKey{r.Report.Text, string(prose)}
}

// recall returns what the last linking left behind.
func (m *memory) recall() *remembered {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last
}

// keep replaces it.
func (m *memory) keep(r *remembered) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = r
}

// trace returns the trace of a reading, remembered or new.
func (r *remembered) trace(key traceKey, of *trucewatch.Reading) *trace {
	if r != nil {
		if t := r.traces[key]; t != nil {
			return t
		}
	}
	return traceOf(of)
}

// compared reports whether two traces were compared, and with what result.
func (r *remembered) compared(pair [2]*trace) (same, known bool) {
	if r != nil {
		same, known = r.same[pair]
	}
	return same, known
}
