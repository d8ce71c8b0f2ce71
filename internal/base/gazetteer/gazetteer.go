// Package gazetteer finds places by the names that reports give them.
//
// It has layers, the upper ones deciding: hand-made rows for what the news of
// the theatre names and no open list has right (packs/gazetteer/overlay.csv), states
// with a point of their own, and a cut of GeoNames cities500 (CC BY 4.0, see NOTICE),
// before which the user may put a dump of GeoNames (With). A layer of disputed lands says what GeoNames places there lie in, whatever country
// code they carry. It is better to leave a place open than to put it somewhere wrong.
package gazetteer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Gazetteer looks places up. It is safe for concurrent use.
type Gazetteer struct {
	overlay  map[string][]*Candidate // by Key
	states   map[string]string       // code to name
	admin    map[string]string       // "SY.03" to name
	disputed []disputed
	cuts     []func() (*cut, error) // unpacked when first asked for; the first decides
	lines    func() ([]Line, error) // unpacked when first asked for
}

// Candidate is a place that a name may mean.
type Candidate struct {
	ID, Source string // identifier within the list it came from, and that list
	Name       string
	Position   trucewatch.Position
	Admin      []string // from the country inwards; a disputed land is named as such
	Lands      []string // states and territories whose reports speak of it
	Precision  string   // state, region, governorate, line, city, town, village, district, site or crossing
	Note       string
	Population int
	main       bool    // found by its first name
	Score      float64 // how well it fits name and context; Sure says what is enough
	Why        []string
}

// The lists that candidates come from.
const (
	Overlay  = "trucewatch"
	GeoNames = "geonames"
)

// Load reads the lists below packs/gazetteer. The cut of GeoNames is unpacked when
// the first name is looked up.
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{overlay: map[string][]*Candidate{}, states: map[string]string{}, admin: map[string]string{}}
	for _, part := range []struct {
		file    string
		columns int
		take    func([]string) error
	}{
		{"states.csv", 5, g.takeState},
		{"admin.csv", 2, func(row []string) error { g.admin[row[0]] = row[1]; return nil }},
		{"disputed.csv", 4, g.takeDisputed},
		{"overlay.csv", 8, g.takeOverlay},
	} {
		if err := readTable(fsys, "gazetteer/"+part.file, part.columns, part.take); err != nil {
			return nil, err
		}
	}
	packed, err := fs.ReadFile(fsys, "gazetteer/cities.gz")
	if err != nil {
		return nil, fmt.Errorf("reading the cut of GeoNames: %w", err)
	}
	g.cuts = append(g.cuts, sync.OnceValues(func() (*cut, error) { return readCut(bytes.NewReader(packed)) }))
	drawn, err := fs.ReadFile(fsys, "gazetteer/lines.gz")
	if err != nil {
		return nil, fmt.Errorf("reading coasts and borders: %w", err)
	}
	g.lines = sync.OnceValues(func() ([]Line, error) { return readLines(bytes.NewReader(drawn)) })
	return g, nil
}

// With returns a gazetteer that also knows some rows of GeoNames, which decide over
// the cut that the program carries where both have a place.
func (g *Gazetteer) With(rows []Row) *Gazetteer {
	out := *g
	add := func() (*cut, error) { return index(rows).lines(rows), nil }
	out.cuts = append([]func() (*cut, error){sync.OnceValues(add)}, g.cuts...)
	return &out
}

func readTable(fsys fs.FS, file string, columns int, take func([]string) error) error {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	if len(rows) == 0 {
		return fmt.Errorf("reading %s: no header", file)
	}
	for i, row := range rows[1:] {
		if err := take(row); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, err)
		}
	}
	return nil
}

func point(lat, lon, radius string) (trucewatch.Position, error) {
	var x [3]float64
	for i, text := range []string{lat, lon, radius} {
		var err error
		if x[i], err = strconv.ParseFloat(text, 64); err != nil {
			return trucewatch.Position{}, fmt.Errorf("reading a position: %w", err)
		}
	}
	p := trucewatch.Position{Lat: x[0], Lon: x[1], RadiusKM: x[2]}
	if !(p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180 && p.RadiusKM > 0) {
		return p, fmt.Errorf("position %s %s with radius %s is not on Earth", lat, lon, radius)
	}
	return p, nil
}

func (g *Gazetteer) takeState(row []string) error {
	p, err := point(row[2], row[3], row[4])
	if err != nil {
		return err
	}
	g.states[row[0]] = row[1]
	g.enter(&Candidate{
		ID: "state-" + strings.ToLower(row[0]), Source: Overlay, Name: row[1], Position: p, Admin: []string{row[1]},
		Lands: []string{row[1]}, Precision: "state",
	}, []string{row[1]})
	return nil
}

// takeOverlay reads: name, aliases, lat, lon, radius_km, admin, precision, note.
func (g *Gazetteer) takeOverlay(row []string) error {
	p, err := point(row[2], row[3], row[4])
	if err != nil {
		return err
	}
	c := &Candidate{ID: translit.Slug(row[0]), Source: Overlay, Name: row[0], Position: p, Precision: row[6], Note: row[7]}
	if row[5] != "" {
		for part := range strings.SplitSeq(row[5], ">") {
			c.Admin = append(c.Admin, strings.TrimSpace(part))
		}
		c.Lands = g.landsOf(c.Admin[0])
	}
	g.enter(c, append([]string{row[0]}, strings.Split(row[1], ";")...))
	return nil
}

// landsOf says whose reports speak of a land that the overlay names: the claimants
// of a disputed one, or the states that stand in the name.
func (g *Gazetteer) landsOf(land string) []string {
	for _, d := range g.disputed {
		if d.name == land {
			return d.lands
		}
	}
	var out []string
	for part := range strings.SplitSeq(land, ";") {
		part = strings.TrimSpace(part)
		name, rest, _ := strings.Cut(part, " (")
		out = append(out, name)
		if _, claimants, ok := strings.Cut(strings.TrimSuffix(rest, ")"), "disputed: "); ok {
			out = append(out, strings.Split(claimants, " / ")...)
		}
		for _, d := range g.disputed {
			if d.name == part {
				out = append(out, d.lands...)
			}
		}
	}
	return out
}

func (g *Gazetteer) enter(c *Candidate, names []string) {
	c.Position.Gazetteer, c.Position.GazetteerID = c.Source, c.ID
	seen := map[string]bool{"": true}
	for _, n := range names {
		if key := Key(n); !seen[key] {
			seen[key] = true
			g.overlay[key] = append(g.overlay[key], c)
		}
	}
}

// StateCodes reads the states that the program knows: ISO 3166-1 alpha-2 code by name.
func StateCodes(fsys fs.FS) (map[string]string, error) {
	out := map[string]string{}
	err := readTable(fsys, "gazetteer/states.csv", 5, func(row []string) error {
		out[row[1]] = row[0]
		return nil
	})
	return out, err
}
