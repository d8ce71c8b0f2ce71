package web

import (
	"net/http"

	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

// picturePage is the map and the timeline of the same happenings.
type picturePage struct {
	found
	Map      draw.Map
	Timeline draw.Timeline
	Moves    []move
	InFrame  string // the table of what is in this frame
	Listed   []*query.Row
}

// move is a link to another frame of the map.
type move struct{ Name, To string }

const mostListed = 60

func (room *Room) picture(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := picturePage{found: find(r, l, "/map")}
	// The frame chooses what is seen of the map; the timeline shows what the filter finds in it.
	all := p.Filter
	all.Frame = nil
	rows := p.Rows
	if p.Filter.Frame != nil {
		rows = l.Index.Select(all).Rows
	}
	p.Map = draw.NewMap(rows, l.known, p.Filter.Frame)
	p.Timeline = draw.NewTimeline(l.Index, p.Rows, p.Filter.From, p.Filter.To)
	for _, m := range []struct {
		name  string
		frame query.Box
	}{
		{"Zoom in", p.Map.Zoomed(0.5)},
		{"Zoom out", p.Map.Zoomed(2)},
		{"West", p.Map.Moved(-0.4, 0)},
		{"East", p.Map.Moved(0.4, 0)},
		{"North", p.Map.Moved(0, 0.4)},
		{"South", p.Map.Moved(0, -0.4)},
	} {
		f := p.Filter
		f.Frame = &m.frame
		p.Moves = append(p.Moves, move{m.name, p.To(f)})
	}
	p.Moves = append(p.Moves, move{"All places", p.To(all)})
	f := p.Filter
	f.Frame = &p.Map.Frame
	p.InFrame = "/happenings?" + f.Encode()
	p.Listed = p.Rows[:min(mostListed, len(p.Rows))]
	return shown{page: "map", title: "Map and timeline", here: "map", body: p}, nil
}

// Date writes the date of a row for a list.
func (p picturePage) Date(r *query.Row) string {
	if r.Date == "" {
		return "no date"
	}
	return view.Day(r.Date)
}
