package dossier

import (
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
	Segments []view.Segment
}

func texts(v *view.View, rowOf map[string]string) []text {
	marks := v.Marks()
	leads := func(m view.Mark) string { return target(v, m, rowOf) }
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
			out[i].Pieces = append(out[i].Pieces, piece{p.Anchor(), p.Number, v.Segments(p, here, leads)})
		}
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
