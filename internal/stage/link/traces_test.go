package link

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestMemoryChangesNothing links growing, shrinking and shuffled sets of reports, many of
// them copies and excerpts of others, with what the linking before left behind and
// without: copies and lifts are the same.
func TestMemoryChangesNothing(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 8)) //nolint:gosec // no secret
	var all []trucewatch.Reading
	for i := range 60 {
		words := make([]string, 80)
		of := rand.New(rand.NewPCG(uint64(i%17), 3)) //nolint:gosec // no secret
		for k := range words {
			words[k] = fmt.Sprint("w", of.IntN(400))
		}
		for range chance.IntN(12) {
			words[chance.IntN(len(words))] = fmt.Sprint("own", chance.IntN(99))
		}
		text := strings.Join(words[:len(words)-chance.IntN(60)], " ") + "."
		all = append(all, trucewatch.Reading{
			Report:    trucewatch.Report{ID: fmt.Sprintf("r-%02d", i), Text: text, Published: trucewatch.Published{Date: fmt.Sprintf("2025-05-%02d", 1+chance.IntN(28))}},
			Sentences: []trucewatch.Sentence{{Span: trucewatch.Span{End: len(text)}, Kind: trucewatch.Prose}},
		})
	}
	m, copied, lifted := &memory{}, 0, 0
	for range 40 {
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		some := all[:chance.IntN(len(all)+1)]
		copies, lifts := sameTexts(some, m)
		wantCopies, wantLifts := SameTexts(some)
		if !reflect.DeepEqual(copies, wantCopies) || !reflect.DeepEqual(lifts, wantLifts) {
			t.Fatalf("of %d reports: copies %v, want %v; lifts %v, want %v", len(some), copies, wantCopies, lifts, wantLifts)
		}
		copied, lifted = copied+len(copies), lifted+len(lifts)
	}
	if copied == 0 || lifted == 0 {
		t.Errorf("%d copies and %d reports with lifts: the reports are too different to show anything", copied, lifted)
	}
}
