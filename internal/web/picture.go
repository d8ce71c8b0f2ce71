package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// picturePage is the map and the timeline of the same happenings.
type picturePage struct {
	found
	Map       draw.Map
	Timeline  draw.Timeline
	Moves     []move
	TimeMoves []move
	InFrame   string // the table of what is in this frame
	Listed    []*query.Row
	Selected  selection
	FrameTo   string                     // the address of another frame, with FRAME in its place
	shown     map[*record.Place][]string // happenings that are listed or stand in the timeline
	chosen    map[*record.Place]bool
}

// move is a link to another frame of the map, or to other days.
type move struct{ Name, To, Key string }

// selection is what is chosen in one of the pictures, and so in all of them.
type selection struct {
	Key  string // as it stands in the address: e: and a happening, or p: and a place
	Name string
	To   string // what it leads to
	Only string // the table of what is selected; of a place
	Rows []*query.Row
	has  map[string]bool
}

// selKey is the key of the address that names the selection beside the filter.
const selKey = "sel"

const mostListed = 60

// selected finds what an address selects, among rows.
func (l *Ledger) selected(r *http.Request, rows []*query.Row, f query.Filter) selection {
	key := r.URL.Query().Get(selKey)
	s := selection{}
	switch kind, id, _ := strings.Cut(key, ":"); kind {
	case "e":
		if row, ok := l.Index.Row(cmp.Or(l.gone(id), id)); ok {
			s = selection{Key: key, Name: row.Head, To: "/happenings/" + row.ID, Rows: []*query.Row{row}}
		}
	case "p":
		for _, row := range rows {
			if string(row.Place) == id {
				s.Rows = append(s.Rows, row)
			}
		}
		if len(s.Rows) > 0 {
			f.Frame = nil
			if !f.Has(query.Place, id) {
				f = f.Toggled(query.Place, id)
			}
			s.Key, s.Name, s.To, s.Only = key, l.Name(id), "/places/"+url.PathEscape(id), "/happenings?"+f.Encode()
		}
	}
	s.has = make(map[string]bool, len(s.Rows))
	for _, row := range s.Rows {
		s.has[row.ID] = true
	}
	return s
}

// Has reports whether a row is selected.
func (s selection) Has(id string) bool { return s.has[id] }

func (room *Room) picture(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p, err := room.pictures(r, l, nil)
	if err != nil {
		return shown{}, err
	}
	return shown{page: "map", title: "Map and timeline", here: "map", body: p}, nil
}

// pictures draws the map, in the frame of the filter or as on says, and the timeline.
func (room *Room) pictures(r *http.Request, l *Ledger, on func([]*query.Row, *draw.Ground) draw.Map) (picturePage, error) {
	p := picturePage{found: find(r, l, "/map"), shown: map[*record.Place][]string{}, chosen: map[*record.Place]bool{}}
	// The frame chooses what is seen of the map; the timeline shows what the filter finds in it.
	all := p.Filter
	all.Frame = nil
	rows := p.Rows
	if p.Filter.Frame != nil {
		rows = l.Index.Select(all).Rows
	}
	p.Selected = l.selected(r, rows, p.Filter)
	ground, err := room.ground(l)
	if err != nil {
		return p, err
	}
	if on == nil {
		p.Map = draw.NewMap(rows, ground, p.Filter.Frame)
	} else {
		p.Map = on(rows, ground)
	}
	p.Timeline = draw.NewTimeline(l.Index, p.Rows, p.Filter.From, p.Filter.To)
	p.moves(all)
	f := p.Filter
	f.Frame = &p.Map.Frame
	p.InFrame = "/happenings?" + f.Encode()
	p.FrameTo = strings.Replace(p.to(f), url.QueryEscape(p.Map.Frame.String()), "FRAME", 1)
	p.Listed = p.Rows[:min(mostListed, len(p.Rows))]
	p.gather()
	return p, nil
}

// gather notes by place what the page shows beside the map, and what is selected.
func (p *picturePage) gather() {
	seen := map[string]bool{}
	note := func(row *query.Row) {
		if row.Where != nil && !seen[row.ID] {
			seen[row.ID] = true
			p.shown[row.Where] = append(p.shown[row.Where], row.ID)
		}
	}
	for _, rows := range [][]*query.Row{p.Listed, p.Selected.Rows[:min(mostListed, len(p.Selected.Rows))]} {
		for _, row := range rows {
			note(row)
		}
	}
	for _, lane := range p.Timeline.Lanes {
		for _, bar := range lane.Bars {
			note(bar.Row)
		}
	}
	for _, row := range p.Selected.Rows {
		p.chosen[row.Where] = true
	}
}

