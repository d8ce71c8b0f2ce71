package wording

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/trucewatch/trucewatch/packs"
)

// TestExamples runs the examples of every rule, with the trigger wherever it may be.
func TestExamples(t *testing.T) {
	r, err := Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for kind, list := range r.byKind {
		for _, one := range list {
			n++
			for _, ex := range one.yes {
				want := ex.Text[ex.Marks[0].Start:ex.Marks[0].End]
				if got := one.anywhere(ex.Text); !slices.Contains(got, want) {
					t.Errorf("%s %s: %q gives %q, want %q", kind, one.id, ex.Text, got, want)
				}
			}
			for _, ex := range one.no {
				if got := one.anywhere(ex.Text); len(got) > 0 {
					t.Errorf("%s %s: %q gives %q", kind, one.id, ex.Text, got)
				}
			}
		}
	}
	if n < 35 {
		t.Errorf("only %d rules", n)
	}
}

// anywhere finds what a rule matches with the trigger at any place of a text.
func (o rule) anywhere(text string) []string {
	var out []string
	for i := range len(text) + 1 {
		p := Place{Before: text[:i], After: text[i:]}
		if word, rest, _ := strings.Cut(text[i:], " "); o.near == trigger {
			p = Place{Before: text[:i], Trigger: word, After: rest}
		}
		for _, h := range o.find(p, p.folded()) {
			if o.near != trigger && h.Words != p.Sentence()[h.Start:h.End] {
				out = append(out, "position of "+h.Words+" is wrong")
			}
			out = append(out, strings.TrimSpace(h.Words))
		}
	}
	return out
}

func TestBrokenPacks(t *testing.T) {
	const sound = "rule en.ledger.x\nkind plan\ngives postponed\nnear before\nmatch postponed\nyes They [postponed] talks.\nno They met.\n"
	for _, tc := range []struct{ old, new, want string }{
		{"kind plan", "kind plans", `kind "plans" is not known`},
		{"gives postponed", "gives late", `gives "late" is not one of`},
		{"near before", "near by", `near "by" is not one of`},
		{"match postponed", "match (postponed", "match: compiling the expression: error parsing"},
		{"match postponed", "match postponed\nnot (", "not: error parsing"},
		{"no They met.\n", "", "no no example"},
		{"gives postponed\n", "", `key "gives" is missing`},
	} {
		_, err := Load(fstest.MapFS{"en/ledger/x.pack": {Data: []byte(strings.Replace(sound, tc.old, tc.new, 1))}})
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "x.pack:1") {
			t.Errorf("%q for %q: %v, want %q", tc.new, tc.old, err, tc.want)
		}
	}
	if _, err := Load(fstest.MapFS{"en/ledger/x.pack": {Data: []byte(sound)}}); err != nil {
		t.Error(err)
	}
}

func TestNotedPlaceIsOfItsWords(t *testing.T) {
	p := Place{Before: "Talks were ", Trigger: "postponed", After: " again."}.Noted()
	if p.Sentence() != "Talks were postponed again." {
		t.Errorf("%q", p.Sentence())
	}
	p.After = " for good."
	if p.Sentence() != "Talks were postponed for good." {
		t.Errorf("after a change: %q", p.Sentence())
	}
}
