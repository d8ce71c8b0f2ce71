package abreast

import "sync"

// Memo keeps answers that are asked for more than once, by any number of goroutines.
// The zero value is ready.
type Memo[K comparable, V any] struct {
	mu    sync.Mutex
	known map[K]V
}

// Of returns the answer for a key, which find gives where it is not known yet. Two who
// ask at the same time may both find it, so it must hang on the key alone.
func (m *Memo[K, V]) Of(key K, find func() V) V {
	m.mu.Lock()
	answer, known := m.known[key]
	m.mu.Unlock()
	if known {
		return answer
	}
	answer = find()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[K]V{}
	}
	m.known[key] = answer
	return answer
}
