package tagger

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// taught reads "form/UPOS|XPOS" for each word.
func taught(text string) Lesson {
	var none *lexis.Clusters
	var l Lesson
	for word := range strings.FieldsSeq(text) {
		form, tag, _ := strings.Cut(word, "/")
		l.Words = append(l.Words, none.Word(form))
		l.Tags = append(l.Tags, tag)
	}
	return l
}

func lessons() []Lesson {
	once := []Lesson{
		taught("Rebels/NOUN|NNS march/VERB|VBP north/ADV|RB"),
		taught("The/DET|DT march/NOUN|NN ended/VERB|VBD"),
		taught("They/PRON|PRP march/VERB|VBP"),
		taught("A/DET|DT long/ADJ|JJ march/NOUN|NN began/VERB|VBD"),
	}
	return slices.Repeat(once, 12)
}

func train() *Tagger { return Train(lessons(), Settings{Epochs: 8, Folds: 3, Seed: 1}) }

func TestTaggerTellsUsesApartAndIsReadBack(t *testing.T) {
	tagger := train()
	var b bytes.Buffer
	if _, err := tagger.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	read, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for n, l := range lessons() {
		for i, tag := range read.Tag(l.Words) {
			if got := read.Tags()[tag]; got != l.Tags[i] {
				t.Errorf("sentence %d word %d: %s, want %s", n, i, got, l.Tags[i])
			}
		}
	}
	if upos, xpos := read.Split(0); upos+"|"+xpos != read.Tags()[0] {
		t.Errorf("Split(0) = %s, %s of %s", upos, xpos, read.Tags()[0])
	}
	if tags := read.Tag(nil); len(tags) != 0 {
		t.Errorf("tags of nothing: %v", tags)
	}
}

func TestSameLessonsSameTagger(t *testing.T) {
	var a, b bytes.Buffer
	for _, into := range []*bytes.Buffer{&a, &b} {
		if _, err := train().WriteTo(into); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two trainings differ")
	}
}

func TestReadRefusesDamage(t *testing.T) {
	var b bytes.Buffer
	if _, err := train().WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 3, 20, 100, b.Len() - 1} {
		if _, err := Read(b.Bytes()[:n]); err == nil {
			t.Errorf("no error for the first %d bytes", n)
		}
	}
}
