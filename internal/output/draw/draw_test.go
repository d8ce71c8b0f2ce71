package draw_test

import (
	"math"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/packs"
)

func happenings(change func(*record.Record)) (*query.Index, []*query.Row) {
	r := outputtest.Record()
	for i := range r.Places {
		switch r.Places[i].ID {
		case "dun":
			r.Places[i].Lat, r.Places[i].Lon, r.Places[i].RadiusKM = new(33.25), new(36.5), new(10.0)
		case "tor-valley":
			r.Places[i].Lat, r.Places[i].Lon = new(32.7), new(36.6)
		}
	}
	if change != nil {
		change(&r)
	}
	x := query.New(view.New(r), nil)
	return x, x.Select(query.Filter{}).Rows
}

func TestPlot(t *testing.T) {
	r := outputtest.Record()
	r.Figures = append(r.Figures, record.Figure{Report: "r-c3", Measure: "killed", Min: new(3), Quote: "3"})
	v := view.New(r)
	p := draw.NewPlot(v, "killed", v.Figures)
	if len(p.Counts) != 2 || len(p.Undated) != 1 {
		t.Fatalf("%d counts with a day and %d without, want 2 and 1", len(p.Counts), len(p.Undated))
	}
	for _, c := range p.Counts {
		if c.X < p.Left || c.X > p.Width || c.Top < 0 || c.Bottom > p.Base || c.Top > c.Bottom {
			t.Errorf("count %+v lies outside the plot", c)
		}
	}
	if a, b := p.Counts[0], p.Counts[1]; !a.Open || b.Open || a.X >= b.X || a.Bottom <= b.Bottom {
		t.Errorf("12 or more on 7 May, then 15 to 20 on 8 May: %+v, %+v", a, b)
	}
	if len(p.Numbers) < 3 || p.Numbers[0].At != p.Base || len(p.Days) != 2 {
		t.Errorf("scales %v, %v", p.Numbers, p.Days)
	}
	if empty := draw.NewPlot(v, "killed", nil); len(empty.Counts) != 0 {
		t.Errorf("%+v", empty)
	}
}

func TestTimeline(t *testing.T) {
	x, rows := happenings(func(r *record.Record) {
		for i := range r.Events {
			if r.Events[i].Type == "AID" {
				r.Events[i].Date = "2031-04/2031-05"
			}
		}
	})
	tl := draw.NewTimeline(x, rows, "", "")
	if tl.Undated != 1 || tl.Outside != 0 || tl.First != "2031-04-01" || tl.Last != "2031-05-31" {
		t.Errorf("%+v", tl)
	}
	var names []string
	for _, l := range tl.Lanes {
		names = append(names, l.Name)
		for i, b := range l.Bars {
			if b.X < 0 || b.X+b.Width > tl.Width || b.Y < l.Y || b.Y+12 > l.Y+l.Height {
				t.Errorf("%s lies outside its lane: %+v", b.Row.ID, b)
			}
			for _, o := range l.Bars[:i] {
				if o.Y == b.Y && o.X < b.X+b.Width && b.X < o.X+o.Width {
					t.Errorf("%s hides %s", b.Row.ID, o.Row.ID)
				}
			}
		}
	}
	if got := strings.Join(names, " "); got != "talks agreement incident access" {
		t.Errorf("lanes %s", got)
	}
	if tl := draw.NewTimeline(x, rows, "2031-05-05", "2031-05-05"); tl.Outside != 2 || len(tl.Lanes) != 2 {
		t.Errorf("one day: %+v", tl)
	}
	if tl := draw.NewTimeline(x, nil, "", ""); len(tl.Lanes) != 0 {
		t.Errorf("nothing: %+v", tl)
	}
}

