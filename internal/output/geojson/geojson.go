// Package geojson writes what has a position as GeoJSON (RFC 7946): happenings at
// the place where they are told to have been, with how closely that place is known,
// and the zones of agreements with how far their drawn borders may be off.
package geojson

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

type feature struct {
	Type       string    `json:"type"`
	ID         string    `json:"id"`
	Geometry   *geometry `json:"geometry"` // nil where no position is known
	Properties any       `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// happening is what a point says of an event. Nothing is said of a zone without the
// margin by which it is so.
type happening struct {
	Kind       string          `json:"kind"` // "event"
	Title      string          `json:"title"`
	Type       string          `json:"type"`
	Mode       []string        `json:"mode"`
	Status     string          `json:"status"`
	Standing   string          `json:"standing"`
	Date       record.Nullable `json:"date,omitempty"`
	First      string          `json:"first_day,omitempty"`
	Last       string          `json:"last_day,omitempty"`
	Actors     []string        `json:"actors"`
	Recipients []string        `json:"recipients"`
	Mediators  []string        `json:"mediators"`
	Place      string          `json:"place"`
	Land       string          `json:"land,omitempty"`
	RadiusKM   *float64        `json:"radius_km"` // how closely the position is known
	Precision  int             `json:"geo_precision,omitempty"`
	Talks      bool            `json:"talks"`
	Tolls      []toll          `json:"tolls"`
	ZoneTests  []zoneTest      `json:"zone_tests"`
	Reports    []string        `json:"reports"`
	Outlets    []string        `json:"outlets"`
}

type toll struct {
	Measure string `json:"measure"`
	Low     *int   `json:"low"`
	Best    *int   `json:"best"`
	High    *int   `json:"high"`
}

type zoneTest struct {
	record.ZoneTest
	Agreement string   `json:"agreement,omitempty"` // ID of that against which it is held
	Clause    string   `json:"clause,omitempty"`
	Result    string   `json:"result,omitempty"` // what it would be, if it happened as told
	AllegedBy []string `json:"alleged_by"`
	DeniedBy  []string `json:"denied_by"`
}

// zone is what an area or a line says of itself.
type zone struct {
	Kind       string  `json:"kind"` // "zone"
	Title      string  `json:"title"`
	Agreement  string  `json:"agreement"`
	Name       string  `json:"agreement_name"`
	AccuracyKM float64 `json:"accuracy_km"` // how far the drawn border may be off
	Note       string  `json:"note,omitempty"`
}

// Write writes one collection: the zones of the record's agreements, then its events.
// Events whose position is not known have no geometry (RFC 7946, 3.2).
func Write(w io.Writer, b *field.Book, known field.Known) error {
	ids := make([]string, len(b.Events))
	for i, e := range b.Events {
		ids[i] = e.ID
	}
	return write(w, zones(b, known), newSheet(b), ids)
}

// Events writes some events of a record only, in the order that they are named in.
func Events(w io.Writer, r record.Record, ids []string) error {
	return write(w, nil, newSheet(field.NewBook(r, field.Known{})), ids)
}

func write(w io.Writer, out []feature, s *sheet, ids []string) error {
	for _, id := range ids {
		e := s.Event(id)
		spot := s.Spot(e.Place)
		f := feature{Type: "Feature", ID: id, Properties: s.properties(e, spot)}
		if spot.Located() {
			f.Geometry = &geometry{"Point", []float64{*spot.Lon, *spot.Lat}}
		}
		out = append(out, f)
	}
	if err := lines(w, out); err != nil {
		return fmt.Errorf("writing GeoJSON: %w", err)
	}
	return nil
}

// sheet looks up what a record has of each event.
type sheet struct {
	*field.Book
	talks       map[string]bool
	tolls       map[string][]toll
	incidents   map[string][]record.Incident
	allegations map[string][]record.Allegation
	order       map[string]int // of reports
}

func newSheet(b *field.Book) *sheet {
	s := &sheet{b, map[string]bool{}, map[string][]toll{}, map[string][]record.Incident{}, map[string][]record.Allegation{}, map[string]int{}}
	for _, t := range b.Talks {
		s.talks[t.Event] = true
	}
	for _, t := range b.Tolls {
		s.tolls[t.Event] = append(s.tolls[t.Event], toll{t.Measure, t.Low, t.Best, t.High})
	}
	for _, i := range b.Incidents {
		s.incidents[i.Event] = append(s.incidents[i.Event], i)
	}
	for _, a := range b.Allegations {
		s.allegations[a.Event] = append(s.allegations[a.Event], a)
	}
	for i, r := range b.Reports {
		s.order[r.ID] = i
	}
	return s
}

// lines writes a collection with each feature on a line of its own.
func lines(w io.Writer, features []feature) error {
	var out bytes.Buffer
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	j := json.NewEncoder(&out)
	j.SetEscapeHTML(false)
	for i, f := range features {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := j.Encode(f); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1)
	}
	out.WriteString("\n]}\n")
	_, err := out.WriteTo(w)
	return err
}

func (s *sheet) properties(e record.Event, spot field.Spot) happening {
	when := field.NewWhen(e.Date)
	h := happening{
		Kind: "event", Title: s.Headline(e), Type: e.Type, Mode: list(e.Mode), Status: e.Status, Standing: e.Standing, Date: e.Date,
		Actors: s.NamesOf(e.Actors), Recipients: s.NamesOf(e.Recipients), Mediators: s.NamesOf(e.Mediators),
		Place: spot.Name, Land: spot.Land, RadiusKM: spot.RadiusKM, Precision: field.ACLEDWhere(spot), Talks: s.talks[e.ID],
		Tolls: append([]toll{}, s.tolls[e.ID]...), ZoneTests: append([]zoneTest{}, s.zoneTests(e)...), Reports: []string{}, Outlets: []string{},
	}
	if when.Days > 0 {
		h.First, h.Last = when.First.Format("2006-01-02"), when.Last.Format("2006-01-02")
	}
	for _, m := range e.Mentions {
		if _, known := s.order[m.Report]; known && !slices.Contains(h.Reports, m.Report) {
			h.Reports = append(h.Reports, m.Report)
		}
	}
	slices.SortFunc(h.Reports, func(a, b string) int { return cmp.Compare(s.order[a], s.order[b]) })
	for _, id := range h.Reports {
		if o := view.Label(s.Report(id)); !slices.Contains(h.Outlets, o) {
			h.Outlets = append(h.Outlets, o)
		}
	}
	return h
}

// zoneTests are how a happening lies to zones: where it is held against the clauses of
// an agreement, and where somebody alleges it. A test that both have is given once.
func (s *sheet) zoneTests(e record.Event) []zoneTest {
	var alleged, denied []string
	var out []zoneTest
	for _, a := range s.allegations[e.ID] {
		alleged, denied = a.AllegedBy, a.DeniedBy
	}
	add := func(t *record.ZoneTest, z zoneTest) {
		if t == nil || z.Result == "" && slices.ContainsFunc(out, func(o zoneTest) bool { return o.Zone == t.Zone }) {
			return
		}
		z.ZoneTest, z.AllegedBy, z.DeniedBy = *t, s.NamesOf(alleged), s.NamesOf(denied)
		out = append(out, z)
	}
	for _, i := range s.incidents[e.ID] {
		add(i.ZoneTest, zoneTest{Agreement: i.Agreement, Clause: string(i.Clause), Result: i.Result})
	}
	for _, a := range s.allegations[e.ID] {
		add(a.ZoneTest, zoneTest{})
	}
	return out
}

func list(in []string) []string { return append([]string{}, in...) }

// zones draws those zones of agreements of the record of which an outline is known.
func zones(b *field.Book, known field.Known) []feature {
	out := []feature{}
	for _, a := range b.Agreements {
		i := slices.IndexFunc(known.Agreements, func(k agreement.Agreement) bool { return k.ID == a.ID })
		if i < 0 {
			continue
		}
		for _, z := range known.Agreements[i].Zones {
			out = append(out, feature{
				Type: "Feature", ID: a.ID + "/" + z.ID, Geometry: outline(z),
				Properties: zone{"zone", z.Name, a.ID, a.Name, z.AccuracyKM, z.Note},
			})
		}
	}
	return out
}

// outline draws a zone. The ring runs counter-clockwise, as RFC 7946 has it.
func outline(z agreement.Zone) *geometry {
	if len(z.Polygon) == 0 {
		return &geometry{"LineString", points(z.Line)}
	}
	ring := slices.Clone(z.Polygon)
	area := 0.0
	for i := 1; i < len(ring); i++ {
		area += ring[i-1].Lon*ring[i].Lat - ring[i].Lon*ring[i-1].Lat
	}
	if area < 0 {
		slices.Reverse(ring)
	}
	return &geometry{"Polygon", [][][]float64{points(ring)}}
}

func points(of []agreement.Point) [][]float64 {
	out := make([][]float64, len(of))
	for i, p := range of {
		out[i] = []float64{p.Lon, p.Lat}
	}
	return out
}