// ground is what maps are drawn on, made when the first is asked for.
func (room *Room) ground(l *Ledger) (*draw.Ground, error) {
	room.drawing.Lock()
	defer room.drawing.Unlock()
	if room.land == nil {
		g, err := draw.NewGround(l.lists, l.known)
		if err != nil {
			return nil, err
		}
		room.land = g
	}
	return room.land, nil
}

// to is the address of the page under another filter, with the same selection.
func (p picturePage) to(f query.Filter) string { return p.with(f, p.Selected.Key) }

func (p picturePage) with(f query.Filter, sel string) string {
	q := f.Encode()
	if sel != "" {
		q = strings.TrimPrefix(q+"&"+selKey+"="+url.QueryEscape(sel), "&")
	}
	return p.Base + "?" + q + "#pictures"
}

// moves are the links to other frames and other days.
func (p *picturePage) moves(all query.Filter) {
	for _, m := range []struct {
		name, key string
		frame     query.Box
	}{
		{"Zoom in", "+", p.Map.Zoomed(0.5)},
		{"Zoom out", "-", p.Map.Zoomed(2)},
		{"West", "ArrowLeft", p.Map.Moved(-0.4, 0)},
		{"East", "ArrowRight", p.Map.Moved(0.4, 0)},
		{"North", "ArrowUp", p.Map.Moved(0, 0.4)},
		{"South", "ArrowDown", p.Map.Moved(0, -0.4)},
	} {
		f := p.Filter
		f.Frame = &m.frame
		p.Moves = append(p.Moves, move{m.name, p.to(f), m.key})
	}
	p.Moves = append(p.Moves, move{"All places", p.to(all), "0"})
	if len(p.Timeline.Lanes) == 0 {
		return
	}
	days := func(name string, from, to string) {
		f := p.Filter
		f.From, f.To = from, to
		p.TimeMoves = append(p.TimeMoves, move{name, p.to(f), ""})
	}
	from, to := p.Timeline.Zoomed(0.5)
	days("Fewer days", from, to)
	from, to = p.Timeline.Zoomed(2)
	days("More days", from, to)
	from, to = p.Timeline.Moved(-0.5)
	days("Earlier", from, to)
	from, to = p.Timeline.Moved(0.5)
	days("Later", from, to)
	days("All days", "", "")
}

// SpotTo is where a spot leads: a place is selected, several are drawn apart.
func (p picturePage) SpotTo(s draw.Spot) string {
	if s.Many() {
		f := p.Filter
		f.Frame = &s.Within
		return p.to(f)
	}
	if key := "p:" + s.Place.ID; key != p.Selected.Key {
		return p.with(p.Filter, key)
	}
	return p.with(p.Filter, "")
}

// BarTo selects a happening, or no longer.
func (p picturePage) BarTo(id string) string {
	if key := "e:" + id; key != p.Selected.Key {
		return p.with(p.Filter, key)
	}
	return p.with(p.Filter, "")
}

// BinTo shows the days of a bin.
func (p picturePage) BinTo(b draw.Bin) string {
	f := p.Filter
	f.From, f.To = b.From, b.To
	return p.to(f)
}

// IDs are the happenings of a spot that are listed or stand in the timeline: with
// these it is selected together.
func (p picturePage) IDs(s draw.Spot) string {
	var out []string
	for _, place := range s.Places {
		out = append(out, p.shown[place]...)
	}
	return strings.Join(out, " ")
}

// SpotSelected reports whether something of a spot is selected.
func (p picturePage) SpotSelected(s draw.Spot) bool {
	return slices.ContainsFunc(s.Places, func(place *record.Place) bool { return p.chosen[place] })
}

// FewSelected are the selected happenings that the page lists.
func (p picturePage) FewSelected() []*query.Row {
	return p.Selected.Rows[:min(mostListed, len(p.Selected.Rows))]
}

// Off is the address of the page without a selection.
func (p picturePage) Off() string { return p.with(p.Filter, "") }

// Date writes the date of a row for a list.
func (p picturePage) Date(r *query.Row) string {
	if r.Date == "" {
		return "no date"
	}
	return view.Day(r.Date)
}
