package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/claims"
	"github.com/trucewatch/trucewatch/internal/record"
)

func newCoder(tb testing.TB, dictionary string) *app.Coder {
	tb.Helper()
	d, err := claims.ReadDictionary(strings.NewReader(dictionary))
	if err != nil {
		tb.Fatal(err)
	}
	c, err := app.NewCoder(app.Fast, d)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func code(tb testing.TB, c *app.Coder, in string) (string, app.Coded) {
	tb.Helper()
	var out bytes.Buffer
	count, err := c.Code(tb.Context(), strings.NewReader(in), &out)
	if err != nil {
		tb.Fatal(err)
	}
	return out.String(), count
}

// coded is what of a line these tests look at.
type coded struct {
	ID     *string
	Line   int
	Error  string
	Actors []struct{ Name, Kind, Code string }
	Events []struct {
		Type       string
		Date       string
		ActorCodes []string `json:"actor_codes"`
		Mentions   []record.EventMention
	}
	Statements []record.Statement
	Figures    []record.Figure
}

func lines(t *testing.T, out string) []coded {
	t.Helper()
	var all []coded
	for line := range strings.Lines(out) {
		var c coded
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, c)
	}
	return all
}

func TestCode(t *testing.T) {
	text := "Foreign Minister Ilse Maren met envoys of Tarvia in Geneva on Tuesday, the ministry said. At least 12 people were killed in Dorn."
	out, count := code(t, newCoder(t, ""), fmt.Sprintf("\ufeff{\"id\":\"a\",\"text\":%q,\"date\":\"2031-05-07\",\"other\":[1]}\n{\"id\":7,\"text\":%q}", text, text))
	got := lines(t, out)
	if len(got) != 2 || count != (app.Coded{Texts: 2}) || *got[0].ID != "a" || *got[1].ID != "7" {
		t.Fatalf("%+v of %s", count, out)
	}
	for _, c := range got {
		if len(c.Events) == 0 || len(c.Statements) != 1 || len(c.Figures) != 1 {
			t.Errorf("%+v", c)
		}
	}
	if got[0].Events[0].Date != "2031-05-06" || got[1].Events[0].Date != "" {
		t.Errorf("with a date of publication it was %q, without %q", got[0].Events[0].Date, got[1].Events[0].Date)
	}
}

// TestCodePositions has texts that are easily shifted: what is quoted must stand
// where it is said to stand in the text as given.
func TestCodePositions(t *testing.T) {
	c := newCoder(t, "")
	for _, text := range []string{
		"  \n\tSyria said Israel struck Damascus.",
		"Syria\x01 said\r\n\r\nIsrael struck Damascus \u202eyesterday\u202c.",
		"قال — Syria said “Israel” struck Damascus. 👩‍👩‍👧 Israel shelled Daraa.",
		"<p>Syria said Israel struck Damascus.</p>\n\n---\n# Israel shelled Daraa",
		"By A. Writer\nPublished 7 May 2031\n\nIsrael struck Damascus, killing 12 people.",
	} {
		in, err := json.Marshal(map[string]string{"id": "x", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		out, _ := code(t, c, string(in))
		points := []rune(text)
		check := func(start, end int, quote string) {
			if end > len(points) || string(points[start:end]) != quote {
				t.Errorf("%q does not stand at %d in %q", quote, start, text)
			}
		}
		for _, l := range lines(t, out) {
			if len(l.Events) == 0 {
				t.Errorf("nothing was found in %q: %s", text, out)
			}
			for _, e := range l.Events {
				for _, m := range e.Mentions {
					check(m.Start, m.End, m.Quote)
				}
			}
			for _, s := range l.Statements {
				check(s.Start, s.End, s.Quote)
			}
		}
	}
}

// TestCodeFaults has a fault in each line but the last; each is answered in its place.
func TestCodeFaults(t *testing.T) {
	in := []string{
		"no JSON", `[1]`, `{"id":"a"}`, `{"id":"a","text":""}`, `{"id":"a","text":" \n"}`, `{"text":"x"}`, `{"id":"","text":"x"}`, `{"id":{},"text":"x"}`,
		`{"id":"a","text":5}`, `{"id":"a","text":"x","date":"7 May"}`, `{"id":"a","text":"x","date":"2031-02-30"}`, "{\"id\":\"a\",\"text\":\"\xff\"}",
		`{"id":"a","text":"x"`, `{"id":"a","text":"` + strings.Repeat("x", 17<<20) + `"}`, `{"id":null,"text":"x"}`,
	}
	out, count := code(t, newCoder(t, ""), strings.Join(in, "\n")+"\n\n  \n{\"id\":\"last\",\"text\":\"Talks began.\"}\n")
	got := lines(t, out)
	if count.Texts != len(in)+1 || count.Faults != len(in) || len(got) != len(in)+1 {
		t.Fatalf("%+v, %d lines for %d", count, len(got), len(in)+1)
	}
	for i, c := range got[:len(in)] {
		if c.Error == "" || c.Line != i+1 {
			t.Errorf("%.60s is answered %+v", in[i], c)
		}
	}
	for i, want := range map[int]string{1: "no JSON object with id and text: it is of the kind array", 8: "text is of the kind number"} {
		if !strings.Contains(got[i].Error, want) {
			t.Errorf("%s is answered %q, want %q", in[i], got[i].Error, want)
		}
	}
	if id := got[8].ID; id == nil || *id != "a" {
		t.Errorf("%s is answered without its id", in[8])
	}
	if last := got[len(in)]; last.Error != "" || *last.ID != "last" {
		t.Errorf("the last line is answered %+v", last)
	}
}

// TestCodeOrder wants the same bytes in the same order on one processor and on many.
func TestCodeOrder(t *testing.T) {
	var in strings.Builder
	for i := range 60 {
		text := strings.Repeat("Rebels shelled the town of Dorn on Tuesday. ", i%7) + "Envoys met in Geneva."
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":%q}\n", i, text)
	}
	c := newCoder(t, "")
	want := ""
	for _, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		got, _ := code(t, c, in.String())
		runtime.GOMAXPROCS(before)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("on %d processors the output differs", procs)
		}
	}
	for i, c := range lines(t, want) {
		if *c.ID != fmt.Sprint(i) {
			t.Fatalf("line %d has the id %s", i, *c.ID)
		}
	}
}

