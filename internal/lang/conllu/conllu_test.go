package conllu

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

const sample = `# newdoc id = d1
# sent_id = s1
# text = They don't sleep.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sleep	sleep	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# sent_id = s2
# text = Come back.
1	Come	come	VERB	VB	_	0	root	_	_
2	back	back	ADV	RB	_	1	advmod:dir	_	SpaceAfter=No
3	.	.	PUNCT	.	_	1	punct	_	_

`

func read(t *testing.T, text string) []Sentence {
	t.Helper()
	sentences, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sentences
}

func TestReadKeepsContractionsTogether(t *testing.T) {
	s := read(t, sample)
	if len(s) != 2 || s[0].Document != "d1" || s[1].Document != "d1" || !s[1].Paragraph {
		t.Fatalf("sentences = %+v", s)
	}
	if got := strings.Join(s[0].Surfaces, "|"); got != "They|don't|sleep|." {
		t.Errorf("surfaces = %s", got)
	}
	if w := s[0].Words[2]; w.Surface != 1 || w.Head != 3 || w.Lemma != "not" {
		t.Errorf("third word = %+v", w)
	}
	if s[0].Words[3].Head != -1 {
		t.Errorf("root has head %d", s[0].Words[3].Head)
	}
}

func TestReadNamesTheBadLine(t *testing.T) {
	for _, bad := range []string{"1\tword\n", strings.Replace(sample, "\t4\tnsubj", "\tx\tnsubj", 1), strings.Replace(sample, "2\tdo", "7\tdo", 1)} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("error = %v", err)
		}
	}
}

func TestAttachCountsHeadsAndLabels(t *testing.T) {
	gold, system := read(t, sample), read(t, sample)
	system[0].Words[0].Rel = "obj"
	system[1].Words[1].Head = 2
	a, err := Attach(gold, system)
	if err != nil {
		t.Fatal(err)
	}
	if a.Words != 8 || a.Heads != 7 || a.Labelled != 6 || a.UPOS != 8 {
		t.Errorf("counts = %+v", a)
	}
	if _, err := Attach(gold, system[:1]); err == nil {
		t.Error("no error for a missing sentence")
	}
}

// The system splits "don't" as the gold standard does but into tokens of their
// own, joins the two sentences and cuts "back." differently.
const other = `1	They	they	PRON	PRP	_	4	nsubj	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sleep	sleep	NOUN	NN	_	0	root	_	_
5	.	.	PUNCT	.	_	4	punct	_	_
6	Come	come	VERB	VB	_	4	parataxis	_	_
7	back.	back.	ADV	RB	_	6	advmod	_	_

`

func TestEvaluateRawByHand(t *testing.T) {
	r, err := EvaluateRaw(read(t, sample), read(t, other))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		got  Score
		want Score
	}{
		{"tokens", r.Tokens, Score{7, 7, 4}},       // They, sleep, ., Come
		{"sentences", r.Sentences, Score{2, 1, 0}}, // one instead of two
		{"words", r.Words, Score{8, 7, 6}},         // do and n't are found inside the contraction
		{"tags", r.UPOS, Score{8, 7, 5}},
		{"heads", r.UAS, Score{8, 7, 5}}, // Come is no root
		{"labels", r.LAS, Score{8, 7, 5}},
	} {
		if c.got != c.want {
			t.Errorf("%s = %+v, want %+v", c.name, c.got, c.want)
		}
	}
	if f := r.Words.F1(); math.Abs(f-80) > 0.001 {
		t.Errorf("F1 of words = %f, want 80", f)
	}
}

func TestEvaluateRawIgnoresSubtypesAndChecksTheText(t *testing.T) {
	system := read(t, sample)
	system[1].Words[1].Rel = "advmod:loc"
	r, err := EvaluateRaw(read(t, sample), system)
	if err != nil || r.LAS.F1() != 100 {
		t.Errorf("LAS %f, error %v", r.LAS.F1(), err)
	}
	if _, err := EvaluateRaw(read(t, sample), system[:1]); err == nil {
		t.Error("no error for a shorter text")
	}
}

func TestWriteIsReadBack(t *testing.T) {
	plain := read(t, other)
	var b bytes.Buffer
	if err := Write(&b, plain); err != nil {
		t.Fatal(err)
	}
	again := read(t, b.String())
	if a, err := Attach(plain, again); err != nil || a.Labelled != a.Words {
		t.Errorf("read back: %+v, %v", a, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add(other)
	f.Add("1\t\t\t\t\t\t0\t\t\t\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		sentences, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, s := range sentences {
			for _, w := range s.Words {
				if w.Surface < 0 || w.Surface >= len(s.Surfaces) {
					t.Fatalf("word %q belongs to surface %d of %d", w.Form, w.Surface, len(s.Surfaces))
				}
			}
		}
	})
}
