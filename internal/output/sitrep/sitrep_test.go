package sitrep_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/sitrep"
	"github.com/trucewatch/trucewatch/internal/record"
)

// told is the record of the tests with the shelling held against the truce, as the
// ledger does, and with a day for every report.
func told() record.Record {
	r := outputtest.Placed()
	for i := range r.Reports {
		if r.Reports[i].Published.Date == "" {
			r.Reports[i].Published = record.Published{Date: "2031-05-08", Basis: "inferred", Why: "a copy"}
		}
	}
	a := r.Allegations[0]
	r.Incidents = []record.Incident{{
		Event: a.Event, Agreement: a.Clause.Agreement, Clause: a.Clause.Clause, Result: "alleged breach",
		Why: "shelling is what the clause forbids", ZoneTest: a.ZoneTest,
	}}
	record.Sort(&r)
	return r
}

func reportOf(t *testing.T, r record.Record, s sitrep.Scope) sitrep.Sitrep {
	t.Helper()
	out, err := sitrep.Make(r, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// layouts writes a report in every format.
func layouts(t *testing.T, s sitrep.Sitrep) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, write := range map[string]func(io.Writer, sitrep.Sitrep, string) error{
		"md": sitrep.WriteMarkdown, "html": sitrep.WriteHTML,
		"json": func(w io.Writer, s sitrep.Sitrep, _ string) error { return sitrep.WriteJSON(w, s) },
	} {
		layout, _ := sitrep.Template(name)
		var b bytes.Buffer
		if err := write(&b, s, layout); err != nil {
			t.Fatal(err)
		}
		out[name] = b.String()
	}
	return out
}

func TestGolden(t *testing.T) {
	s := reportOf(t, told(), sitrep.Scope{For: "2031-05-08"})
	got := layouts(t, s)
	for name, text := range got {
		golden.Compare(t, "day."+name, text)
	}
	for name, text := range layouts(t, reportOf(t, told(), sitrep.Scope{For: "2031-05-08"})) {
		if text != got[name] {
			t.Errorf("%s: two reports of one day differ", name)
		}
	}
}

// TestDocx wants the document to say what the Markdown says.
func TestDocx(t *testing.T) {
	for name, r := range map[string]record.Record{"usual": told(), "hostile": dated(outputtest.Hostile())} {
		s := reportOf(t, r, sitrep.Scope{})
		layout, _ := sitrep.Template("docx")
		var b bytes.Buffer
		if err := sitrep.WriteDocx(&b, s, layout); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		part, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		var seen strings.Builder
		for d := xml.NewDecoder(part); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch x := token.(type) {
			case xml.EndElement:
				if x.Name.Local == "p" {
					seen.WriteByte(' ')
				}
			case xml.CharData:
				seen.Write(x)
			}
		}
		if diff := cmp.Diff(unmarked(layouts(t, s)["md"]), strings.Join(strings.Fields(seen.String()), " ")); diff != "" {
			t.Errorf("%s: the document says otherwise than the Markdown: %s", name, diff)
		}
	}
}

// unmarked takes from Markdown what only marks.
func unmarked(markdown string) string {
	var out []string
	for line := range strings.Lines(markdown) {
		line = strings.TrimSpace(line)
		line = strings.TrimPrefix(strings.TrimLeft(line, "#"), "- ")
		if strings.HasPrefix(line, "|-") {
			continue
		}
		if strings.HasPrefix(line, "|") {
			line = regexp.MustCompile(`(^|[^\\])\|`).ReplaceAllString(line, "$1 ")
		}
		line = regexp.MustCompile("(^|[^\\\\])`").ReplaceAllString(line, "$1")
		out = append(out, regexp.MustCompile(`\\(.)`).ReplaceAllString(line, "$1"))
	}
	return strings.Join(strings.Fields(strings.Join(out, " ")), " ")
}

// dated gives every report a day.
func dated(r record.Record) record.Record {
	for i := range r.Reports {
		r.Reports[i].Published.Date, r.Reports[i].Published.Basis = "2031-05-08", "given"
	}
	return r
}

