package main

import (
	"os"
	"testing"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
)

const beside = "../../../shared"

// TestGoals holds the core to what it has reached; speed is left to the benchmark.
func TestGoals(t *testing.T) {
	if _, err := os.Stat(beside + "/data/treebanks"); err != nil {
		t.Skip("no treebanks beside the project:", err)
	}
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	for mode, goals := range map[lang.Mode]figures{
		lang.Full: {
			"EWT test, UPOS": 95.8, "EWT test, lemmas": 97, "EWT test, UAS": 89, "EWT test, LAS": 86.3, "PUD test, UPOS": 96.3, "PUD test, LAS": 84.3,
			"EWT test, raw text: words F1": 98, "PUD test, raw text: words F1": 99.8, "PUD test, raw text: sentences F1": 99,
			"keyrel: head and relation": 87, "reports: sentence boundaries F1": 99.5,
			"names: seeds F1": 98, "names: qarah F1": 91, "names: breach F1": 97, "names: taliban F1": 97,
		},
		lang.Fast: {"EWT test, UPOS": 95.6, "EWT test, UAS": 88, "EWT test, LAS": 84.5, "PUD test, LAS": 83, "keyrel: head and relation": 81},
	} {
		got, err := measure(beside, mode)
		if err != nil {
			t.Fatal(err)
		}
		for name, goal := range goals {
			if got[name] < goal {
				t.Errorf("%s: %s is %.2f, goal %.2f", mode, name, got[name], goal)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	tokens := []trucewatch.Token{
		{Form: "Rebels", Head: 1, Rel: "nsubj"},
		{Form: "left", Head: -1, Rel: "root"},
		{Form: "town", Head: 1, Rel: "obl:unmarked"},
		{Form: "he", Head: 4, Rel: "nsubj"},
		{Form: "said", Head: 1, Rel: "parataxis"},
		{Form: "town", Head: 4, Rel: "obj"},
	}
	for _, c := range []struct {
		relation   relation
		head, both bool
	}{
		{relation{dependent: "Rebels", heads: []string{"left"}, rels: []string{"nsubj"}}, true, true},
		{relation{dependent: "Rebels", heads: []string{"left"}, rels: []string{"nsubj:pass"}}, true, false},
		{relation{dependent: "Rebels", heads: []string{"town", "left"}, rels: []string{"obj", "nsubj"}}, true, true},
		{relation{dependent: "town", heads: []string{"left"}, rels: []string{"obl"}}, true, true},
		{relation{dependent: "town#2", heads: []string{"left"}, rels: []string{"obj"}}, false, false},
		{relation{dependent: "town#2", heads: []string{"said"}, rels: []string{"obj"}}, true, true},
		{relation{dependent: "left", heads: []string{"said"}, rels: []string{"ccomp"}}, true, true},
		{relation{dependent: "left", heads: []string{"ROOT"}, rels: []string{"root"}}, true, true},
		{relation{dependent: "absent", heads: []string{"left"}, rels: []string{"obj"}}, false, false},
	} {
		if head, both := c.relation.judge(tokens); head != c.head || both != c.both {
			t.Errorf("%+v: %t %t, want %t %t", c.relation, head, both, c.head, c.both)
		}
	}
}
