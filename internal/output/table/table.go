// Package table writes the happenings that a filter found for other programs: as
// comma-separated values, and as a record that holds them and what they rest on. Each
// holds exactly the rows it is given, in their order.
package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

// column is one column of the CSV file. A number is never made safe for
// spreadsheets: it cannot be a formula.
type column struct {
	name   string
	number bool
	of     func(x *query.Index, r *query.Row) string
}

func columns() []column {
	cell := func(c query.Column) func(*query.Index, *query.Row) string {
		return func(x *query.Index, r *query.Row) string { return x.Cell(r, c) }
	}
	count := func(measure string, which int) func(*query.Index, *query.Row) string {
		return func(_ *query.Index, r *query.Row) string {
			low, best, high := r.Toll(measure)
			if n := [...]*int{low, best, high}[which]; n != nil {
				return strconv.Itoa(*n)
			}
			return ""
		}
	}
	return []column{
		{"id", false, func(_ *query.Index, r *query.Row) string { return r.ID }},
		{"kind", false, cell(query.Kinds)},
		{"type", false, func(_ *query.Index, r *query.Row) string { return r.Type }},
		{"mode", false, func(_ *query.Index, r *query.Row) string { return strings.Join(r.Mode, "; ") }},
		{"status", false, cell(query.StatusOf)},
		{"standing", false, cell(query.StandingOf)},
		{"date", false, cell(query.Date)},
		{"first_day", false, func(_ *query.Index, r *query.Row) string { return r.First }},
		{"last_day", false, func(_ *query.Index, r *query.Row) string { return r.Last }},
		{"what", false, cell(query.What)},
		{"actors", false, cell(query.Actors)},
		{"recipients", false, cell(query.Recipients)},
		{"mediators", false, cell(query.Mediators)},
		{"place", false, cell(query.PlaceOf)},
		{"lat", true, degrees(0)},
		{"lon", true, degrees(1)},
		{"radius_km", true, degrees(2)},
		{"zones", false, cell(query.ZoneOf)},
		{"agreements", false, cell(query.AgreementOf)},
		{"alleged_by", false, cell(query.Alleged)},
		{"denied_by", false, cell(query.Denied)},
		{"killed_low", true, count("killed", 0)},
		{"killed_best", true, count("killed", 1)},
		{"killed_high", true, count("killed", 2)},
		{"wounded_low", true, count("wounded", 0)},
		{"wounded_best", true, count("wounded", 1)},
		{"wounded_high", true, count("wounded", 2)},
		{"reports", true, cell(query.Reports)},
		{"independent", true, func(_ *query.Index, r *query.Row) string { return strconv.Itoa(r.Independent) }},
		{"outlets", false, cell(query.OutletsOf)},
		{"review", false, cell(query.ReviewOf)},
		{"first_report", false, func(x *query.Index, r *query.Row) string { return firstReport(x, r, false) }},
		{"first_sentence", false, func(x *query.Index, r *query.Row) string { return firstReport(x, r, true) }},
	}
}

func degrees(which int) func(*query.Index, *query.Row) string {
	return func(_ *query.Index, r *query.Row) string {
		if r.Where == nil {
			return ""
		}
		n := [...]*float64{r.Where.Lat, r.Where.Lon, r.Where.RadiusKM}[which]
		if n == nil {
			return ""
		}
		return strconv.FormatFloat(*n, 'f', -1, 64)
	}
}

// firstReport gives the first report that tells of a happening, or its sentence.
func firstReport(x *query.Index, r *query.Row, sentence bool) string {
	if len(r.Mentions) == 0 {
		return ""
	}
	m := r.Mentions[0]
	if !sentence {
		return m.Report
	}
	p, _ := x.View.Around(m.Report, m.Start)
	return x.View.OneLine(p)
}

// CSV writes rows as comma-separated values with a line of names first (RFC 4180).
// Unless exact, an apostrophe is put before words that a spreadsheet would take for
// a formula.
func CSV(w io.Writer, x *query.Index, rows []*query.Row, exact bool) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	all := columns()
	line := make([]string, len(all))
	for i, c := range all {
		line[i] = c.name
	}
	if err := out.Write(line); err != nil {
		return fmt.Errorf("writing the head of the table: %w", err)
	}
	for _, r := range rows {
		for i, c := range all {
			if line[i] = c.of(x, r); !exact && !c.number {
				line[i] = safe(line[i])
			}
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("writing happening %s: %w", r.ID, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// safe keeps words from being taken for a formula.
func safe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// Rows says in words how many rows an export has.
func Rows(n int) string { return view.Plural(n, "row") }