// lines gathers all lines of a report.
func lines(s sitrep.Sitrep) []sitrep.Line {
	out := slices.Concat(s.Highlights, s.Talks, s.Agreements, s.Tolls, s.Access, s.Disagreements, s.Unconfirmed)
	for _, g := range s.Breaches {
		out = append(out, g.Lines...)
	}
	return out
}

// TestReferences wants each line to rest on a sentence of a listed source that came
// out by the day.
func TestReferences(t *testing.T) {
	for _, day := range []string{"2031-05-07", "2031-05-08", "2031-05-30"} {
		s := reportOf(t, told(), sitrep.Scope{For: day, Days: 3})
		for _, l := range lines(s) {
			if len(l.Refs) == 0 {
				t.Errorf("%s: %q has no reference", day, l.Text)
			}
			for _, r := range l.Refs {
				if r.Source < 1 || r.Source > len(s.Sources) || s.Sources[r.Source-1].Report != r.Report {
					t.Errorf("%s: %q rests on source %d, which is not %s", day, l.Text, r.Source, r.Report)
				}
			}
		}
		for _, f := range s.Figures[2:] {
			if f.Now != "0" && len(f.Refs) == 0 {
				t.Errorf("%s: %s rests on nothing", day, f.What)
			}
		}
		for _, x := range s.Sources {
			if x.Report == "r-b2" && day == "2031-05-07" {
				t.Errorf("%s: a source of a later day is listed", day)
			}
		}
	}
}

// TestDays looks at two days one after the other: on the first, nothing of the
// second is known.
func TestDays(t *testing.T) {
	first, second := reportOf(t, told(), sitrep.Scope{For: "2031-05-07"}), reportOf(t, told(), sitrep.Scope{For: "2031-05-08"})
	if first.Number != 1 || second.Number != 2 || first.Later != 2 || second.Later != 0 {
		t.Errorf("numbers %d and %d, later %d and %d", first.Number, second.Number, first.Later, second.Later)
	}
	figure := func(s sitrep.Sitrep, what string) [2]string {
		for _, f := range s.Figures {
			if strings.HasPrefix(f.What, what) {
				return [2]string{f.Now, f.Before}
			}
		}
		return [2]string{}
	}
	for _, tc := range []struct {
		what          string
		first, second [2]string
	}{
		{"Reports", [2]string{"1", "0"}, [2]string{"2", "1"}},
		{"of them copies", [2]string{"0", "0"}, [2]string{"1", "0"}},
		{"Incidents told of", [2]string{"2", "0"}, [2]string{"2", "2"}},
		{"Incidents first told of", [2]string{"2", "0"}, [2]string{"0", "2"}},
		{"Alleged breaches", [2]string{"1", "0"}, [2]string{"1", "1"}},
		{"Killed", [2]string{"12 or more", "no count"}, [2]string{"12–20, best 15", "12 or more"}},
	} {
		if a, b := figure(first, tc.what), figure(second, tc.what); a != tc.first || b != tc.second {
			t.Errorf("%s: %v and %v, want %v and %v", tc.what, a, b, tc.first, tc.second)
		}
	}
	if len(first.Access) != 0 || len(second.Access) != 1 || !second.Access[0].New {
		t.Errorf("the convoy is told of on the second day only: %+v, %+v", first.Access, second.Access)
	}
	if len(first.Disagreements) != 0 || len(second.Disagreements) != 1 {
		t.Errorf("what the reports disagree on: %+v, %+v", first.Disagreements, second.Disagreements)
	}
}

