package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
)

// Imported is what one dump of places brought.
type Imported struct {
	Path  string
	New   bool // it was not in the project before
	Known int  // places it holds that news may name
	// Passed counts rows of a kind that news does not name, such as wells and hotels.
	Passed int
	// Left says which rows, or that the whole file, was left out, and why.
	Left []trucewatch.Issue
}

// ImportPlaces keeps dumps of GeoNames in the project: their bytes, as they are. All
// reports of the project are located with them from then on. A dump without a single
// row that can be read is not kept.
func (p *Project) ImportPlaces(ctx context.Context, paths []string) ([]Imported, error) {
	var out []Imported
	for _, path := range paths {
		c, issue := capture.Gazetteer(path)
		if issue != nil {
			out = append(out, Imported{Path: path, Left: []trucewatch.Issue{*issue}})
			continue
		}
		dump, issues := gazetteer.ReadDump(c.Name, c.Bytes)
		done := Imported{Path: path, Known: len(dump.Rows), Passed: dump.Passed, Left: issues}
		if len(dump.Rows) > 0 {
			added, err := p.store.PutCaptures(ctx, []trucewatch.Capture{c})
			if err != nil {
				return out, fmt.Errorf("keeping %q: %w", path, err)
			}
			done.New = added > 0
		}
		out = append(out, done)
	}
	return out, nil
}

// withPlaces parts the dumps of places from the documents, and returns the line that
// locates by them as well, with the issues of their rows.
func (l *Line) withPlaces(captures []trucewatch.Capture) (*Line, []trucewatch.Capture, []trucewatch.Issue) {
	dump := func(c trucewatch.Capture) bool { return c.MediaType == capture.GazetteerType }
	if !slices.ContainsFunc(captures, dump) {
		return l, captures, nil
	}
	var documents, dumps []trucewatch.Capture
	for _, c := range captures {
		if dump(c) {
			dumps = append(dumps, c)
		} else {
			documents = append(documents, c)
		}
	}
	slices.SortFunc(dumps, func(a, b trucewatch.Capture) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	var rows []gazetteer.Row
	var issues []trucewatch.Issue
	for _, c := range dumps {
		d, left := gazetteer.ReadDump(c.Name, c.Bytes)
		rows, issues = append(rows, d.Rows...), append(issues, left...)
	}
	out := *l
	out.resolve = l.resolve.WithPlaces(rows)
	return &out, documents, issues
}