// TestCodeStreams waits for the answer to the first line before it sends the second.
func TestCodeStreams(t *testing.T) {
	in, send := io.Pipe()
	receive, out := io.Pipe()
	go func() {
		_, err := newCoder(t, "").Code(context.Background(), in, out)
		out.CloseWithError(err)
	}()
	answers := json.NewDecoder(receive)
	for _, id := range []string{"one", "two"} {
		if _, err := fmt.Fprintf(send, "{\"id\":%q,\"text\":\"Talks began.\"}\n", id); err != nil {
			t.Fatal(err)
		}
		var c coded
		if err := answers.Decode(&c); err != nil || *c.ID != id {
			t.Fatalf("%+v, %v", c, err)
		}
	}
	send.Close()
	if err := answers.Decode(&coded{}); !errors.Is(err, io.EOF) {
		t.Errorf("after the end: %v", err)
	}
}

// TestCodeStops ends while it waits for a line that never comes.
func TestCodeStops(t *testing.T) {
	in, _ := io.Pipe()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, err := newCoder(t, "").Code(ctx, in, io.Discard); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if _, err := newCoder(t, "").Code(t.Context(), strings.NewReader(strings.Repeat("x\n", 50)), full{}); err == nil {
		t.Error("a full disk goes unnoticed")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestCodeDictionary has names that nothing else shows to be names.
func TestCodeDictionary(t *testing.T) {
	in := `{"id":1,"text":"On Monday the quaxbloc brigade shelled Israel, and israel struck back."}` + "\n" +
		`{"id":2,"text":"The Group of Nine met Israel in Paris."}`
	out, _ := code(t, newCoder(t, "Israel\tISR\nquaxbloc brigade\tQUX\nGroup of Nine\tG09\n"), in)
	for i, want := range []string{"QUX", "G09"} {
		found := map[string]bool{}
		for _, e := range lines(t, out)[i].Events {
			for _, c := range e.ActorCodes {
				found[c] = true
			}
		}
		if !found[want] {
			t.Errorf("no actor has the code %s in %s", want, strings.Split(out, "\n")[i])
		}
	}
}

// BenchmarkCode codes sentences and whole reports; the second figure is texts a second.
func BenchmarkCode(b *testing.B) {
	c := newCoder(b, "")
	killed := 0 // no sentence comes twice: one that was read before costs nothing
	for _, words := range []int{1, 28} {
		const n = 200
		b.Run(fmt.Sprintf("sentences=%d", words), func(b *testing.B) {
			for b.Loop() {
				var in strings.Builder
				for i := range n {
					var text strings.Builder
					for range words {
						killed++
						fmt.Fprintf(&text, "Rebels shelled the town of Dorn on Tuesday, killing at least %d people, a hospital official said. ", killed)
					}
					fmt.Fprintf(&in, "{\"id\":%d,\"text\":%q}\n", i, text.String())
				}
				if _, err := c.Code(b.Context(), strings.NewReader(in.String()), io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "texts/s")
		})
	}
}
