package dossier

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// text is the full text of one report, in pieces.
type text struct {
	record.Report
	Pieces []piece
}

type piece struct {
	Anchor   string
	Number   int
	Segments []segment
}

// segment is a run of text under the same marks.
type segment struct {
	Text  string
	Class string // kinds of the marks over it, or empty
	To    string
	Title string
}

func texts(v *view.View, rowOf map[string]string) []text {
	marks := v.Marks()
	out := make([]text, len(v.Reports))
	for i, r := range v.Reports {
		out[i].Report = r
		rest := marks[r.ID]
		for _, p := range v.Pieces(r.ID) {
			var here []view.Mark
			for len(rest) > 0 && rest[0].Start < p.End {
				here = append(here, rest[0])
				rest = rest[1:]
			}
			out[i].Pieces = append(out[i].Pieces, piece{p.Anchor(), p.Number, segments(v, p, here, rowOf)})
		}
	}
	return out
}

// segments cuts a piece wherever a mark begins or ends.
func segments(v *view.View, p view.Piece, marks []view.Mark, rowOf map[string]string) []segment {
	cuts := []int{p.Start, p.End}
	for _, m := range marks {
		cuts = append(cuts, min(max(m.Start, p.Start), p.End), min(max(m.End, p.Start), p.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	for i := 1; i < len(cuts); i++ {
		s := segment{Text: v.Text(p.Report, cuts[i-1], cuts[i])}
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
			if to := target(v, m, rowOf); to != "" {
				s.To = to
			}
		}
		s.Class, s.Title = strings.Join(classes, " "), strings.Join(titles, "\n")
		out = append(out, s)
	}
	return out
}

// target is the anchor of what a mark is about, or empty where the page has no row of it.
func target(v *view.View, m view.Mark, rowOf map[string]string) string {
	switch m.Kind {
	case view.Name:
		if v.IsActor(m.Of) {
			return "actor-" + m.Of
		}
	case view.Trigger, view.Count:
		return rowOf[m.Of]
	case view.Cue:
		if s, ok := v.Statement(m.Of); ok && len(s.Source) > 0 && v.IsActor(s.Source[0]) {
			return "actor-" + s.Source[0]
		}
	}
	return ""
}
