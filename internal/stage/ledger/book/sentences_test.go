package book_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// TestCutOfReport holds the cut of a long report against one that counts from its
// beginning.
func TestCutOfReport(t *testing.T) {
	d := booktest.New(strings.Repeat("a’b𝄞c. ", 150))
	b := d.Book()
	rep := b.Reports["r-1"]
	for start := -1; start < 1060; start += 17 {
		for _, end := range []int{start - 5, start, start + 1, start + 40, start + 600, -1} {
			if got, want := b.Cut(rep, start, end), book.Cut(rep.Text, start, end); got != want {
				t.Errorf("code points %d to %d: got %q, want %q", start, end, got, want)
			}
		}
	}
}
