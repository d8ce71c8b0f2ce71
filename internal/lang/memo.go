package lang

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"

	trucewatch "github.com/trucewatch/trucewatch"
)

// memoSize is how many sentences a memo holds: those of some hundreds of reports.
const memoSize = 8192

// memo keeps how the last sentences were read. The report of an agency stands in many
// papers, here a paragraph shorter and there with a line more; its sentences are the
// same, and what is read in a sentence hangs on nothing else.
type memo struct {
	mu    sync.Mutex
	known map[string][]trucewatch.Token
	order []string // the keys of known, a ring
	next  int      // the oldest of them, once the ring is full
}

func newMemo() *memo { return &memo{known: map[string][]trucewatch.Token{}} }

// keyOf is what the reading of a sentence hangs on: its words, and how they stand.
func keyOf(s *trucewatch.Sentence) string {
	var key []byte
	for i := range s.Tokens {
		t := &s.Tokens[i]
		key = binary.AppendUvarint(key, uint64(t.Start-s.Tokens[0].Start)) //nolint:gosec // they are in order
		key = binary.AppendUvarint(key, uint64(len(t.Form)))
		key = append(key, t.Form...)
	}
	return string(key)
}

// recall fills in the tokens of a sentence that was read before.
func (m *memo) recall(key string, s *trucewatch.Sentence) bool {
	m.mu.Lock()
	known, ok := m.known[key]
	m.mu.Unlock()
	if !ok {
		return false
	}
	for i := range s.Tokens {
		span, form := s.Tokens[i].Span, s.Tokens[i].Form
		s.Tokens[i] = known[i]
		s.Tokens[i].Span, s.Tokens[i].Form = span, form
	}
	return true
}

// note keeps the tokens of a sentence that was read.
func (m *memo) note(key string, s *trucewatch.Sentence) {
	tokens := slices.Clone(s.Tokens)
	for i := range tokens {
		tokens[i].Form, tokens[i].Lemma = "", strings.Clone(tokens[i].Lemma) // else they would hold the text of the report
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.known[key]; ok {
		return
	}
	if len(m.order) < memoSize {
		m.order = append(m.order, key)
	} else {
		delete(m.known, m.order[m.next])
		m.order[m.next] = key
		m.next = (m.next + 1) % memoSize
	}
	m.known[key] = tokens
}