func TestMap(t *testing.T) {
	_, rows := happenings(nil)
	zone := agreement.Zone{ID: "z", Name: "zone", AccuracyKM: 2, Polygon: []agreement.Point{{Lon: 36.4, Lat: 32.6}, {Lon: 36.7, Lat: 32.6}, {Lon: 36.7, Lat: 33.3}, {Lon: 36.4, Lat: 32.6}}}
	m := draw.NewMap(rows, &draw.Ground{Agreements: []agreement.Agreement{{Name: "a", Zones: []agreement.Zone{zone}}}}, nil)
	if len(m.Spots) != 2 || m.Unplaced != 2 || m.Outside != 0 || len(m.Areas) != 1 {
		t.Fatalf("%d spots, %d unplaced, %d outside, %d zones", len(m.Spots), m.Unplaced, m.Outside, len(m.Areas))
	}
	for _, s := range m.Spots {
		if s.X < 0 || s.X > m.Width || s.Y < 0 || s.Y > m.Height || !s.Label {
			t.Errorf("%+v", s)
		}
	}
	north, south := m.Spots[0], m.Spots[1]
	if north.Place.ID != "dun" {
		north, south = south, north
	}
	if north.Y >= south.Y || len(north.Rows) != 2 {
		t.Errorf("Dun, in the north, with two happenings: %+v; %+v", north, south)
	}
	// 0.55 degrees of latitude are 61 km; the circle of 10 km must be as large as that says.
	if perKM := (south.Y - north.Y) / (0.55 * 111.2); math.Abs(north.Radius-10*perKM) > 0.2 {
		t.Errorf("a radius of 10 km is drawn as %g, a kilometre as %g", north.Radius, perKM)
	}
	if m.Areas[0].Path == "" || !m.Areas[0].Closed || m.Areas[0].Band <= 0 {
		t.Errorf("%+v", m.Areas[0])
	}
	in := m.Zoomed(0.5)
	if in.East-in.West >= m.Frame.East-m.Frame.West || m.Moved(0.5, 0).West <= m.Frame.West {
		t.Error("zooming in and moving east")
	}
	far := draw.NewMap(rows, &draw.Ground{}, &query.Box{West: 0, South: 0, East: 1, North: 1})
	if len(far.Spots) != 0 || far.Outside != 3 {
		t.Errorf("another frame: %d spots, %d outside", len(far.Spots), far.Outside)
	}
	if none := draw.NewMap(nil, &draw.Ground{}, nil); len(none.Meridians) == 0 {
		t.Errorf("%+v", none)
	}
}

// TestMapNamesHaveRoom: a town whose name would lie on the ruler, on the name of a
// degree, on a spot or beyond the edge is not drawn.
func TestMapNamesHaveRoom(t *testing.T) {
	_, rows := happenings(nil)
	m := draw.NewMap(rows, &draw.Ground{}, nil)
	at := func(x, y float64) gazetteer.Row {
		return gazetteer.Row{
			Name: "Town", Lon: m.Frame.West + x/m.Width*(m.Frame.East-m.Frame.West), Lat: m.Frame.North - y/m.Height*(m.Frame.North-m.Frame.South),
		}
	}
	spot := m.Spots[0]
	for _, tc := range []struct {
		what string
		town gazetteer.Row
		want int
	}{
		{"open ground", at(100, 100), 1},
		{"the ruler", at(m.Ruler.X+10, m.Ruler.Y+10), 0},
		{"the name of a meridian", at(m.Meridians[1].At+5, m.Height-6), 0},
		{"the name of a parallel", at(10, m.Parallels[1].At-6), 0},
		{"a spot to its right", at(spot.X-25, spot.Y), 0},
		{"the edge", at(m.Width-10, 100), 0},
	} {
		if got := draw.NewMap(rows, &draw.Ground{Towns: []gazetteer.Row{tc.town}}, nil).Towns; len(got) != tc.want {
			t.Errorf("%s: %+v", tc.what, got)
		}
	}
}

// TestMapGround: coasts and borders are cut to the frame and its surroundings, in all their kinds.
func TestMapGround(t *testing.T) {
	g, err := gazetteer.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	ground, err := draw.NewGround(g, nil)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[gazetteer.LineKind]int{}
	for _, frame := range []query.Box{{West: 34, South: 31, East: 38, North: 34}, {West: -180, South: -60, East: 180, North: 85}} {
		m := draw.NewMap(nil, ground, &frame)
		w, h := m.Frame.East-m.Frame.West, m.Frame.North-m.Frame.South
		for _, g := range m.Ground {
			kinds[g.Kind]++
			if len(g.Path) > 400_000 || strings.Count(g.Path, "M") != len(g.Chains) {
				t.Errorf("%s: %d bytes for %d chains", g.Kind, len(g.Path), len(g.Chains))
			}
			for _, chain := range g.Chains {
				in := 0
				for _, p := range chain {
					if p.Lon > m.Frame.West-w && p.Lon < m.Frame.East+w && p.Lat > m.Frame.South-h && p.Lat < m.Frame.North+h {
						in++
					}
				}
				if len(chain) < 2 || in == 0 {
					t.Fatalf("%s: %v has no part in %+v", g.Kind, chain, m.Frame)
				}
			}
		}
	}
	if kinds[gazetteer.Coast] != 2 || kinds[gazetteer.Border] != 2 || kinds[gazetteer.Disputed] != 2 {
		t.Errorf("%v", kinds)
	}
	if m := draw.NewMap(nil, ground, &query.Box{West: -140, South: 10, East: -130, North: 15}); len(m.Ground) != 0 {
		t.Errorf("lines in the open ocean: %v", m.Ground)
	}
}
