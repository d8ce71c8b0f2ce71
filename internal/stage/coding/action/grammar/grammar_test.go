package grammar_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
	"github.com/trucewatch/trucewatch/packs"
)

// parsed returns the clause of the one sentence of a text, and the place of a word in it.
func parsed(t testing.TB, text, word string) (c grammar.Clause, at int) {
	t.Helper()
	words, err := grammar.LoadWords(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	sentences := langtest.Analyser(t).Sentences(text)
	d := draft.New(trucewatch.Reading{Report: trucewatch.Report{Text: text}, Sentences: sentences})
	c = grammar.New(words, d).At(0)
	at = slices.IndexFunc(c.Tree.Tokens, func(tok trucewatch.Token) bool { return tok.Form == word })
	if at < 0 {
		t.Fatalf("no word %q in %q", word, text)
	}
	return c, at
}

// TestWhoDoesWhat asks of a verb who does it and to whom it is done.
func TestWhoDoesWhat(t *testing.T) {
	for _, tc := range []struct{ text, verb, agents, patients string }{
		{"Gunmen attacked the convoy.", "attacked", "gunmen", "convoy"},
		{"The convoy was attacked by gunmen.", "attacked", "gunmen", "convoy"},
		{"Soldiers and rebels shelled the town.", "shelled", "soldiers rebels", "town"},
		{"The king ordered his soldiers to shell the town.", "shell", "soldiers", "town"},
		{"The soldiers who shelled the town fled.", "shelled", "soldiers", "town"},
		{"The convoy was attacked.", "attacked", "", "convoy"},
	} {
		t.Run(tc.text, func(t *testing.T) {
			langtest.Either(t, func(t testing.TB) {
				c, v := parsed(t, tc.text, tc.verb)
				if got := forms(c, c.Agents(v)); got != tc.agents {
					t.Errorf("agents %q, want %q", got, tc.agents)
				}
				if got := forms(c, c.Patients(v)); got != tc.patients {
					t.Errorf("patients %q, want %q", got, tc.patients)
				}
			})
		})
	}
}

// TestLight finds the verb that a noun of doing leans on.
func TestLight(t *testing.T) {
	for _, tc := range []struct{ text, noun, want string }{
		{"The envoys held talks in the capital.", "talks", "held"},
		{"Rebels carried out a series of raids.", "raids", "carried"},
		{"The king praised the talks.", "talks", ""},
	} {
		t.Run(tc.text, func(t *testing.T) {
			langtest.Either(t, func(t testing.TB) {
				c, n := parsed(t, tc.text, tc.noun)
				got := ""
				if v := c.Light(n); v >= 0 {
					got = c.Form(v)
				}
				if got != tc.want {
					t.Errorf("leans on %q, want %q", got, tc.want)
				}
			})
		})
	}
}

// TestNothingSaid asks the questions of every word of some sentences: none may fail.
func TestNothingSaid(t *testing.T) {
	for _, text := range []string{"Calm.", "“Why?”", "The army, which the king of the hills leads, and others were, he said, there.", "Two men dead, nine hurt"} {
		c, _ := parsed(t, text, strings.Fields(strings.NewReplacer(".", " ", "“", "", "?", " ", ",", " ").Replace(text))[0])
		for i := range c.Tree.Tokens {
			c.Agents(i)
			c.Patients(i)
			c.Light(i)
			c.Party(i, 3)
			c.Definite(i)
			c.Progressive(i)
		}
	}
}

func forms(c grammar.Clause, tokens []int) string {
	var out []string
	for _, i := range tokens {
		out = append(out, c.Form(i))
	}
	return strings.Join(out, " ")
}
