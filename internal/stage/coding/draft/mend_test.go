package draft_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

const hedgedObject = `
Gunmen NOUN 2 nsubj
killed VERB 0 root
at ADP 6 case
least ADJ 5 nmod
12 NUM 6 nummod
guards NOUN 2 obl
at ADP 8 case
dawn NOUN 2 obl
`

const overTheSea = `
They PRON 2 nsubj
flew VERB 0 root
over ADP 5 case
the DET 5 det
sea NOUN 2 obl
`

const afterClause = `
After ADP 2 case
rebels NOUN 5 obl
advanced VERB 5 advcl
troops NOUN 5 nsubj
fled VERB 0 root
`

const afterClauseWithObject = `
After ADP 2 case
rebels NOUN 6 obl
toppled VERB 6 advcl
Zog PROPN 3 obj
troops NOUN 6 nsubj
fled VERB 0 root
`

const saidBehind = `
Rebels NOUN 4 nsubj
stormed VERB 4 ccomp
officials NOUN 4 nsubj
said VERB 0 root
`

func TestClauseKeepsItsSubject(t *testing.T) {
	_, s := tree(saidBehind)
	tr := draft.NewTree(s)
	if tr.Child(1, "nsubj") != 0 || tr.Child(3, "nsubj") != 2 {
		t.Errorf("subjects %d and %d", tr.Child(1, "nsubj"), tr.Child(3, "nsubj"))
	}
}

const countedSubject = `
More ADJ 8 advmod
than ADP 1 fixed
a DET 6 det
dozen NUM 6 nummod
village NOUN 6 compound
guards NOUN 1 obl
were AUX 8 aux:pass
posted VERB 0 root
there ADV 8 advmod
`

func TestCountedSubject(t *testing.T) {
	_, s := tree(countedSubject)
	if got := draft.NewTree(s).Child(7, "nsubj:pass"); got != 5 {
		t.Errorf("the subject is token %d, want 5", got)
	}
	s.Tokens[1].Form = "often"
	if got := draft.NewTree(s).Child(7, "nsubj:pass"); got != -1 {
		t.Errorf("without a hedge the subject is token %d", got)
	}
}

const interruptedPerfect = `
Clansmen NOUN 2 nsubj
had VERB 0 root
, PUNCT 4 punct
earlier ADV 2 advmod
, PUNCT 4 punct
killed VERB 2 ccomp
guards NOUN 6 obj
`

func TestInterruptedPerfect(t *testing.T) {
	_, s := tree(interruptedPerfect)
	s.Tokens[5].XPOS = "VBN"
	tr := draft.NewTree(s)
	if tr.Child(5, "nsubj") != 0 || tr.Child(5, "aux") != 1 || tr.Child(5, "advmod") != 3 {
		t.Errorf("subject %d, auxiliary %d, adverb %d", tr.Child(5, "nsubj"), tr.Child(5, "aux"), tr.Child(5, "advmod"))
	}
	s.Tokens[5].XPOS = "VB"
	if got := draft.NewTree(s).Child(5, "nsubj"); got != -1 {
		t.Errorf("an infinitive got the subject %d", got)
	}
}

const objectOfParticle = `
Clans NOUN 2 nsubj
carried VERB 0 root
out ADP 2 compound:prt
daily ADJ 5 amod
raids NOUN 2 obl
there ADV 2 advmod
`

func TestObjectWithoutCase(t *testing.T) {
	_, s := tree(objectOfParticle)
	if got := draft.NewTree(s).Child(1, "obj"); got != 4 {
		t.Errorf("the object is token %d, want 4", got)
	}
	s.Tokens[3].Rel = "case"
	if got := draft.NewTree(s).Child(1, "obj"); got != -1 {
		t.Errorf("a phrase became the object: token %d", got)
	}
}

func TestClauseBehindAfter(t *testing.T) {
	_, s := tree(afterClause)
	s.Tokens[2].XPOS = "VBD"
	if got := draft.NewTree(s).Child(2, "nsubj"); got != 1 {
		t.Errorf("the subject is token %d, want 1", got)
	}
	s.Tokens[2].XPOS = "VBN"
	if got := draft.NewTree(s).Child(2, "nsubj"); got != -1 {
		t.Errorf("a participle got the subject %d", got)
	}
	_, s = tree(afterClauseWithObject)
	s.Tokens[2].XPOS = "VBN"
	if got := draft.NewTree(s).Child(2, "nsubj"); got != 1 {
		t.Errorf("with an object of its own the subject is token %d, want 1", got)
	}
}

func TestHedgedObjectIsAnObject(t *testing.T) {
	_, s := tree(hedgedObject)
	before := slices.Clone(s.Tokens)
	tr := draft.NewTree(s)
	if got := tr.Child(1, "obj"); got != 5 {
		t.Errorf("the object is token %d, want 5", got)
	}
	if tr.Case(5) != "" || !tr.Is(7, "obl") {
		t.Errorf("case %q of the object, %s of the time", tr.Case(5), tr.Rel(7))
	}
	if !slices.Equal(before, s.Tokens) {
		t.Error("the sentence itself was changed")
	}
	_, s = tree(overTheSea)
	if got := draft.NewTree(s).Child(1, "obj"); got != -1 {
		t.Errorf("a place is taken for an object: token %d", got)
	}
}

const verbOnItsSubject = `
Kings NOUN 0 root
and CCONJ 3 cc
clans NOUN 1 conj
signed VERB 3 acl
treaties NOUN 4 obj
`

func TestMainVerbOnItsSubject(t *testing.T) {
	_, s := tree(verbOnItsSubject)
	s.Tokens[3].XPOS = "VBD"
	if tr := draft.NewTree(s); tr.Child(3, "nsubj") != 0 || tr.Root() != 3 {
		t.Errorf("subject %d of root %d", tr.Child(3, "nsubj"), tr.Root())
	}
	s.Tokens[3].XPOS = "VBN"
	if got := draft.NewTree(s).Root(); got != 0 {
		t.Errorf("with a participle the root is token %d", got)
	}
}
