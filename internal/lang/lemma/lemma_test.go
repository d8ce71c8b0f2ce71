package lemma

import (
	"bytes"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang/weights"
)

func learnt() *Rules {
	return Train([]Example{
		{"walked", "VERB", "VBD", "walk"},
		{"talked", "VERB", "VBD", "talk"},
		{"asked", "VERB", "VBD", "ask"},
		{"baked", "VERB", "VBD", "bake"},
		{"made", "VERB", "VBD", "make"},
		{"Made", "VERB", "VBD", "make"},
		{"London", "PROPN", "NNP", "London"},
		{"Syrian", "ADJ", "JJ", "Syrian"},
		{"Iranian", "ADJ", "JJ", "Iranian"},
		{"Good", "ADJ", "JJ", "good"},
		{"New", "ADJ", "JJ", "new"},
	})
}

func TestEndingsAndExceptions(t *testing.T) {
	r := learnt()
	for _, c := range []struct{ form, upos, xpos, want string }{
		{"balked", "VERB", "VBD", "balk"}, // by its ending
		{"baked", "VERB", "VBD", "bake"},  // by heart
		{"made", "VERB", "VBD", "make"},
		{"Beirut", "PROPN", "NNP", "Beirut"},
		{"Jordanian", "ADJ", "JJ", "Jordanian"},
		{"Good", "ADJ", "JJ", "good"},
		{"Unheard", "INTJ", "UH", "unheard"}, // no rule of its class
		{"", "NOUN", "NN", ""},
	} {
		if got := r.Lemma(c.form, c.upos, c.xpos); got != c.want {
			t.Errorf("Lemma(%q, %s, %s) = %q, want %q", c.form, c.upos, c.xpos, got, c.want)
		}
	}
}

func TestEmbeddedRules(t *testing.T) {
	r, err := Read(weights.Lemmas)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, upos, xpos, want string }{
		{"talks", "NOUN", "NNS", "talk"},
		{"countries", "NOUN", "NNS", "country"},
		{"men", "NOUN", "NNS", "man"},
		{"clashes", "NOUN", "NNS", "clash"},
		{"met", "VERB", "VBD", "meet"},
		{"denied", "VERB", "VBD", "deny"},
		{"killed", "VERB", "VBN", "kill"},
		{"striking", "VERB", "VBG", "strike"},
		{"agreed", "VERB", "VBD", "agree"},
		{"stopped", "VERB", "VBD", "stop"},
		{"shelled", "VERB", "VBD", "shell"},
		{"withdrew", "VERB", "VBD", "withdraw"},
		{"was", "AUX", "VBD", "be"},
		{"n’t", "PART", "RB", "not"},
		{"worst", "ADJ", "JJS", "bad"},
		{"them", "PRON", "PRP", "they"},
		{"Damascus", "PROPN", "NNP", "Damascus"},
		{"Israeli", "ADJ", "JJ", "Israeli"},
		{"The", "DET", "DT", "the"},
	} {
		if got := r.Lemma(c.form, c.upos, c.xpos); got != c.want {
			t.Errorf("Lemma(%q, %s, %s) = %q, want %q", c.form, c.upos, c.xpos, got, c.want)
		}
	}
}

func TestRulesAreReadBack(t *testing.T) {
	r := learnt()
	var b bytes.Buffer
	if _, err := r.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(again.edits) != len(r.edits) {
		t.Fatalf("%d rules, written %d", len(again.edits), len(r.edits))
	}
	for key, e := range r.edits {
		if again.edits[key] != e {
			t.Errorf("rule %q is %v, written %v", key, again.edits[key], e)
		}
	}
}

func FuzzLemma(f *testing.F) {
	r, err := Read(weights.Lemmas)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("talks", "NOUN", "NNS")
	f.Add("İ’\xff", "PROPN", "NNPS")
	f.Fuzz(func(t *testing.T, form, upos, xpos string) {
		first := r.Lemma(form, upos, xpos)
		if again := r.Lemma(form, upos, xpos); again != first {
			t.Errorf("%q and then %q", first, again)
		}
	})
}
