package dossier_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/dossier"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

func write(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := dossier.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// elements parses a page as a browser does and returns its elements.
func elements(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, tc := range []struct {
		name   string
		record record.Record
	}{{"full", outputtest.Record()}, {"empty", record.Record{Format: record.Format}}} {
		t.Run(tc.name, func(t *testing.T) {
			got := write(t, tc.record)
			golden.Compare(t, tc.name+".html", got)
			if again := write(t, tc.record); again != got {
				t.Error("writing twice gives different bytes")
			}
		})
	}
}

// pages are the records that every page must be sound for.
func pages() map[string]record.Record {
	out := map[string]record.Record{"full": outputtest.Record(), "hostile": outputtest.Hostile(), "empty": {Format: record.Format}}
	odd := outputtest.Record()
	odd.Reports[0].Sentences, odd.Statements, odd.Actors = nil, nil, nil
	odd.Events[0].Mentions = nil
	odd.Talks[0].Event, odd.Disagreements[0].About = "e-gone", "r-gone"
	odd.Disagreements[0].Values[0].Reports = []string{"r-gone"}
	odd.Tolls[0].Low, odd.Tolls[0].High = nil, nil
	out["odd"] = odd
	arabic := outputtest.Record()
	arabic.Reports[0].Text = "التقت الوزيرة وفدا في الميناء."
	arabic.Reports[0].Mentions, arabic.Reports[0].Sentences = nil, []record.Range{{Start: 0, End: 30}}
	arabic.Actors[0].ID = "وزيرة الخارجية"
	arabic.Reports[1].Mentions[0].Entity = record.Nullable(arabic.Actors[0].ID)
	out["arabic"] = arabic
	return out
}

// TestEveryLinkLeadsSomewhere finds the target of each link on the page, and no id twice.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for name, r := range pages() {
		all := elements(t, write(t, r))
		ids := map[string]bool{}
		for _, n := range all {
			if id := attribute(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: id %q stands twice", name, id)
				}
				ids[id] = true
			}
		}
		links := 0
		for _, n := range all {
			href := attribute(n, "href")
			if n.Data != "a" {
				continue
			}
			fragment, inside := strings.CutPrefix(href, "#")
			id, err := url.PathUnescape(fragment)
			if !inside || err != nil || !ids[id] {
				t.Errorf("%s: %q leads to %q, which is not on the page", name, words(n), href)
			}
			links++
		}
		if name == "full" && links < 60 {
			t.Errorf("only %d links: values do not lead to their sentences", links)
		}
	}
}

// TestPageRunsAndFetchesNothing holds the page to what its policy says.
func TestPageRunsAndFetchesNothing(t *testing.T) {
	allowed := strings.Fields("html head meta title style body a header h1 p ul li b span main section h2 h3 small table thead tbody tr th td div " +
		"details summary bdi code article dl dt dd figure figcaption ol i footer")
	for name, r := range pages() {
		page := write(t, r)
		if !strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'"`) {
			t.Errorf("%s: no content security policy", name)
		}
		for _, n := range elements(t, page) {
			if !slices.Contains(allowed, n.Data) {
				t.Errorf("%s: <%s> on the page", name, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
				if a.Key == "style" && strings.ContainsAny(a.Val, "(\\") {
					t.Errorf("%s: style %q", name, a.Val)
				}
			}
		}
		for _, r := range page {
			if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x202E || r == 0x202D {
				t.Errorf("%s: %U on the page", name, r)
			}
		}
	}
}

// TestHostileTextIsShown looks for the markup of a report as plain words.
func TestHostileTextIsShown(t *testing.T) {
	for _, n := range elements(t, write(t, outputtest.Hostile())) {
		if attribute(n, "id") == "text-r-z9-0" {
			if got := words(n); !strings.HasPrefix(got, "<script>alert(1)</script> said ]]> & \"Maren\" 'met' <!-- envoys") {
				t.Errorf("the report is shown as %q", got)
			}
			return
		}
	}
	t.Error("the report is not on the page")
}

