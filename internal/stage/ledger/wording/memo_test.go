package wording

import (
	"reflect"
	"strconv"
	"testing"

	"github.com/trucewatch/trucewatch/packs"
)

// TestMemo: what is remembered is what would be found, and it is not remembered without end.
func TestMemo(t *testing.T) {
	r, err := Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for range 2 {
		for kind, rules := range r.byKind {
			for _, one := range rules {
				for _, e := range append(one.yes, one.no...) {
					at := Place{Before: e.Text}
					hit, ok := r.First(kind, at)
					want, is := r.first(kind, at)
					if hit != want || ok != is || !reflect.DeepEqual(r.All(kind, at), r.all(kind, at)) {
						t.Fatalf("%s in %q: %v, want %v", kind, e.Text, hit, want)
					}
					if ok {
						found++
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("no rule finds anything: the test shows nothing")
	}
	var m memo
	for i := range 3 * memoSize {
		m.of(question{kind: strconv.Itoa(i)}, func() []Hit { return nil })
	}
	if n := len(m.fresh) + len(m.old); n > 2*memoSize {
		t.Errorf("%d answers are remembered, want %d at most", n, 2*memoSize)
	}
}
