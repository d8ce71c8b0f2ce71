package perceptron

import (
	"bytes"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// best is the class with the highest score, the first of equals.
func best(scores []int32) int { return slices.Index(scores, slices.Max(scores)) }

func key(kind, value uint64) uint64 { return lexis.Combine(kind, value) }

// trained learns that the class is value%3, told by one feature among noise.
func trained(t *testing.T) *Trainer {
	t.Helper()
	tr := NewTrainer(3, 0)
	scores := make([]int32, 3)
	for i := range uint64(3000) {
		value := i * 7919 % 41
		f := []uint64{key(1, value)}
		tr.Score(f, scores)
		if got := best(scores); got != int(value%3) {
			tr.Update(f, int(value%3), got)
		}
		tr.Tick()
	}
	return tr
}

func TestModelAnswersAsTaughtAfterWritingAndReading(t *testing.T) {
	m := trained(t).Model(0)
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	b.WriteString("rest")
	read, rest, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if string(rest) != "rest" {
		t.Errorf("rest = %q", rest)
	}
	if read.Features() != m.Features() || read.Features() == 0 {
		t.Errorf("features = %d, written %d", read.Features(), m.Features())
	}
	want, got := make([]int32, 3), make([]int32, 3)
	var scratch Scratch
	for value := range uint64(41) {
		f := []uint64{key(1, value)}
		m.Score(f, want, &scratch)
		read.Score(f, got, &scratch)
		if best(got) != int(value%3) {
			t.Errorf("value %d: class %d", value, best(got))
		}
		for c := range got {
			if got[c] != want[c] {
				t.Errorf("value %d class %d: %d after reading, %d before", value, c, got[c], want[c])
			}
		}
	}
}

func TestAdmissionIgnoresRareFeatures(t *testing.T) {
	tr := NewTrainer(2, 3)
	f := []uint64{key(1, 1)}
	scores := make([]int32, 2)
	for range 2 {
		tr.Update(f, 1, 0)
	}
	tr.Score(f, scores)
	if scores[1] != 0 {
		t.Errorf("score %d after two updates, want 0", scores[1])
	}
	tr.Update(f, 1, 0)
	tr.Score(f, scores)
	if scores[1] != 3 {
		t.Errorf("score %d after three updates, want 3", scores[1])
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	tr := NewTrainer(2, 0)
	tr.Tick()
	tr.Update([]uint64{5, 6, 7}, 1, 0)
	tr.Tick()
	if _, err := tr.Model(0).WriteTo(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("short"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) >= 8 && (b[6] > 1 || b[7] > 0) {
			t.Skip("a table of more than 128 thousand slots only costs time")
		}
		m, _, err := Read(b)
		if err == nil && m.Classes() > 0 {
			_ = m.Features()
		}
	})
}
