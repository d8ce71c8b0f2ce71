package wording

import "sync"

// memoSize is how many answers a memo holds in each of its two halves: together about
// those of a ledger of three thousand reports, and some 13 MB.
const memoSize = 1 << 15

// question is what may be asked of rules: for the first find, or for all.
type question struct {
	kind                   string
	before, trigger, after string
	all                    bool
}

func ask(kind string, at Place, all bool) question {
	return question{kind, at.Before, at.Trigger, at.After, all}
}

// memo keeps what was found. Rows are drawn anew whenever a report comes in, and ask the
// same of the same sentences again. The zero value is ready.
type memo struct {
	mu         sync.Mutex
	fresh, old map[question][]Hit // what is asked again moves from old to fresh
}

// of returns the answer to a question. It is not to be changed.
func (m *memo) of(q question, find func() []Hit) []Hit {
	m.mu.Lock()
	hits, known := m.fresh[q]
	if !known {
		hits, known = m.old[q]
		if known {
			m.keep(q, hits)
		}
	}
	m.mu.Unlock()
	if known {
		return hits
	}
	hits = find()
	m.mu.Lock()
	m.keep(q, hits)
	m.mu.Unlock()
	return hits
}

// keep is called with the lock held.
func (m *memo) keep(q question, hits []Hit) {
	if len(m.fresh) >= memoSize {
		m.old, m.fresh = m.fresh, nil
	}
	if m.fresh == nil {
		m.fresh = map[question][]Hit{}
	}
	m.fresh[q] = hits
}
