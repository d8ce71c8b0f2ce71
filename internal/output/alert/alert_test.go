package alert_test

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/alert"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

func find(t *testing.T, r record.Record, filter string, known []alert.Known) ([]alert.News, *query.Index) {
	t.Helper()
	x := query.New(view.New(r), nil)
	values, err := url.ParseQuery(filter)
	if err != nil {
		t.Fatal(err)
	}
	f, err := query.Parse(values)
	if err != nil {
		t.Fatal(err)
	}
	return alert.Find(x, x.Select(f).Rows, known), x
}

// keep is what is known after some news was told.
func keep(known []alert.Known, news []alert.News) []alert.Known {
	out := slices.Clone(known)
	for _, n := range news {
		i := slices.IndexFunc(out, func(k alert.Known) bool { return k.Happening == n.Known.Happening })
		if i < 0 {
			out = append(out, n.Known)
		} else {
			out[i] = n.Known
		}
	}
	return out
}

// without is the record as it was before its second report came.
func without(r record.Record) record.Record {
	first := func(m []record.EventMention) []record.EventMention {
		return slices.DeleteFunc(slices.Clone(m), func(m record.EventMention) bool { return m.Report == "r-b2" })
	}
	r.Events, r.Tolls = slices.Clone(r.Events), slices.Clone(r.Tolls)
	for i, e := range r.Events {
		r.Events[i].Mentions = first(e.Mentions)
		r.Events[i].Standing = "single"
		r.Events[i].ID += "-before"
		for j, t := range r.Tolls {
			if t.Event == e.ID {
				r.Tolls[j].Event, r.Tolls[j].High = r.Events[i].ID, nil
			}
		}
	}
	r.Events = slices.DeleteFunc(r.Events, func(e record.Event) bool { return len(e.Mentions) == 0 })
	r.Statements, r.Talks, r.Allegations, r.Access, r.Incidents = nil, nil, nil, nil, nil
	return r
}

// TestOnce tells each happening once, and then only what changed, though its ID did too.
func TestOnce(t *testing.T) {
	all := outputtest.Placed()
	before := without(all)
	news, _ := find(t, before, "", nil)
	if len(news) != len(before.Events) || len(news) == 0 {
		t.Fatalf("%d told of %d", len(news), len(before.Events))
	}
	for _, n := range news {
		if len(n.Changes) != 0 || n.Known.N != 1 || len(n.New) == 0 {
			t.Errorf("the first time: %+v", n)
		}
	}
	known := keep(nil, news)
	if again, _ := find(t, before, "", known); len(again) != 0 {
		t.Errorf("told again: %+v", again)
	}
	news, _ = find(t, all, "", known)
	changes := map[string][]string{}
	for _, n := range news {
		changes[n.Row.Head] = n.Changes
		old := slices.ContainsFunc(known, func(k alert.Known) bool { return k.Happening == n.Known.Happening })
		if old != (n.Known.N == 2) || old != (len(n.Changes) > 0) {
			t.Errorf("%s: told %d times, changes %q", n.Known.Happening, n.Known.N, n.Changes)
		}
	}
	want := map[string][]string{
		"Marland: “struck”, “strikes” · Tor Valley": {"new report: b.txt", "killed: 12–20, before 12 or more", "standing: corroborated, before single"},
		"Kesh Front: “shelling” · Dun":              {"new report: b.txt", "denied by Kesh Front", "standing: contested, before single"},
	}
	for head, w := range want {
		if diff := cmp.Diff(w, changes[head]); diff != "" {
			t.Errorf("%s: %s in %v", head, diff, changes)
		}
	}
	if again, _ := find(t, all, "", keep(known, news)); len(again) != 0 {
		t.Errorf("told again: %+v", again)
	}
}

