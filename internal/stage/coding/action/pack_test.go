package action_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
	"github.com/trucewatch/trucewatch/packs"
)

// events reads a text without any names in it.
func events(t testing.TB, r *action.Rules, text string) []trucewatch.EventMention {
	t.Helper()
	got, _ := drafted(t, r, text)
	return got
}

func drafted(t testing.TB, r *action.Rules, text string) ([]trucewatch.EventMention, *draft.Draft) {
	t.Helper()
	d := draft.New(trucewatch.Reading{Report: trucewatch.Report{Text: text}, Sentences: langtest.Analyser(t).Sentences(text)})
	return r.Events(d, nil, nil), d
}

// parties are the actors and recipients of an event as an example writes them behind
// "=>": "first; second > third", with "-" for nobody.
func parties(d *draft.Draft, e trucewatch.EventMention) string {
	list := func(of []int) string {
		if len(of) == 0 {
			return "-"
		}
		return words(d, of)
	}
	return list(e.Actors) + " > " + list(e.Recipients)
}

func made(e trucewatch.EventMention, rule string) bool {
	return slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == rule })
}

func anyKey() pack.Schema {
	return pack.Schema{Optional: []string{
		"type", "mode", "verb", "noun", "adj", "need", "bar", "weak", "state", "joined", "plain", "actors",
		"recipients", "status", "under", "below", "about", "as", "rels", "aspect", "only",
	}}
}

// TestExamples reads every example of every event rule with the real analyser: the
// bracketed word of a yes must be found by that rule, with the parties behind "=>" if
// it has any, and nothing in a no.
func TestExamples(t *testing.T) {
	r := load(t)
	rules, err := pack.Load(packs.FS, anyKey(), "en/events/*.pack")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		for _, ex := range rule.Yes {
			langtest.Either(t, func(t testing.TB) {
				text, want, _ := strings.Cut(ex.Text, " => ")
				got, d := drafted(t, r, text)
				for _, mark := range ex.Marks {
					k := slices.IndexFunc(got, func(e trucewatch.EventMention) bool { return e.Overlaps(mark) && made(e, rule.ID) })
					if k < 0 {
						t.Errorf("%s:%d: %s misses [%s] in %q; found %s", rule.File, ex.Line, rule.ID, mark.Of(text), text, short(got, text))
					} else if who := parties(d, got[k]); want != "" && who != want {
						t.Errorf("%s:%d: parties of [%s] in %q are %q, want %q", rule.File, ex.Line, mark.Of(text), text, who, want)
					}
				}
			})
		}
		for _, ex := range rule.No {
			langtest.Either(t, func(t testing.TB) {
				got := events(t, r, ex.Text)
				if slices.ContainsFunc(got, func(e trucewatch.EventMention) bool { return made(e, rule.ID) }) {
					t.Errorf("%s:%d: %s must find nothing in %q; found %s", rule.File, ex.Line, rule.ID, ex.Text, short(got, ex.Text))
				}
			})
		}
	}
}

// TestStatusExamples reads the examples of the status rules: the bracketed word of
// a yes must be what decided the status of an event.
func TestStatusExamples(t *testing.T) {
	r := load(t)
	rules, err := pack.Load(packs.FS, anyKey(), "en/status.pack")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		for _, ex := range rule.Yes {
			langtest.Either(t, func(t testing.TB) {
				got := events(t, r, ex.Text)
				if !slices.ContainsFunc(got, func(e trucewatch.EventMention) bool {
					return made(e, rule.ID) && string(e.Status) == rule.Get("status")
				}) {
					t.Errorf("%s:%d: %s does not decide %q; found %s", rule.File, ex.Line, rule.ID, ex.Text, short(got, ex.Text))
				}
			})
		}
		for _, ex := range rule.No {
			langtest.Either(t, func(t testing.TB) {
				got := events(t, r, ex.Text)
				if slices.ContainsFunc(got, func(e trucewatch.EventMention) bool { return made(e, rule.ID) }) {
					t.Errorf("%s:%d: %s must not decide %q; found %s", rule.File, ex.Line, rule.ID, ex.Text, short(got, ex.Text))
				}
			})
		}
	}
}

// TestModeExamples reads the examples of the mode rules: the bracketed word of a yes must
// be of that mode by that rule, and nothing in a no.
func TestModeExamples(t *testing.T) {
	r := load(t)
	rules, err := pack.Load(packs.FS, pack.Schema{Optional: []string{"type", "mode", "over", "for", "need", "bar"}}, "en/mode.pack")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		by := func(e trucewatch.EventMention) bool {
			return made(e, rule.ID) && slices.Equal(e.Mode, rule.List("mode"))
		}
		for _, ex := range rule.Yes {
			langtest.Either(t, func(t testing.TB) {
				got := events(t, r, ex.Text)
				for _, mark := range ex.Marks {
					if !slices.ContainsFunc(got, func(e trucewatch.EventMention) bool { return e.Overlaps(mark) && by(e) }) {
						t.Errorf("%s:%d: %s misses [%s] in %q; found %s", rule.File, ex.Line, rule.ID, mark.Of(ex.Text), ex.Text, short(got, ex.Text))
					}
				}
			})
		}
		for _, ex := range rule.No {
			langtest.Either(t, func(t testing.TB) {
				if got := events(t, r, ex.Text); slices.ContainsFunc(got, by) {
					t.Errorf("%s:%d: %s must find nothing in %q; found %s", rule.File, ex.Line, rule.ID, ex.Text, short(got, ex.Text))
				}
			})
		}
	}
}

func short(got []trucewatch.EventMention, text string) string {
	var out []string
	for _, e := range got {
		out = append(out, e.Of(text)+" "+string(e.Type)+" "+string(e.Status)+" "+e.Why[0].Rule)
	}
	return "[" + strings.Join(out, "; ") + "]"
}

// TestBreadth keeps the packs wide: every type of PLOVER, many rules, many words.
func TestBreadth(t *testing.T) {
	rules, err := pack.Load(packs.FS, anyKey(), "en/events/*.pack")
	if err != nil {
		t.Fatal(err)
	}
	types, words := map[string]bool{}, map[string]bool{}
	for _, r := range rules {
		types[r.Get("type")] = true
		for _, pos := range []string{"verb", "noun", "adj"} {
			for _, w := range r.List(pos) {
				words[pos+" "+w] = true
			}
		}
	}
	if len(types) != 16 || len(rules) < 180 || len(words) < 350 {
		t.Errorf("%d types, %d rules, %d trigger words", len(types), len(rules), len(words))
	}
}
