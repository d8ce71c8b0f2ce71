package names

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/packs"
)

// written is a report of the test file with the names that must be found in it.
type written struct {
	text      string
	sentences []trucewatch.Sentence
	want      []string // "sentence:start kind words"
}

func (w *written) add(t *testing.T, line string) {
	t.Helper()
	kinds := map[string]trucewatch.MentionKind{"p": trucewatch.Person, "o": trucewatch.Organization, "l": trucewatch.PlaceKind, "n": trucewatch.People}
	start := len(w.text)
	for line != "" {
		before, rest, found := strings.Cut(line, "[")
		w.text += before
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "]")
		mark, words, _ := strings.Cut(name, " ")
		kind, known := kinds[mark]
		if !closed || !known {
			t.Fatalf("line %q: brackets are wrong", line)
		}
		w.want = append(w.want, fmt.Sprintf("%d %s %s", len(w.text), kind, words))
		w.text += words
		line = after
	}
	w.sentences = append(w.sentences, trucewatch.Sentence{Span: trucewatch.Span{Start: start, End: len(w.text)}})
	w.text += "\n"
}

func readWritten(t *testing.T) []*written {
	t.Helper()
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []*written
	together := false
	for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
		case line == "@":
			together = true
			out = append(out, &written{})
		default:
			if !together {
				out = append(out, &written{})
			}
			out[len(out)-1].add(t, line)
		}
	}
	return out
}

func loaded(t testing.TB) *Finder {
	t.Helper()
	f, err := Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSentencesWrittenForTheProject(t *testing.T) {
	f := loaded(t)
	sentences := 0
	for _, w := range readWritten(t) {
		sentences += len(w.sentences)
		var got []string
		for _, m := range f.Find(w.text, w.sentences) {
			got = append(got, fmt.Sprintf("%d %s %s", m.Start, m.Kind, m.Of(w.text)))
		}
		if g, want := strings.Join(got, "\n  "), strings.Join(w.want, "\n  "); g != want {
			t.Errorf("%s got\n  %s\nwant\n  %s", w.text, g, want)
		}
	}
	if sentences < 150 {
		t.Errorf("%d sentences only", sentences)
	}
}

func TestModelCardNamesTheseWeights(t *testing.T) {
	card, err := os.ReadFile("../../../train/names/MODEL.md")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(packed)); !strings.Contains(string(card), sum) {
		t.Errorf("train/names/MODEL.md does not name sha256 %s", sum)
	}
}
