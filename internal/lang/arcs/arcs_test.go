package arcs

import (
	"bytes"
	"math/rand"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// lesson reads "form/UPOS/head/rel" for each word; heads count from 1.
func lesson(text string) Lesson {
	var none *lexis.Clusters
	var l Lesson
	for word := range strings.FieldsSeq(text) {
		f := strings.Split(word, "/")
		l.Nodes = append(l.Nodes, NewNode(none.Word(f[0]), f[1], "X"))
		l.Heads = append(l.Heads, int(f[2][0]-'0')-1)
		l.Rels = append(l.Rels, f[3])
	}
	return l
}

func lessons() []Lesson {
	return []Lesson{
		lesson("Rebels/NOUN/2/nsubj left/VERB/0/root town/NOUN/2/obj"),
		lesson("The/DET/2/det army/NOUN/3/nsubj left/VERB/0/root"),
		lesson("The/DET/2/det army/NOUN/3/nsubj took/VERB/0/root the/DET/5/det town/NOUN/3/obj in/ADP/7/case May/PROPN/3/obl"),
		lesson("Stop/VERB/0/root"),
	}
}

func trained(t testing.TB) *Trained {
	t.Helper()
	return Train(lessons(), Settings{Epochs: 12, Follow: 0.9, Margin: 2, Seed: 1}, func(int, float64) {})
}

func TestParserLearnsItsLessonsAndIsReadBack(t *testing.T) {
	p := trained(t).Freeze(0, lessons())
	var b bytes.Buffer
	if _, err := p.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	read, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for n, l := range lessons() {
		want := p.Parse(l.Nodes)
		for i, got := range read.Parse(l.Nodes) {
			if got != want[i] {
				t.Errorf("sentence %d word %d: %+v after reading, %+v before", n, i, got, want[i])
			}
			if got.Head != l.Heads[i] || got.Rel != l.Rels[i] {
				t.Errorf("sentence %d word %d: %+v, want %d %s", n, i, got, l.Heads[i], l.Rels[i])
			}
			if got.Confidence < 0.5 || got.Confidence > 1 {
				t.Errorf("sentence %d word %d: confidence %f for what was learnt", n, i, got.Confidence)
			}
		}
	}
}

func TestSameLessonsSameParser(t *testing.T) {
	var a, b bytes.Buffer
	for _, into := range []*bytes.Buffer{&a, &b} {
		if _, err := trained(t).Freeze(0, lessons()).WriteTo(into); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two trainings differ")
	}
}

func TestAnyWordsGiveOneTree(t *testing.T) {
	p := trained(t).Freeze(0, lessons())
	rng := rand.New(rand.NewSource(1))
	var pool []Node
	for _, l := range lessons() {
		pool = append(pool, l.Nodes...)
	}
	for length := range 60 {
		nodes := make([]Node, length)
		for i := range nodes {
			nodes[i] = pool[rng.Intn(len(pool))]
		}
		arcs := p.Parse(nodes)
		roots := 0
		for i, a := range arcs {
			if a.Head < 0 {
				roots++
				if a.Rel != "root" {
					t.Errorf("root with relation %s", a.Rel)
				}
				continue
			}
			steps := 0
			for j := i; j >= 0; j = arcs[j].Head {
				if steps++; steps > length {
					t.Fatalf("cycle at word %d of %d", i, length)
				}
			}
		}
		if length > 0 && roots != 1 {
			t.Errorf("%d roots in %d words", roots, length)
		}
	}
}

// The dynamic oracle must never call a move right that loses an arc while another
// loses none: following it from the start rebuilds any projective tree.
func TestOracleRebuildsTrees(t *testing.T) {
	for n, l := range lessons() {
		heads := []int{none}
		for _, h := range l.Heads {
			heads = append(heads, h+1)
		}
		s := newState(l.Nodes)
		for !s.done() {
			moved := false
			for a := range actions {
				if s.allows(a) && s.cost(a, heads) == 0 {
					s.apply(a, 0)
					moved = true
					break
				}
			}
			if !moved {
				t.Fatalf("sentence %d: no move without a cost", n)
			}
		}
		for i, h := range l.Heads {
			if s.words[i+1].head != h+1 {
				t.Errorf("sentence %d word %d: head %d, want %d", n, i, s.words[i+1].head, h+1)
			}
		}
	}
}

func TestCalibrationNeverFalls(t *testing.T) {
	var seen []observation
	for i := range int32(1000) {
		seen = append(seen, observation{margin: i, right: i%7 < 3 || i > 500})
	}
	c := calibrate(seen)
	last := 0.0
	for m := int32(-5); m < 1100; m += 10 {
		if got := c.of(m); got < last {
			t.Errorf("confidence falls to %f at lead %d", got, m)
		} else {
			last = got
		}
	}
	if c.of(0) > 0.6 || c.of(900) < 0.95 {
		t.Errorf("confidence %f at 0, %f at 900", c.of(0), c.of(900))
	}
}

func TestReadRefusesDamage(t *testing.T) {
	var b bytes.Buffer
	if _, err := trained(t).Freeze(0, lessons()).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 3, 10, 60, 200, b.Len() - 1} {
		if _, err := Read(b.Bytes()[:n]); err == nil {
			t.Errorf("no error for the first %d bytes", n)
		}
	}
}
