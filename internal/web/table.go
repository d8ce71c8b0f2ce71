package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/geojson"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/table"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// found is a filter with what it finds, as several pages show it.
type found struct {
	query.Result
	Faults []string
	Total  int // happenings of the ledger
	Base   string
}

// find reads the filter of a request. What cannot be read is told on the page.
func find(r *http.Request, l *Ledger, base string) found {
	values := r.URL.Query()
	values.Del(claimKey)
	for _, key := range []string{selKey, viewKey, sizeKey} {
		values.Del(key)
	}
	return findIn(values, l, base)
}

func findIn(values url.Values, l *Ledger, base string) found {
	f, err := query.Parse(values)
	out := found{Result: l.Index.Select(f), Total: len(l.Index.Rows), Base: base}
	if err != nil {
		out.Faults = strings.Split(err.Error(), "\n")
	}
	return out
}

// Boosted reports whether the bundled script may take the page in parts: the pages of
// happenings, whose filter is their address. The pictures look after themselves.
func (f found) Boosted() bool { return f.Base == "/happenings" }

// To is the address of the page under another filter.
func (f found) To(g query.Filter) string {
	if q := g.Encode(); q != "" {
		return f.Base + "?" + q
	}
	return f.Base
}

// Query is the filter as it stands in an address, on the first page.
func (f found) Query() string { return f.Filter.OnPage(1).Encode() }

// At is the address of another page under the same filter.
func (f found) At(path string) string {
	if q := f.Query(); q != "" {
		return path + "?" + q
	}
	return path
}

// tablePage is what the table shows.
type tablePage struct {
	found
	Heads   []head
	Lines   []line
	Pages   []int
	Columns []column
}

type head struct {
	Column query.Column
	To     string
	Sorted string // ascending, descending or empty, as aria-sort has it
}

type column struct {
	Column query.Column
	Chosen bool
}

type line struct {
	*query.Row
	Cells    []cell
	Selected bool
}

type cell struct {
	Column query.Column
	Text   string
	To     string
}

func (room *Room) table(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := tablePage{found: find(r, l, "/happenings")}
	for _, c := range query.Columns() {
		p.Columns = append(p.Columns, column{c, p.Filter.Shown(c)})
	}
	for _, c := range p.Filter.Chosen() {
		h := head{Column: c, To: p.To(p.Filter.SortedBy(c))}
		if c == p.Filter.Sort {
			h.Sorted = "ascending"
			if p.Filter.Reverse != (c == query.Date || c == query.Reports || c == query.Killed) {
				h.Sorted = "descending"
			}
		}
		p.Heads = append(p.Heads, h)
	}
	selected := l.selected(r, p.Rows, p.Filter)
	for _, row := range p.OnPage() {
		x := l.line(row, p.Filter.Chosen())
		x.Selected = selected.Has(row.ID)
		for i, c := range x.Cells {
			if c.Column == query.PlaceOf && row.Where != nil && row.Where.Lat != nil {
				x.Cells[i].To = p.onMap(row)
			}
		}
		p.Lines = append(p.Lines, x)
	}
	p.Pages = near(p.Filter.Page, p.Result.Pages())
	return shown{page: "table", title: "Happenings", here: "happenings", body: p}, nil
}

// line lays out a row of the table.
func (l *Ledger) line(row *query.Row, columns []query.Column) line {
	out := line{Row: row}
	for _, c := range columns {
		x := cell{Column: c, Text: l.Index.Cell(row, c)}
		switch c {
		case query.What:
			x.To = "/happenings/" + row.ID
		case query.Date:
			x.Text = dayText(row.Date)
			if len(row.Mentions) > 0 {
				x.To = l.sentence(row)
			}
		default:
		}
		out.Cells = append(out.Cells, x)
	}
	return out
}

// onMap is the map under the filter of the table with a row selected.
func (p tablePage) onMap(row *query.Row) string {
	f := p.Filter.OnPage(1)
	f.Columns, f.Sort, f.Reverse = nil, query.Date, false
	return picturePage{found: found{Base: "/map"}}.with(f, "e:"+row.ID)
}

func dayText(d record.Nullable) string {
	if d == "" {
		return "no date"
	}
	return view.Day(d)
}

// sentence is the address of the sentence that gives the date of a happening, or
// else of the first one that tells of it.
func (l *Ledger) sentence(row *query.Row) string {
	m := row.Mentions[0]
	for _, x := range row.Mentions {
		if x.Date == row.Date {
			m = x
			break
		}
	}
	return href(l.TextAnchor(m.Report, m.Start))
}

// near lists the pages around one, with the first and the last; 0 stands for those
// left out.
func near(page, last int) []int {
	var out []int
	for n := 1; n <= last; n++ {
		if n == 1 || n == last || n >= page-2 && n <= page+2 {
			out = append(out, n)
		} else if out[len(out)-1] != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// export sends exactly the happenings of the filter, on however many pages of the
// table they stand.
func (room *Room) export(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	values := r.URL.Query()
	values.Del("page")
	f, err := query.Parse(values)
	if err != nil {
		return shown{}, fault{http.StatusBadRequest, "Nothing is exported under a filter that cannot be read: " + strings.ReplaceAll(err.Error(), "\n", "; ") + "."}
	}
	rows := l.Index.Select(f).Rows
	var b bytes.Buffer
	name, kind := r.PathValue("format"), "application/json"
	switch name {
	case "happenings.csv", "happenings-exact.csv":
		kind = "text/csv; charset=utf-8; header=present"
		err = table.CSV(&b, l.Index, rows, name == "happenings-exact.csv")
	case "happenings.xlsx":
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		err = table.XLSX(&b, l.Index, rows)
	case "happenings.geojson":
		kind = "application/geo+json"
		ids := make([]string, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		err = geojson.Events(&b, l.Record, ids)
	case "record.json":
		sub := table.Subset(l.Record, rows)
		record.Sort(&sub)
		err = record.Marshal(&b, sub)
	default:
		return shown{}, missing("export", name)
	}
	if err != nil {
		return shown{}, err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "trucewatch-"+name))
	w.Header().Set("Trucewatch-Rows", strconv.Itoa(len(rows)))
	_, err = b.WriteTo(w)
	if err != nil {
		return shown{}, nil //nolint:nilerr // the reader went away
	}
	return shown{}, nil
}
