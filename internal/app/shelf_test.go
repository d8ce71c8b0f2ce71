package app

import (
	"context"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	inmemory "github.com/trucewatch/trucewatch/internal/store/memory"
)

// TestShelf reads the samples twice from one store: the second time nothing is read
// anew, and the record is the same, byte for byte.
func TestShelf(t *testing.T) {
	ctx := context.Background()
	line, err := NewLine(lang.Fast)
	if err != nil {
		t.Fatal(err)
	}
	var captures []trucewatch.Capture
	for c, issue := range capture.Walk(ctx, []string{"../../samples/reports"}, capture.DefaultLimits()) {
		if issue == nil {
			captures = append(captures, c)
		}
	}
	captures = append(captures, capture.New("none.txt", []byte("Nobody was killed and 0 people were hurt on Monday, 5 May 2025, the mayor of Dorn said. Between 0 and 3 huts burned.\n"), nil))
	st := inmemory.New()
	if _, err := st.PutCaptures(ctx, captures); err != nil {
		t.Fatal(err)
	}
	digest := func(l *Line) string {
		r, err := l.Compute(ctx, captures, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		k, err := keep(r)
		if err != nil {
			t.Fatal(err)
		}
		return k.Digest
	}
	want := digest(line)
	with := *line
	with.shelf = &shelf{store: st, stamp: "one"}
	if got := digest(&with); got != want {
		t.Errorf("with an empty shelf the digest is %s, without %s", got, want)
	}
	blind := with // whoever reads anything anew with it breaks down
	blind.analyser, blind.finder, blind.outlets = nil, nil, nil
	if got := digest(&blind); got != want {
		t.Errorf("from the shelf the digest is %s, without %s", got, want)
	}
	other := with
	other.shelf = &shelf{store: st, stamp: "two"}
	if _, ok := other.shelf.take(ctx, captures[0]); ok {
		t.Error("a reading of other rules is taken from the shelf")
	}
}

// TestPack shows that a reading comes back as it was, noughts and all.
func TestPack(t *testing.T) {
	nought, three := 0, 3
	r := read{
		readings: []trucewatch.Reading{{Report: trucewatch.Report{ID: "r-1", Text: "Text"}, Sentences: []trucewatch.Sentence{{Tokens: []trucewatch.Token{{Form: "Text", Head: -1}}}}}},
		claims: []trucewatch.Claims{{Report: "r-1", Figures: []trucewatch.Figure{
			{Measure: "killed", Min: &nought, Max: &three}, {Measure: "killed", Max: &nought}, {Min: &nought}, {},
		}, Events: []trucewatch.EventMention{{When: &trucewatch.When{First: "2025-05-05"}}}}},
		issues: []trucewatch.Issue{{Where: "x", What: "y"}},
	}
	content, err := new(packer).pack(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpack(content)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, got, cmp.AllowUnexported(read{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for n := range content {
		if n%7 == 0 {
			_, _ = unpack(content[:n]) // broken rows are refused and do no harm
		}
	}
}

// TestNoOtherPointers fails when a type that is shelved gets a new pointer to a plain
// value, which would come back as nil where it is nought.
func TestNoOtherPointers(t *testing.T) {
	var visit func(reflect.Type, string)
	seen := map[reflect.Type]bool{}
	visit = func(x reflect.Type, path string) {
		if x.Kind() == reflect.Pointer && x.Elem().Kind() != reflect.Struct && path != "Claims.Figures.Min" && path != "Claims.Figures.Max" {
			t.Errorf("%s is a pointer to %s: shelve it apart, as the bounds of figures are", path, x.Elem())
		}
		if seen[x] {
			return
		}
		seen[x] = true
		switch x.Kind() {
		case reflect.Pointer:
			visit(x.Elem(), path)
		case reflect.Slice:
			visit(x.Elem(), path)
		case reflect.Struct:
			for f := range x.Fields() {
				visit(f.Type, path+"."+f.Name)
			}
		default:
		}
	}
	visit(reflect.TypeFor[trucewatch.Reading](), "Reading")
	visit(reflect.TypeFor[trucewatch.Claims](), "Claims")
}
