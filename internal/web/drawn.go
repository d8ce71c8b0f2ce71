package web

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// drawnPictures are the map and the timeline as positions and days, for a script that
// moves them smoothly: the same clusters, bands and selection as the page draws.
type drawnPictures struct {
	Map      collection `json:"map"`
	Timeline days       `json:"timeline"`
	List     string     `json:"list"` // the table of what is in view
}

// collection is GeoJSON (RFC 7946).
type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string   `json:"type"`
	Geometry   geometry `json:"geometry"`
	Properties property `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// property says what a feature is and how it is shown.
type property struct {
	Kind     string  `json:"kind"` // ground, land, zone, town or spot
	Is       string  `json:"is,omitempty"`
	Name     string  `json:"name,omitempty"`
	Note     string  `json:"note,omitempty"`
	Label    string  `json:"label,omitempty"` // where there is room for it
	To       string  `json:"to,omitempty"`
	IDs      string  `json:"ids,omitempty"`
	Count    int     `json:"count,omitempty"`
	Many     bool    `json:"many,omitempty"`
	Counted  bool    `json:"counted,omitempty"` // whether the dot holds its number
	Chosen   bool    `json:"chosen,omitempty"`
	Size     float64 `json:"size,omitempty"` // radius in pixels
	WithinKM float64 `json:"within_km,omitempty"`
}

type days struct {
	First string `json:"first"`
	Last  string `json:"last"`
	Lanes []lane `json:"lanes"`
}

type lane struct {
	Name   string  `json:"name"`
	Bars   []bar   `json:"bars"`
	Counts []count `json:"counts"`
}

type bar struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	From   string `json:"from"`
	To     string `json:"to"`
	Link   string `json:"link"`
	Wide   bool   `json:"wide"`
	Chosen bool   `json:"chosen"`
}

type count struct {
	N     int     `json:"n"`
	Share float64 `json:"share"` // of the fullest of its lane
	From  string  `json:"from"`
	To    string  `json:"to"`
	Name  string  `json:"name"`
	Link  string  `json:"link"`
}

// The keys of the address beside the filter: what of the map is in view, and how many pixels it has.
const viewKey, sizeKey = "view", "size"

// drawn answers with what the pictures of the page show, in the frame that is in view.
func (room *Room) drawn(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	values := r.URL.Query()
	at, err := query.Parse(url.Values{"frame": {values.Get(viewKey)}})
	if err != nil || at.Frame == nil {
		return shown{}, fault{http.StatusBadRequest, "The view is not west,south,east,north in degrees."}
	}
	size := draw.Size{}
	if _, err := fmt.Sscanf(values.Get(sizeKey), "%fx%f", &size.Width, &size.Height); err != nil || !fits(size.Width) || !fits(size.Height) {
		return shown{}, fault{http.StatusBadRequest, "The size is not width x height in pixels."}
	}
	p, err := room.pictures(r, l, func(rows []*query.Row, g *draw.Ground) draw.Map { return draw.NewMapOf(size, rows, g, at.Frame) })
	if err != nil {
		return shown{}, err
	}
	f := p.Filter
	f.Frame = at.Frame
	out := drawnPictures{Map: p.features(), Timeline: p.lanes(), List: "/happenings?" + f.Encode()}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(out); err != nil {
		return shown{}, nil //nolint:nilerr // the reader went away
	}
	return shown{}, nil
}

func fits(pixels float64) bool { return pixels >= 100 && pixels <= 8000 }

// features are the map as GeoJSON, what lies below first.
func (p picturePage) features() collection {
	out := collection{Type: "FeatureCollection", Features: []feature{}}
	add := func(kind string, coordinates any, is property) {
		out.Features = append(out.Features, feature{"Feature", geometry{kind, coordinates}, is})
	}
	for _, g := range p.Map.Ground {
		chains := make([][][2]float64, len(g.Chains))
		for i, chain := range g.Chains {
			chains[i] = positions(chain)
		}
		add("MultiLineString", chains, property{Kind: "ground", Is: string(g.Kind)})
	}
	for _, x := range p.Map.Lands {
		is := property{Kind: "land", Name: x.Name, Note: sentence(x.Note) + "The outline is coarse, good to a few kilometres."}
		if x.Label {
			is.Label = x.Name
		}
		add("Polygon", [][][2]float64{positions(x.Points)}, is)
	}
	for _, a := range p.Map.Areas {
		is := property{
			Kind: "zone", Name: fmt.Sprintf("%s (%s)", a.Zone.Name, a.Of), WithinKM: a.Zone.AccuracyKM,
			Note: sentence(a.Zone.Note) + fmt.Sprintf("The border is drawn within %g km.", a.Zone.AccuracyKM),
		}
		if a.Closed {
			add("Polygon", [][][2]float64{positions(a.Zone.Polygon)}, is)
		} else {
			add("LineString", positions(a.Zone.Line), is)
		}
	}
	for _, t := range p.Map.Towns {
		add("Point", [2]float64{t.Lon, t.Lat}, property{Kind: "town", Name: t.Name})
	}
	for _, s := range p.Map.Spots {
		add("Point", [2]float64{*s.Place.Lon, *s.Place.Lat}, p.spot(s))
	}
	return out
}

func (p picturePage) spot(s draw.Spot) property {
	is := property{
		Kind: "spot", Name: s.Name(), Note: view.Plural(len(s.Rows), "happening"), To: p.SpotTo(s), IDs: p.IDs(s),
		Count: len(s.Rows), Many: s.Many(), Counted: s.Counted(), Chosen: p.SpotSelected(s), Size: s.Size,
	}
	if s.Label {
		is.Label = s.Place.Name
	}
	switch {
	case s.Many():
		is.Note += ", zoom in"
		if s.Label {
			is.Label += fmt.Sprintf(" +%d", len(s.Places)-1)
		}
	case s.Place.RadiusKM != nil:
		is.WithinKM = *s.Place.RadiusKM
		is.Note += fmt.Sprintf(", known within %g km", is.WithinKM)
	}
	return is
}

// sentence ends words that something follows.
func sentence(words string) string {
	switch {
	case words == "":
		return ""
	case words[len(words)-1] == '.':
		return words + " "
	}
	return words + ". "
}

// positions are points as GeoJSON has them, to some ten metres.
func positions(points []agreement.Point) [][2]float64 {
	const grain = 1e4
	out := make([][2]float64, len(points))
	for i, p := range points {
		out[i] = [2]float64{math.Round(p.Lon*grain) / grain, math.Round(p.Lat*grain) / grain}
	}
	return out
}

// lanes are the timeline as days.
func (p picturePage) lanes() days {
	t := p.Timeline
	out := days{First: t.First, Last: t.Last, Lanes: []lane{}}
	for _, x := range t.Lanes {
		l := lane{Name: x.Name, Bars: []bar{}, Counts: []count{}}
		for _, b := range x.Bars {
			l.Bars = append(l.Bars, bar{
				ID: b.Row.ID, Name: b.Row.Head + ", " + view.Day(b.Row.Date), From: b.Row.First, To: b.Row.Last, Link: p.BarTo(b.Row.ID), Wide: b.Wide, Chosen: p.Selected.Has(b.Row.ID),
			})
		}
		top := 1
		for _, b := range x.Bins {
			top = max(top, b.N)
		}
		for _, b := range x.Bins {
			l.Counts = append(l.Counts, count{
				N: b.N, Share: math.Round(float64(b.N)/float64(top)*100) / 100, From: b.From, To: b.To,
				Name: fmt.Sprintf("%s, %s to %s: %d", x.Name, view.Day(record.Nullable(b.From)), view.Day(record.Nullable(b.To)), b.N), Link: p.BinTo(b),
			})
		}
		out.Lanes = append(out.Lanes, l)
	}
	return out
}
