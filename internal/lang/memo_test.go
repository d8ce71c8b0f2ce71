package lang

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMemoChangesNothing reads texts in which sentences come back, at other places and
// behind a dateline, with an analyser that remembers them and with one that does not.
func TestMemoChangesNothing(t *testing.T) {
	texts := []string{story, "DORN (Agency) — " + story, strings.Repeat("An envoy met rebels in Dorn. ", 3) + story}
	for _, mode := range []Mode{Fast, Full} {
		remembers := analyser(t, mode)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { remembers.Sentences(story) })
		}
		all.Wait()
		for i, text := range texts {
			forgets := analyser(t, mode)
			forgets.load = remembers.load
			if diff := cmp.Diff(forgets.Sentences(text), remembers.Sentences(text)); diff != "" {
				t.Errorf("%s, text %d (-forgetting +remembering)\n%s", mode, i, diff)
			}
		}
	}
}

// TestMemoIsBounded reads more sentences than a memo holds.
func TestMemoIsBounded(t *testing.T) {
	m := newMemo()
	for i := range memoSize + 100 {
		s := Split(fmt.Sprintf("Report %d.", i))
		m.note(keyOf(&s[0]), &s[0])
	}
	if len(m.known) != memoSize || len(m.order) != memoSize {
		t.Errorf("%d sentences and %d keys are kept, want %d", len(m.known), len(m.order), memoSize)
	}
	last, first := Split(fmt.Sprintf("Report %d.", memoSize+99)), Split("Report 0.")
	if !m.recall(keyOf(&last[0]), &last[0]) || m.recall(keyOf(&first[0]), &first[0]) {
		t.Error("the oldest sentence is not the one that was dropped")
	}
}
