package app

import (
	"sync"

	"github.com/trucewatch/trucewatch"
)

// holding holds readings while a project is open: one report more then costs no unpacking
// of all the others. Readings are never changed, so that any number of computations may
// share them. A nil holding holds nothing.
type holding struct {
	mu    sync.Mutex
	held  map[string]held // by the ID of the document
	bytes int             // of their texts

	// extracts are what documents hold that were kept and not read yet, by their marks.
	extracts      map[string]extracted
	extractsBytes int // of their texts
}

type held struct {
	mark string
	read read
	size int
}

// extracted is what a document holds.
type extracted struct {
	reports []trucewatch.Report
	issues  []trucewatch.Issue
}

// mostHeld bounds the bytes of the texts of what is held: a reading takes about twenty
// times the room of its text, and a watch has 360 MB for everything. What is over is taken
// from the shelf each time.
const mostHeld = 4 << 20

func newHolding() *holding {
	return &holding{held: map[string]held{}, extracts: map[string]extracted{}}
}

func (h *holding) take(id, mark string) (read, bool) {
	if h == nil {
		return read{}, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.held[id]
	return r.read, ok && r.mark == mark
}

// put holds a reading, unless there is too much already.
func (h *holding) put(id, mark string, r read) {
	if h == nil {
		return
	}
	size := 0
	for i := range r.readings {
		size += len(r.readings[i].Report.Text)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bytes -= h.held[id].size
	delete(h.held, id)
	if h.bytes+size <= mostHeld {
		h.held[id] = held{mark, r, size}
		h.bytes += size
	}
}

// noteExtract holds what a document holds until it is read.
func (h *holding) noteExtract(c trucewatch.Capture, reports []trucewatch.Report, issues []trucewatch.Issue) {
	e := extracted{reports, issues}
	mark := markOf("", c)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, known := h.extracts[mark]; !known && h.extractsBytes+e.size() <= mostHeld {
		h.extracts[mark] = e
		h.extractsBytes += e.size()
	}
}

// size is how many bytes the texts have.
func (e extracted) size() int {
	n := 0
	for i := range e.reports {
		n += len(e.reports[i].Text)
	}
	return n
}

// takeExtract returns what a document is known to hold, once.
func (h *holding) takeExtract(c trucewatch.Capture) (extracted, bool) {
	if h == nil {
		return extracted{}, false
	}
	mark := markOf("", c)
	h.mu.Lock()
	defer h.mu.Unlock()
	out, ok := h.extracts[mark]
	delete(h.extracts, mark)
	h.extractsBytes -= out.size()
	return out, ok
}

// forgetExtracts lets go of what was not read.
func (h *holding) forgetExtracts() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.extracts, h.extractsBytes = map[string]extracted{}, 0
}
