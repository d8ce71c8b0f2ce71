package ics_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/ics"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

func write(t *testing.T, r record.Record) (string, []field.Left) {
	t.Helper()
	var b bytes.Buffer
	left, err := ics.Write(&b, field.NewBook(r, field.Known{}))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), left
}

func TestGolden(t *testing.T) {
	got, left := write(t, outputtest.Placed())
	golden.Compare(t, "placed.ics", strings.ReplaceAll(got, "\r\n", "\n"))
	if again, _ := write(t, outputtest.Placed()); again != got || left != nil {
		t.Errorf("two exports differ, or something was left out: %v", left)
	}
}

// property is one content line, unfolded.
type property struct{ name, parameters, value string }

// parse reads a calendar as RFC 5545 has it and fails where it is none.
func parse(t *testing.T, text string) []property {
	t.Helper()
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Error("lines do not all end with CR LF")
	}
	if !utf8.ValidString(text) {
		t.Error("the calendar is not UTF-8")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	var out []property
	open := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		head, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Errorf("no property: %q", line)
		}
		name, parameters, _ := strings.Cut(head, ";")
		out = append(out, property{name, parameters, value})
		switch name {
		case "BEGIN":
			open++
		case "END":
			open--
		}
	}
	if open != 0 {
		t.Errorf("%d components are left open", open)
	}
	return out
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(s)
}

func TestShape(t *testing.T) {
	for _, r := range []record.Record{outputtest.Placed(), outputtest.Hostile(), forms(), {Format: record.Format}} {
		text, left := write(t, r)
		entries := 0
		uids := map[string]bool{}
		var names []string
		for _, p := range parse(t, text) {
			switch {
			case p.name == "BEGIN" && p.value == "VEVENT":
				entries++
				names = nil
			case p.name == "END" && p.value == "VEVENT":
				for _, want := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} {
					if !slices.Contains(names, want) {
						t.Errorf("an entry has no %s", want)
					}
				}
			}
			if p.name == "UID" && uids[p.value] {
				t.Errorf("two entries are called %s", p.value)
			}
			if p.name == "UID" {
				uids[p.value] = true
			}
			names = append(names, p.name)
		}
		for _, l := range left {
			entries += l.N
		}
		if entries != len(r.Talks) {
			t.Errorf("%d entries, want %d", entries, len(r.Talks))
		}
	}
}

// forms has talks of every form that are told of as one happening.
func forms() record.Record {
	r := outputtest.Placed()
	for _, x := range []record.Talks{
		{Form: "series", Status: "ongoing"},
		{Form: "series", Status: "occurred"},
		{Form: "plan", Status: "planned", Plan: "held"},
		{Form: "plan", Status: "planned", Plan: "postponed"},
		{Form: "plan", Status: "planned", Plan: "no word since"},
	} {
		x.Event, x.Date, x.Standing = r.Talks[0].Event, "2031-05-20", "single"
		r.Talks = append(r.Talks, x)
	}
	return r
}

func TestForms(t *testing.T) {
	text, left := write(t, forms())
	flat := strings.ReplaceAll(text, "\r\n ", "")
	for words, want := range map[string]int{
		"STATUS:CONFIRMED": 3, "STATUS:CANCELLED": 1, "STATUS:TENTATIVE": 1, "SUMMARY:Series of talks": 2, "SUMMARY:Talks planned": 2,
		"Of the plan: no word since": 1,
	} {
		if got := strings.Count(flat, words); got != want {
			t.Errorf("%q stands %d times, want %d in\n%s", words, got, want, flat)
		}
	}
	if len(left) != 1 || left[0].N != 1 {
		t.Errorf("left out %v, want the plan that was held", left)
	}
}

func TestStatusAndDates(t *testing.T) {
	for _, tc := range []struct {
		status string
		date   record.Nullable
		want   []string
	}{
		{"occurred", "2031-05-31", []string{"STATUS:CONFIRMED", "DTSTART;VALUE=DATE:20310531", "DTEND;VALUE=DATE:20310601"}},
		{"planned", "2031-05-06/2031-05-07", []string{"STATUS:TENTATIVE", "DTEND;VALUE=DATE:20310508", "some time in 6–7 May 2031"}},
		{"negated", "2031-05", []string{"STATUS:CANCELLED", "DTSTART;VALUE=DATE:20310501", "DTEND;VALUE=DATE:20310601"}},
		{"occurred", "2031", nil},
		{"occurred", "", nil},
	} {
		r := outputtest.Placed()
		r.Talks[0].Date = tc.date
		for i := range r.Events {
			if r.Events[i].ID == r.Talks[0].Event {
				r.Events[i].Status = tc.status
			}
		}
		text, left := write(t, r)
		flat := strings.ReplaceAll(text, "\r\n ", "")
		for _, want := range tc.want {
			if !strings.Contains(flat, want) {
				t.Errorf("%s %s: no %q in\n%s", tc.status, tc.date, want, flat)
			}
		}
		if (tc.want == nil) != (left != nil) {
			t.Errorf("%s %q: left out %v", tc.status, tc.date, left)
		}
	}
}

// FuzzText writes any words into a calendar and reads them back.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"plain", "a,b;c\\d\ne", strings.Repeat("ك", 200), strings.Repeat("x", 74) + "€,", "BEGIN:VEVENT\r\nEND:VEVENT", "\\n", "👩‍👩‍👧 \x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		r := outputtest.Placed()
		r.Talks[0].Outcome = record.Nullable(words)
		text, _ := write(t, r)
		for _, p := range parse(t, text) {
			if p.name != "DESCRIPTION" {
				continue
			}
			v := field.NewBook(r, field.Known{})
			want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(v.Talks[0].Outcome))
			if words != "" && !strings.Contains(unescape(p.value), "Outcome: "+want) {
				t.Errorf("%q is read back as %q", words, unescape(p.value))
			}
		}
	})
}
