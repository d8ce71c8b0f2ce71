package evaluate

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// LedgerSections are the parts of a ledger that are measured, in their order.
func LedgerSections() []string {
	return []string{"talks", "agreements", "incidents", "tolls", "access", "allegations"}
}

// LedgerRow is one row of a ledger that a person wrote about some reports: its part, the
// words of its first column, and the sentences that it cites, as "003:8" does.
type LedgerRow struct {
	Section, Name string
	At            []LedgerSpot
}

// LedgerSpot is a sentence of a report, which goes by a number that its file name begins
// with, or by a letter for which the ledger names the file.
type LedgerSpot struct {
	Report   string
	Sentence int
}

// LedgerScore counts for one part of a ledger how many rows that a person wrote are told
// of by a row of the record, and how many rows of the record by one that a person wrote.
// Two rows meet where both rest on one sentence; whether they say the same of it is not
// looked at, so this is the most that can be found, and names what cannot.
type LedgerScore struct {
	Section       string
	Rows, Found   int
	Ours, Told    int
	Missed, Extra []string
}

var (
	legend  = regexp.MustCompile(`\*\*([A-Z])\*\* = ([\w.-]+)`)
	cited   = regexp.MustCompile(`([A-Z]|\d{2,3})?:(\d+)(?:[-–](\d+))?`)
	heading = regexp.MustCompile(`^## ([1-6])\.`)
	bold    = regexp.MustCompile(`^- \*\*([^*]+)\*\*`)
)

// ParseLedger reads the rows of the numbered parts of a ledger: lines of tables, and points
// of lists that begin in bold. Rows that cite no sentence are left out.
func ParseLedger(text string) []LedgerRow {
	files := map[string]string{}
	for _, m := range legend.FindAllStringSubmatch(text, -1) {
		files[m[1]] = m[2]
	}
	var out []LedgerRow
	section, head := "", true
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case strings.HasPrefix(line, "###"):
			head = true
		case strings.HasPrefix(line, "#"):
			section, head = sectionOf(line), true
		case section == "":
		case strings.HasPrefix(line, "|") && (head || strings.HasPrefix(line, "|--")):
			head = false
		case strings.HasPrefix(line, "|"):
			name, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
			out = append(out, LedgerRow{section, strings.Trim(name, " `*"), spots(line, files)})
		case bold.MatchString(line):
			out = append(out, LedgerRow{section, bold.FindStringSubmatch(line)[1], spots(line, files)})
		case strings.HasPrefix(line, "  ") && len(out) > 0 && out[len(out)-1].Section == section:
			last := &out[len(out)-1] // the point goes on
			last.At = append(last.At, spots(line, files)...)
		}
	}
	return slices.DeleteFunc(out, func(row LedgerRow) bool { return len(row.At) == 0 })
}

// sectionOf is the part of a ledger that a heading begins; empty for one that is no rows.
func sectionOf(line string) string {
	m := heading.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(m[1])
	return LedgerSections()[n-1]
}

// spots are the sentences that some words cite: "003:8", "004:2, :5", "000:7-10".
func spots(words string, files map[string]string) []LedgerSpot {
	var out []LedgerSpot
	report := ""
	for _, m := range cited.FindAllStringSubmatch(words, -1) {
		if m[1] != "" {
			report = cmp.Or(files[m[1]], m[1])
		}
		from, _ := strconv.Atoi(m[2])
		to, err := strconv.Atoi(m[3])
		if err != nil {
			to = from
		}
		for n := from; report != "" && n <= min(to, from+maxCited); n++ {
			out = append(out, LedgerSpot{report, n})
		}
	}
	return out
}

// maxCited is how many sentences one citation of several may hold.
const maxCited = 50

// ScoreLedger holds the ledger of a record against rows that a person wrote. The sentences
// are those of the coded reports.
func ScoreLedger(r record.Record, rows []LedgerRow, gold Gold) []LedgerScore {
	ours := ledgerOf(r, gold)
	var out []LedgerScore
	for _, section := range LedgerSections() {
		s := LedgerScore{Section: section, Ours: len(ours[section])}
		told := map[int]bool{}
		for _, row := range rows {
			if row.Section != section {
				continue
			}
			s.Rows++
			on := row.on(ours[section])
			for _, i := range on {
				told[i] = true
			}
			if len(on) > 0 {
				s.Found++
			} else {
				s.Missed = append(s.Missed, row.Name)
			}
		}
		s.Told = len(told)
		for i, o := range ours[section] {
			if !told[i] {
				s.Extra = append(s.Extra, o.Name)
			}
		}
		out = append(out, s)
	}
	return out
}