func TestSilently(t *testing.T) {
	all := outputtest.Placed()
	news, _ := find(t, without(all), "", nil)
	known := alert.Silently(news)
	if again, _ := find(t, without(all), "", known); len(again) != 0 {
		t.Errorf("what was there is told: %+v", again)
	}
	news, _ = find(t, all, "", known)
	for _, n := range news {
		if n.Known.N != 1 {
			t.Errorf("%s is told for the %dth time", n.Row.Head, n.Known.N)
		}
	}
}

func TestFilter(t *testing.T) {
	r := outputtest.Placed()
	news, _ := find(t, r, "kind=talks", nil)
	if len(news) != len(r.Talks) || len(news) == len(r.Events) {
		t.Errorf("%d told of %d talks", len(news), len(r.Talks))
	}
}

func TestKeys(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []string{alert.Key("a", "e", 1), alert.Key("a", "e", 2), alert.Key("b", "e", 1), alert.Key("a", "f", 1)} {
		if seen[k] || len(k) != 32 {
			t.Errorf("key %q", k)
		}
		seen[k] = true
	}
}

// messages are those of two runs.
func messages(t *testing.T, r record.Record) []alert.Message {
	t.Helper()
	var known []alert.Known
	var out []alert.Message
	for i, r := range []record.Record{without(r), r} {
		news, x := find(t, r, "", known)
		known = keep(known, news)
		for _, n := range news {
			out = append(out, alert.Compose(x.View, "all", []string{"2031-05-07T10:00:00Z", "2031-05-08T10:00:00Z"}[i], n))
		}
	}
	return out
}

func TestText(t *testing.T) {
	all := messages(t, outputtest.Placed())
	golden.Compare(t, "letter.txt", alert.Subject("all", all)+"\n\n"+alert.Text(all))
	if got := alert.Subject("all", all[:1]); !strings.HasPrefix(got, "[all] ") || strings.Contains(got, "happening") {
		t.Errorf("subject %q", got)
	}
}

// TestAtom parses the feed: an entry for each happening, with an id that stays.
func TestAtom(t *testing.T) {
	type entry struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Updated   string `xml:"updated"`
		Published string `xml:"published"`
		Content   string `xml:"content"`
	}
	type feed struct {
		ID     string  `xml:"id"`
		Title  string  `xml:"title"`
		Author string  `xml:"author>name"`
		Entry  []entry `xml:"entry"`
	}
	for name, r := range map[string]record.Record{"usual": outputtest.Placed(), "hostile": outputtest.Hostile()} {
		all := messages(t, r)
		var got [2]feed
		for i, some := range [][]alert.Message{slices.DeleteFunc(slices.Clone(all), func(m alert.Message) bool { return m.When > "2031-05-08" }), all} {
			var b bytes.Buffer
			if err := alert.Atom(&b, "all", some); err != nil {
				t.Fatal(err)
			}
			if name == "usual" && i == 1 {
				golden.Compare(t, "feed.atom", b.String())
			}
			if err := xml.Unmarshal(b.Bytes(), &got[i]); err != nil {
				t.Fatalf("%s: %v\n%s", name, err, b.String())
			}
			seen := map[string]bool{}
			for _, e := range got[i].Entry {
				if seen[e.ID] || !strings.HasPrefix(e.ID, "urn:uuid:") || e.Title == "" || e.Updated == "" || e.Published > e.Updated || e.Content == "" {
					t.Errorf("%s: %+v", name, e)
				}
				seen[e.ID] = true
			}
		}
		if got[0].ID != got[1].ID || got[1].Title == "" || got[1].Author == "" || len(got[1].Entry) == 0 || len(got[0].Entry) > len(got[1].Entry) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, e := range got[0].Entry {
			if !slices.ContainsFunc(got[1].Entry, func(o entry) bool { return o.ID == e.ID && o.Published == e.Published }) {
				t.Errorf("%s: entry %s is gone", name, e.ID)
			}
		}
	}
	var b bytes.Buffer
	if err := alert.Atom(&b, "none", nil); err != nil || !strings.Contains(b.String(), "<updated>1970-01-01T00:00:00Z</updated>") {
		t.Errorf("an empty feed: %v\n%s", err, b.String())
	}
}
