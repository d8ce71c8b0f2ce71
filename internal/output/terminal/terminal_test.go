package terminal_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/record"
)

const met = "e-consult-port-anna-2031-05-06-0a1b2c3d"

// show runs one kind of output.
func show(t *testing.T, what string, r record.Record, key string, s terminal.Style) string {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch what {
	case "ledger":
		err = terminal.Ledger(&b, r, s)
	case "event":
		err = terminal.Event(&b, r, key, s)
	case "report":
		err = terminal.Report(&b, r, key, s)
	case "actor":
		err = terminal.Actor(&b, r, key, s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	full := outputtest.Record()
	for _, tc := range []struct {
		name, what, key string
		record          record.Record
		style           terminal.Style
	}{
		{"ledger-80", "ledger", "", full, terminal.Style{Width: 80}},
		{"ledger-120", "ledger", "", full, terminal.Style{Width: 120}},
		{"ledger-color", "ledger", "", full, terminal.Style{Width: 80, Color: true}},
		{"ledger-empty", "ledger", "", record.Record{Format: record.Format}, terminal.Style{Width: 80}},
		{"event", "event", met, full, terminal.Style{Width: 80}},
		{"event-contested", "event", "e-assault-dun", full, terminal.Style{Width: 80}},
		{"event-figures", "event", "11aa22bb", full, terminal.Style{Width: 80, Color: true}},
		{"report", "report", "a.txt", full, terminal.Style{Width: 80}},
		{"report-copy", "report", "r-c3", full, terminal.Style{Width: 80}},
		{"actor", "actor", "Ilse Mahren", full, terminal.Style{Width: 80}},
		{"actor-counts", "actor", "lantern", full, terminal.Style{Width: 80}},
		{"hostile", "ledger", "", outputtest.Hostile(), terminal.Style{Width: 100}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := show(t, tc.what, tc.record, tc.key, tc.style)
			golden.Compare(t, tc.name+".txt", got)
		})
	}
}

// every runs each output of a record at each width, with and without colour.
func every(t *testing.T, r record.Record, check func(name, out string, s terminal.Style)) {
	t.Helper()
	for _, s := range []terminal.Style{{Width: 60}, {Width: 80}, {Width: 120, Color: true}} {
		check("ledger", show(t, "ledger", r, "", s), s)
		for _, e := range r.Events {
			check("event "+e.ID, show(t, "event", r, e.ID, s), s)
		}
		for _, x := range r.Reports {
			check("report "+x.ID, show(t, "report", r, x.ID, s), s)
		}
		for _, a := range r.Actors {
			check("actor "+a.ID, show(t, "actor", r, a.ID, s), s)
		}
	}
}

// TestLinesFit finds no line that is wider than the terminal.
func TestLinesFit(t *testing.T) {
	every(t, outputtest.Record(), func(name, out string, s terminal.Style) {
		for line := range strings.Lines(out) {
			if n := text.StringWidthWithoutEscSequences(strings.TrimSuffix(line, "\n")); n > s.Width {
				t.Errorf("%s at %d columns: a line of %d: %q", name, s.Width, n, line)
			}
			if strings.TrimRight(line, " \n")+"\n" != line {
				t.Errorf("%s at %d columns: spaces at the end of %q", name, s.Width, line)
			}
		}
	})
}

// TestNothingSteersTheTerminal looks for control characters and overrides in what a
// hostile record prints.
func TestNothingSteersTheTerminal(t *testing.T) {
	ours := regexp.MustCompile("\x1b\\[[0-9;]*m")
	every(t, outputtest.Hostile(), func(name, out string, s terminal.Style) {
		if s.Color {
			out = ours.ReplaceAllString(out, "")
		}
		for _, r := range out {
			if r != '\n' && (unicode.Is(unicode.Cc, r) || r == 0x202D || r == 0x202E || r >= 0x2066 && r <= 0x2069) {
				t.Fatalf("%s: %U in the output", name, r)
			}
		}
	})
}

// TestHugeTextIsCut shows a happening in a line of a million characters.
func TestHugeTextIsCut(t *testing.T) {
	long := strings.Repeat("word ", 200_000)
	r := record.Record{
		Format:  record.Format,
		Reports: []record.Report{{ID: "r-1", File: "long.txt", Text: long + "struck" + strings.Repeat("x", 100_000), Sentences: []record.Range{{Start: 0, End: 1_100_006}}}},
		Events: []record.Event{{ID: "e-1", Type: "ASSAULT", Status: "occurred", Mentions: []record.EventMention{
			{Report: "r-1", Start: 1_000_000, End: 1_000_006, Quote: "struck", Type: "ASSAULT", Status: "occurred"},
		}}},
	}
	out := show(t, "event", r, "e-1", terminal.Style{Width: 80})
	if len(out) > 4000 || !strings.Contains(out, "«struck»") {
		t.Errorf("%d bytes printed, marked: %v", len(out), strings.Contains(out, "«struck»"))
	}
	if out := show(t, "report", r, "r-1", terminal.Style{Width: 80}); len(out) > 4000 {
		t.Errorf("%d bytes printed of one sentence", len(out))
	}
}

// TestLongListsAreCut keeps the incident that most reports tell of.
func TestLongListsAreCut(t *testing.T) {
	r := outputtest.Record()
	for i := range 50 {
		e := r.Events[0]
		e.ID, e.Type, e.Status, e.Reports = fmt.Sprintf("e-%02d", i), "ASSAULT", "occurred", 1
		e.Actors, e.Place, e.Mentions = nil, "dun", nil
		if i == 40 {
			e.Reports = 9
		}
		r.Events = append(r.Events, e)
		x := r.Reports[0]
		x.ID = fmt.Sprintf("r-%02d", i)
		m := r.Events[1].Mentions[0]
		m.Report = x.ID
		r.Events[1].Mentions = append(r.Events[1].Mentions, m)
		r.Reports = append(r.Reports, x)
	}
	record.Sort(&r)
	out := show(t, "ledger", r, "", terminal.Style{Width: 80})
	if n := strings.Count(out, "more"); n < 2 || strings.Count(out, "\n") > 130 {
		t.Errorf("%d lists say that they are cut, in %d lines", n, strings.Count(out, "\n"))
	}
	if !strings.Contains(strings.Join(strings.Fields(out), " "), ", … · e-assault") {
		t.Errorf("a list of fifty outlets is printed whole:\n%s", out)
	}
	if !strings.Contains(out, "e-40") || strings.Contains(out, "e-39") {
		t.Errorf("the incident of most reports is cut:\n%s", out)
	}
}

// TestMarksStandInTheText checks that every marked word is the trigger.
func TestMarksStandInTheText(t *testing.T) {
	marked := regexp.MustCompile("«([^»]*)»")
	r := outputtest.Record()
	for _, e := range r.Events {
		found := marked.FindAllStringSubmatch(strings.ReplaceAll(show(t, "event", r, e.ID, terminal.Style{Width: 120}), "\n    ", " "), -1)
		for i, m := range e.Mentions {
			if i >= len(found) || found[i][1] != m.Quote {
				t.Errorf("%s: mention %d is marked as %q, want %q", e.ID, i, found, m.Quote)
			}
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteErrorsComeBack(t *testing.T) {
	if err := terminal.Ledger(broken{}, outputtest.Record(), terminal.Style{}); err == nil {
		t.Error("an output that fails is taken as written")
	}
}