// on are the places of those rows that rest on a sentence which a row cites.
func (row LedgerRow) on(list []LedgerRow) []int {
	var out []int
	for i, o := range list {
		if slices.ContainsFunc(o.At, row.cites) {
			out = append(out, i)
		}
	}
	return out
}

// cites reports whether a row rests on a sentence of a report that goes by its file name.
func (row LedgerRow) cites(at LedgerSpot) bool {
	return slices.ContainsFunc(row.At, func(x LedgerSpot) bool {
		rest, ok := strings.CutPrefix(at.Report, x.Report)
		return ok && x.Sentence == at.Sentence && (rest == "" || strings.ContainsAny(rest[:1], "-_."))
	})
}

// ledgerOf lists the rows of a record by part, with the sentences of the coded reports that
// they rest on.
func ledgerOf(r record.Record, gold Gold) map[string][]LedgerRow {
	l := shelf{file: map[string]string{}, gold: gold, rows: map[string][]LedgerRow{}}
	for _, rep := range r.Reports {
		l.file[rep.ID] = rep.File
	}
	for _, t := range r.Talks {
		l.add("talks", fmt.Sprint(t.Form, " ", t.Track, " ", t.Date), t.Told)
	}
	for _, a := range r.Agreements {
		var told []record.MentionRef
		for _, s := range a.Status {
			told = append(told, s.Told...)
		}
		l.add("agreements", a.Name, told)
	}
	for _, e := range r.Events {
		if incident(e) {
			var told []record.MentionRef
			for _, m := range e.Mentions {
				told = append(told, m.Ref())
			}
			l.add("incidents", e.ID, told)
		}
	}
	for _, t := range r.Tolls {
		var told []record.MentionRef
		for _, c := range t.Counts {
			told = append(told, record.MentionRef{Report: c.Report, Start: c.Start, End: c.End})
		}
		l.add("tolls", fmt.Sprint(t.Measure, " of ", t.Event), told)
	}
	for _, a := range r.Access {
		l.add("access", a.Kind+" "+a.State, a.Told)
	}
	for _, a := range r.Allegations {
		l.add("allegations", fmt.Sprint(a.AllegedBy, " on ", a.Event), a.Told)
	}
	return l.rows
}

// incident reports whether a happening is of a kind that ledgers list as incidents.
func incident(e record.Event) bool {
	return slices.Contains([]string{"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN"}, e.Type) &&
		(e.Status == "occurred" || e.Status == "ongoing") && !e.OfOthers()
}

// shelf gathers rows of a record by part.
type shelf struct {
	file map[string]string // report ID to file name
	gold Gold
	rows map[string][]LedgerRow
}

// add adds a row that rests on the sentences of some mentions.
func (l *shelf) add(section, name string, told []record.MentionRef) {
	row := LedgerRow{Section: section, Name: name}
	for _, m := range told {
		for i := range l.gold.Reports {
			if c := &l.gold.Reports[i]; stem(c.Report) == stem(l.file[m.Report]) {
				row.At = append(row.At, LedgerSpot{stem(c.Report), c.sentenceAt(m.Start)})
			}
		}
	}
	l.rows[section] = append(l.rows[section], row)
}

// LedgerTable writes scores as a table, with what was missed by name.
func LedgerTable(w io.Writer, scores []LedgerScore) error {
	for _, s := range scores {
		if _, err := fmt.Fprintf(w, "%-12s rows told of %2d of %2d   ours on them %2d of %2d", s.Section, s.Found, s.Rows, s.Told, s.Ours); err != nil {
			return fmt.Errorf("writing the table of the ledger: %w", err)
		}
		line := ""
		if len(s.Missed) > 0 {
			line = "   missed: " + strings.Join(s.Missed, "; ")
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return fmt.Errorf("writing the table of the ledger: %w", err)
		}
	}
	return nil
}
