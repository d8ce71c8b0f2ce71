package gazetteer

import (
	"fmt"
	"io/fs"
	"math"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// disputed is a land whose places take no country from a data set.
type disputed struct {
	name    string
	lands   []string
	outline []trucewatch.Position // coarse: good to a few kilometres
	note    string
}

// takeDisputed reads: name, lands, outline, note.
func (g *Gazetteer) takeDisputed(row []string) error {
	d := disputed{name: row[0], lands: strings.Split(row[1], ";"), note: row[3]}
	for corner := range strings.SplitSeq(row[2], ";") {
		lat, lon, _ := strings.Cut(strings.TrimSpace(corner), " ")
		p, err := point(lat, lon, "1")
		if err != nil {
			return err
		}
		d.outline = append(d.outline, p)
	}
	if len(d.outline) < 3 {
		return fmt.Errorf("the outline of %s has %d corners", d.name, len(d.outline))
	}
	g.disputed = append(g.disputed, d)
	return nil
}

// ReadOutlines reads the outlines of disputed lands from their table alone.
func ReadOutlines(fsys fs.FS) ([]Outline, error) {
	g := &Gazetteer{}
	if err := readTable(fsys, "gazetteer/disputed.csv", 4, g.takeDisputed); err != nil {
		return nil, err
	}
	return g.Outlines(), nil
}

// dispute returns the first disputed land that a point lies in, or nil.
func (g *Gazetteer) dispute(p trucewatch.Position) *disputed {
	for i := range g.disputed {
		if inside(p, g.disputed[i].outline) {
			return &g.disputed[i]
		}
	}
	return nil
}

// inside casts a ray, on the plane: the outlines are small and far from the poles.
func inside(p trucewatch.Position, outline []trucewatch.Position) bool {
	in := false
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			in = !in
		}
	}
	return in
}

// Distance is the way between two points on the globe in kilometres.
func Distance(a, b trucewatch.Position) float64 {
	const degree, radius = math.Pi / 180, 6371
	lat, lon := (b.Lat-a.Lat)*degree, (b.Lon-a.Lon)*degree
	h := math.Pow(math.Sin(lat/2), 2) + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*math.Pow(math.Sin(lon/2), 2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
