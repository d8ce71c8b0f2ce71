package draft_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// TestReread reads words in -ing, names beside nouns and unlike coordinated verbs as
// the sentence means them, and leaves others alone.
func TestReread(t *testing.T) {
	for _, tc := range []struct {
		name, lines string
		xpos        map[int]string
		token       int
		rel         string
		head        int
	}{
		{"a crossing", "Ruritania PROPN 2 nsubj\nreopened VERB 0 root\nZenda PROPN 2 obj\ncrossing VERB 2 xcomp", nil, 3, "obj", 1},
		{"fighting erupted", "They PRON 2 nsubj\nfled VERB 0 root\nfighting VERB 2 advcl\nbreak VERB 2 advcl", map[int]string{1: "VBD", 2: "VBG", 3: "VBD"}, 2, "nsubj", 3},
		{"his counterpart", "He PRON 2 nsubj\nmet VERB 0 root\ncounterpart NOUN 2 obj\nRassendyll PROPN 2 obj", map[int]string{2: "NN"}, 3, "appos", 2},
		{"fighting broke out", "Fighting VERB 2 nsubj\nbroke VERB 0 root\nout ADP 2 compound:prt", map[int]string{0: "VBG", 1: "VBD"}, 0, "nsubj", 1},
		{"fierce fighting", "Zenda PROPN 2 nsubj:pass\nrocked VERB 0 root\nby ADP 5 case\nfierce ADJ 5 amod\nfighting VERB 2 obl:agent\ntoday NOUN 2 obl", map[int]string{4: "VBG"}, 4, "obl:agent", 1},
		{"calls for", "Raids NOUN 2 nsubj\ndrew VERB 0 root\ncalls NOUN 2 obj\nfor ADP 5 case\ntruce NOUN 2 obl", nil, 4, "nmod", 2},
		{"talks on", "They PRON 2 nsubj\nheld VERB 0 root\ntalks NOUN 2 obj\non ADP 5 case\ntrade NOUN 2 obl", nil, 4, "nmod", 2},
		{"a road for", "They PRON 2 nsubj\nopened VERB 0 root\nroads NOUN 2 obj\nfor ADP 5 case\ntrucks NOUN 2 obl", nil, 4, "obl", 1},
		{"talks slated", "Who PRON 2 nsubj\nattends VERB 0 root\ntalks NOUN 2 obj\n, PUNCT 5 punct\nslated VERB 2 conj", map[int]string{4: "VBN"}, 4, "acl", 2},
		{"talks and planned", "Who PRON 2 nsubj\nattended VERB 0 root\ntalks NOUN 2 obj\n, PUNCT 6 punct\nand CCONJ 6 cc\nplanned VERB 2 conj", nil, 5, "conj", 1},
		{"fighting continued", "Fighting VERB 0 root\ncontinued VERB 1 xcomp\ntoday NOUN 2 obl", map[int]string{0: "VBG", 1: "VBN"}, 0, "nsubj", 1},
		{"weeks of fighting", "They PRON 2 nsubj\nended VERB 0 root\nweeks NOUN 2 obj\nof SCONJ 5 mark\nfighting VERB 3 acl\nnow ADV 2 advmod", map[int]string{4: "VBG"}, 4, "nmod", 2},
		{"a neighbour", "Ruritania PROPN 2 nsubj\naccused VERB 0 root\nneighbouring VERB 4 case\nSylvania PROPN 2 obl", nil, 3, "obj", 1},
		{"after a strike", "He PRON 2 nsubj\ncalled VERB 0 root\nfor ADP 4 case\njets NOUN 2 obl\nafter SCONJ 7 mark\nstrike NOUN 2 obl\nkilled VERB 4 acl\nnine NUM 7 obj", map[int]string{1: "VBD", 6: "VBD"}, 5, "nsubj", 6},
		{"rebel-held", "Jets NOUN 2 nsubj\nbombed VERB 0 root\nrebel NOUN 5 obl\n- PUNCT 3 punct\nheld VERB 2 ccomp\nZenda PROPN 5 obj", map[int]string{4: "VBN"}, 5, "obj", 1},
		{"a dateline", "Strelsau PROPN 4 nsubj\n- PUNCT 3 punct\nEnvoys NOUN 4 nsubj\nsigned VERB 0 root", nil, 0, "dep", 3},
		{"unlike verbs", "Jets NOUN 2 nsubj\nbombed VERB 0 root\ntanks NOUN 2 obj\nadvancing VERB 3 acl\nfled VERB 4 conj", map[int]string{1: "VBD", 3: "VBG", 4: "VBD"}, 4, "conj", 1},
		{"like verbs", "Jets NOUN 2 nsubj\nbombed VERB 0 root\ntanks NOUN 2 obj\nadvancing VERB 3 acl\nfiring VERB 4 conj", map[int]string{1: "VBD", 3: "VBG", 4: "VBG"}, 4, "conj", 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, s := tree(tc.lines)
			for i, tag := range tc.xpos {
				s.Tokens[i].XPOS = tag
			}
			tr := draft.NewTree(s)
			if got := tr.Tokens[tc.token]; got.Rel != tc.rel || got.Head != tc.head {
				t.Errorf("token %d is %s of %d, want %s of %d", tc.token, got.Rel, got.Head, tc.rel, tc.head)
			}
		})
	}
}
