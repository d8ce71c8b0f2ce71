package pack_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/trucewatch/trucewatch/internal/base/pack"
)

const good = `# a comment
rule  en.hedge.at-least
words at least, no fewer than
bound low
yes   Shelling killed [at least] 12 people.
no    He could at last have called.

rule  en.hedge.about
words about
yes   [About] 30 tents burned.
no    They spoke of it.
`

func TestParse(t *testing.T) {
	rules, err := pack.Parse("x.pack", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != 2 || rules[0].ID != "en.hedge.at-least" || rules[0].Get("bound") != "low" {
		t.Fatalf("got %+v", rules)
	}
	if l := rules[0].List("words"); len(l) != 2 || l[1] != "no fewer than" {
		t.Errorf("list %q", l)
	}
	ex := rules[0].Yes[0]
	if len(ex.Marks) != 1 || ex.Marks[0].Of(ex.Text) != "at least" {
		t.Errorf("example %+v", ex)
	}
}

func TestErrorsNameLineAndCure(t *testing.T) {
	schema := pack.Schema{Required: []string{"words"}, Optional: []string{"bound"}}
	for _, tc := range []struct{ name, text, want string }{
		{"no rule yet", "words a\n", `x.pack:1: "words" stands before`},
		{"no value", "rule a\nwords\n", "x.pack:2: \"words\" has no value"},
		{"space in id", "rule a b\n", "x.pack:1: rule id \"a b\" holds a space"},
		{"unmarked yes", "rule a\nwords x\nyes Nothing.\n", "x.pack:3: rule a: a yes example needs"},
		{"open bracket", "rule a\nyes [Nothing.\n", "bracket not closed"},
		{"stray bracket", "rule a\nyes Nothing].\n", "without an opening one"},
		{"nested", "rule a\nyes [[x]].\n", "may not be nested"},
		{"unknown key", "rule a\nwords x\nwrods y\nyes [x]\nno y\n", "x.pack:3: rule a: key \"wrods\" is not known here: use one of words, bound"},
		{"missing key", "rule a\nbound low\nyes [x]\nno y\n", `key "words" is missing`},
		{"no yes", "rule a\nwords x\nno y\n", "no yes example"},
		{"no no", "rule a\nwords x\nyes [x]\n", "no no example"},
		{"twice", "rule a\nwords x\nyes [x]\nno y\nrule a\nwords x\nyes [x]\nno y\n", "x.pack:5: rule a: the id stands already in x.pack:1"},
		{"not utf-8", "rule a\xff\n", "not UTF-8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := pack.Load(fstest.MapFS{"x.pack": {Data: []byte(tc.text)}}, schema, "*.pack")
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestLoadWithoutFiles(t *testing.T) {
	if _, err := pack.Load(fstest.MapFS{}, pack.Schema{}, "*.pack"); err == nil {
		t.Error("a pattern without files is accepted")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("rule a\nyes [x\n"))
	f.Add([]byte("\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := pack.Parse("f.pack", data)
		if err != nil {
			return
		}
		for _, r := range rules {
			for _, ex := range append(r.Yes, r.No...) {
				for _, m := range ex.Marks {
					if m.Start < 0 || m.End > len(ex.Text) || m.Start > m.End {
						t.Fatalf("mark %v outside %q", m, ex.Text)
					}
				}
			}
		}
	})
}
