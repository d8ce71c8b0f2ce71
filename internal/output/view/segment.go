package view

import (
	"slices"
	"strings"
)

// Segment is a run of text under the same marks.
type Segment struct {
	Text  string
	Class string // kinds of the marks over it, or empty
	To    string // where it leads, or empty
	Title string // what was found, one mark a line
}

// Segments cuts a piece wherever a mark begins or ends. Marks are in order of their
// beginning; target says where a mark leads.
func (v *View) Segments(p Piece, marks []Mark, target func(Mark) string) []Segment {
	cuts := []int{p.Start, p.End}
	for _, m := range marks {
		cuts = append(cuts, min(max(m.Start, p.Start), p.End), min(max(m.End, p.Start), p.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []Segment
	for i := 1; i < len(cuts); i++ {
		s := Segment{Text: v.Text(p.Report, cuts[i-1], cuts[i])}
		var titles, classes []string
		for _, m := range marks {
			if m.Start >= cuts[i] {
				break
			}
			if m.End < cuts[i] {
				continue
			}
			if !slices.Contains(classes, string(m.Kind)) {
				classes = append(classes, string(m.Kind))
			}
			titles = append(titles, m.Title)
			if to := target(m); to != "" {
				s.To = to
			}
		}
		s.Class, s.Title = strings.Join(classes, " "), strings.Join(titles, "\n")
		out = append(out, s)
	}
	return out
}
