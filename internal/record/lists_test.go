package record

import (
	"slices"
	"testing"
)

func TestUnionLeavesItsListAlone(t *testing.T) {
	room := append(make([]string, 0, 4), "b", "a")
	if got := Union(room, "a", "c", "c"); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("%q", got)
	}
	if behind := room[:3]; behind[2] != "" {
		t.Errorf("%q was written behind the list", behind[2])
	}
}

func TestJoin(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "A": {"A"}, "A and B": {"A", "B"}, "A, B and C": {"A", "B", "C"}} {
		if got := Join(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