// TestTextsAreWhole compares every report with what the page shows of it.
func TestTextsAreWhole(t *testing.T) {
	r := outputtest.Record()
	shown := map[string]string{}
	for _, n := range elements(t, write(t, r)) {
		if attribute(n, "class") == "text" {
			shown[strings.TrimPrefix(attribute(n.Parent, "id"), "report-")] = words(n)
		}
	}
	for _, x := range r.Reports {
		if diff := cmp.Diff(x.Text, shown[x.ID]); diff != "" {
			t.Errorf("%s (-text +shown):\n%s", x.File, diff)
		}
	}
}

// TestMarksAreTheWords finds each trigger, cue and count marked in its report.
func TestMarksAreTheWords(t *testing.T) {
	r := outputtest.Record()
	marked := map[string]bool{}
	for _, n := range elements(t, write(t, r)) {
		if class, ok := strings.CutPrefix(attribute(n, "class"), "m "); ok {
			for kind := range strings.FieldsSeq(class) {
				marked[kind+" "+words(n)] = true
				if attribute(n, "title") == "" && n.Parent.Data != "p" {
					t.Errorf("mark %q does not say why", words(n))
				}
			}
		}
	}
	for _, e := range r.Events {
		for _, m := range e.Mentions {
			if !marked["trigger "+m.Quote] {
				t.Errorf("trigger %q is not marked", m.Quote)
			}
		}
	}
	for _, want := range []string{"cue denied", "cue accused", "count At least 12 people", "name Ilse Mahren"} {
		if !marked[want] {
			t.Errorf("%q is not marked", want)
		}
	}
}

// TestHugeRecord writes a text of a million characters and thousands of marks.
func TestHugeRecord(t *testing.T) {
	const n, line = 20_000, "Maren met an envoy by the long river. \t<b>&amp;\n"
	x := record.Report{ID: "r-1", File: "huge.txt", Text: strings.Repeat(line, n)}
	for i := range n {
		at := i * len(line)
		x.Sentences = append(x.Sentences, record.Range{Start: at, End: at + 37})
		x.Mentions = append(x.Mentions, record.Mention{Start: at, End: at + 5, Quote: "Maren", Kind: "person", Entity: "maren", Named: true})
	}
	r := record.Record{Format: record.Format, Reports: []record.Report{x}, Actors: []record.Actor{{ID: "maren", Name: "Maren", Kind: "person"}}}
	if page := write(t, r); strings.Count(page, `class="m name"`) != n+1 { // one in the legend
		t.Errorf("%d names are marked, want %d", strings.Count(page, `class="m name"`)-1, n)
	}
}

// TestTimeline draws incidents only where two or more have a date, and no more than fit.
func TestTimeline(t *testing.T) {
	r := record.Record{Format: record.Format}
	for i := range 60 {
		e := record.Event{ID: fmt.Sprintf("e-%02d", i), Type: "ASSAULT", Status: "occurred", Place: "dun", Date: record.Nullable(fmt.Sprintf("2031-%02d-%02d", 1+i/28, 1+i%28))}
		r.Events = append(r.Events, e)
	}
	r.Events = append(r.Events, record.Event{ID: "e-old", Type: "ASSAULT", Status: "occurred", Place: "dun", Date: "1948"}, record.Event{ID: "e-some", Type: "ASSAULT", Status: "occurred", Place: "dun"})
	page := write(t, r)
	if n := strings.Count(page, `class="track"`); n != 40 {
		t.Errorf("%d bars, want 40", n)
	}
	for _, want := range []string{"Without a date: 1.", "Before the scale begins: 1.", "not drawn: 20."} {
		if !strings.Contains(page, want) {
			t.Errorf("the timeline does not say %q", want)
		}
	}
	r.Events = r.Events[59:61]
	if strings.Contains(write(t, r), `class="timeline"`) {
		t.Error("a timeline of one incident")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteErrorsComeBack(t *testing.T) {
	if err := dossier.Write(broken{}, outputtest.Record()); err == nil {
		t.Error("an output that fails is taken as written")
	}
}