func TestBreaches(t *testing.T) {
	s := reportOf(t, told(), sitrep.Scope{For: "2031-05-08"})
	if len(s.Breaches) != 1 || len(s.Breaches[0].Against) != 1 || s.Breaches[0].Against[0].Clause != "1" || s.Breaches[0].Against[0].Zone != "quiet strip" || len(s.Breaches[0].Lines) != 1 {
		t.Fatalf("%+v", s.Breaches)
	}
	notes := strings.Join(s.Breaches[0].Lines[0].Notes, "\n")
	for _, want := range []string{"alleged by: Marland", "denied by: Kesh Front", "zone quiet strip: in the zone, margin 1.5 km"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
	r := told()
	r.Incidents = nil
	if s := reportOf(t, r, sitrep.Scope{For: "2031-05-08"}); len(s.Breaches) != 1 || len(s.Breaches[0].Against) != 0 {
		t.Errorf("an allegation against no clause: %+v", s.Breaches)
	}
	for name, text := range layouts(t, s) {
		if strings.Contains(strings.ToLower(text), "violat") {
			t.Errorf("%s speaks of a violation", name)
		}
	}
}

// TestNoneKnown has reports that know of no casualties: the situation report tells it in
// their words, never as a number, and not before a report says so.
func TestNoneKnown(t *testing.T) {
	r := told()
	last := r.Reports[len(r.Reports)-1]
	r.Tolls = []record.Toll{{
		Event: r.Incidents[0].Event, Measure: record.Casualties, Low: new(0), Best: new(0), Counts: []record.Count{{Report: last.ID, Start: 0, End: 8}},
	}}
	s := reportOf(t, r, sitrep.Scope{For: string(last.Published.Date)})
	at := slices.IndexFunc(s.Figures, func(f sitrep.Figure) bool { return strings.HasPrefix(f.What, "Casualties: ") })
	if at < 0 || s.Figures[at].Now != "none known" || len(s.Figures[at].Refs) != 1 {
		t.Errorf("%+v", s.Figures)
	}
	if len(s.Tolls) != 1 || !strings.HasSuffix(s.Tolls[0].Text, ": none known") || !strings.Contains(strings.Join(s.Tolls[0].Notes, ""), string([]rune(last.Text)[:8])) {
		t.Errorf("%+v", s.Tolls)
	}
	if s := reportOf(t, r, sitrep.Scope{For: "2031-05-01"}); len(s.Tolls) != 0 {
		t.Errorf("before it was said: %+v", s.Tolls)
	}
}

// TestNothingTwice wants a happening in one section only, besides the highlights and
// the tolls, and no line twice; one that goes against two clauses stands once.
func TestNothingTwice(t *testing.T) {
	r := told()
	other := r.Agreements[0]
	other.ID, other.Name = "a-other", "Other truce"
	also := r.Incidents[0]
	also.Agreement = other.ID
	r.Agreements, r.Incidents = append(r.Agreements, other), append(r.Incidents, also)
	record.Sort(&r)
	for _, days := range []int{1, 5} {
		s := reportOf(t, r, sitrep.Scope{For: "2031-05-08", Days: days})
		if len(s.Breaches) != 1 || len(s.Breaches[0].Against) != 2 || len(s.Breaches[0].Lines) != 1 {
			t.Errorf("%d days: %+v", days, s.Breaches)
		}
		sections := slices.Concat(s.Talks, s.Access, s.Unconfirmed)
		for _, g := range s.Breaches {
			sections = append(sections, g.Lines...)
		}
		seen, texts := map[string]bool{}, map[string]bool{}
		for _, l := range sections {
			for _, id := range append([]string{l.Event}, l.Also...) {
				if seen[id] {
					t.Errorf("%d days: %s stands twice", days, id)
				}
				seen[id] = true
			}
			if texts[l.Text] {
				t.Errorf("%d days: %q stands twice", days, l.Text)
			}
			texts[l.Text] = true
		}
	}
}

func TestScope(t *testing.T) {
	r := told()
	all := reportOf(t, r, sitrep.Scope{})
	one := reportOf(t, r, sitrep.Scope{Agreement: r.Agreements[0].ID})
	if all.AsOf != "2031-05-08" || one.Agreement != "ceasefire, 2031" || len(one.Access) != 0 || len(one.Breaches) != 1 || len(one.Tolls) >= len(all.Tolls)+1 {
		t.Errorf("all %+v\none %+v", all, one)
	}
	for name, s := range map[string]sitrep.Scope{
		"unknown agreement": {Agreement: "x"}, "no day": {For: "tomorrow"}, "before all reports": {For: "2031-05-01", Agreement: r.Agreements[0].ID},
	} {
		if _, err := sitrep.Make(r, s); err == nil || !strings.HasPrefix(err.Error(), "making the situation report: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := sitrep.Make(record.Record{}, sitrep.Scope{}); err == nil {
		t.Error("a day was found without reports")
	}
	if s := reportOf(t, r, sitrep.Scope{For: "2031-05-01"}); len(lines(s)) != 0 || len(s.Sources) != 0 || s.Number != 1 {
		t.Errorf("before all reports: %+v", s)
	}
	if s := reportOf(t, r, sitrep.Scope{For: "2031-05-20", Days: 7, Number: 40}); s.From != "2031-05-14" || s.Number != 40 {
		t.Errorf("%+v", s)
	}
}

// TestWords wants no word in a line that is neither a report's, nor a name, nor one
// of the labels that the program sets.
func TestWords(t *testing.T) {
	labels := strings.Fields(`a according aid alleged and arrived as b best by clause conflict confirmed contested convoy copy corroborated counted counting counts
		denied dead given gives in no read in inferred independent is it killed km margin mediated named no nobody not occurred of on ongoing omission only or
		outcome planned proposed read report reports round s said single sourced standing status the to told txt who whom zone
		at least between more 1 1.5 2 3 6 12 15 20 may 2031 5 7 8 denial silent since quiet strip`)
	r := told()
	known := map[string]bool{}
	learn := func(text string) {
		for _, w := range words(text) {
			known[w] = true
		}
	}
	for _, x := range r.Reports {
		learn(x.Text + " " + string(x.Outlet) + " " + x.File)
	}
	for _, x := range r.Actors {
		learn(x.Name)
	}
	for _, x := range r.Agreements {
		learn(x.Name)
	}
	for _, w := range labels {
		known[w] = true
	}
	for _, l := range lines(reportOf(t, r, sitrep.Scope{For: "2031-05-08"})) {
		for _, text := range append([]string{l.Text}, l.Notes...) {
			for _, w := range words(text) {
				if !known[w] {
					t.Errorf("%q is no word of a report, in %q", w, text)
				}
			}
		}
	}
}

func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// TestHostile has markup, control characters and what templates would run.
func TestHostile(t *testing.T) {
	r := dated(outputtest.Hostile())
	got := layouts(t, reportOf(t, r, sitrep.Scope{}))
	root, err := html.Parse(strings.NewReader(got["html"]))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			t.Error("a script on the page")
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" && strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("%s=%q on the page", a.Key, a.Val)
			}
		}
	}
	for name, text := range got {
		if strings.ContainsAny(text, "\x1b\x07\u202e") {
			t.Errorf("%s holds a character that steers", name)
		}
	}
	if strings.Contains(got["md"], "<script") && !strings.Contains(got["md"], `\<script`) {
		t.Error("markup in Markdown")
	}
	if !json.Valid([]byte(got["json"])) {
		t.Error("no JSON")
	}
}

func TestTemplates(t *testing.T) {
	s := reportOf(t, told(), sitrep.Scope{})
	var b bytes.Buffer
	if err := sitrep.WriteMarkdown(&b, s, "{{.Number}} {{day .AsOf}} {{range .Talks}}{{refs .Refs}}{{end}} {{md \"a*b\"}}"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`2 8 May 2031 [2:1, 3:1] a\*b`, b.String()); diff != "" {
		t.Error(diff)
	}
	for _, layout := range []string{"{{.Nothing}}", "{{", "{{range .Number}}{{.X}}{{end}}", "{{nosuch 1}}"} {
		b.Reset()
		for _, write := range []func(io.Writer, sitrep.Sitrep, string) error{sitrep.WriteMarkdown, sitrep.WriteHTML} {
			err := write(&b, s, "first line\n"+layout)
			if err == nil || b.Len() != 0 || !strings.Contains(err.Error(), "sitrep:2") {
				t.Errorf("%s: %v does not name line 2, or %q was written", layout, err, b.String())
			}
		}
	}
}
