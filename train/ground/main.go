// Command ground cuts the coasts and borders of Natural Earth 1:10m down to what the
// maps of the program need. It takes the file from the npm package world-atlas 2.0.2:
//
//	mkdir -p train/.cache/ground && cd train/.cache/ground && npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./train/ground
//
// It writes the same bytes again from the same file. The lines are in the public domain; what was
// cut is said in NOTICE. A line that two lands share is a border, one that a single land has is a coast. Natural Earth draws
// who holds a land, not whose it is; borders that are in dispute are marked, so that no map shows them as settled.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/packs"
)

// How far a line may be drawn from where it runs, in degrees: some 3 kilometres, and
// some 200 metres in the box that most reports of the packs are about.
const (
	coarse, fine = 0.03, 0.002
	leastIsland  = 0.1 // degrees; smaller ones far away are left out
	south        = -60 // nothing beyond is drawn
	nearDisputed = 0.12
)

func nearBox(b box) bool { return b.east > 34 && b.west < 43 && b.north > 29 && b.south < 38 }

// disputes are pairs of lands between which Natural Earth draws a line that is an
// armistice line, a line of control, or not agreed upon by the two. A line along or
// within a disputed land of packs/gazetteer/disputed.csv is one as well.
var disputes = []string{
	"Israel|Palestine", "Israel|Syria", "Morocco|W. Sahara", "Somalia|Somaliland", "Kosovo|Serbia", "Cyprus|N. Cyprus", "Cyprus U.N. Buffer Zone|N. Cyprus",
	"Cyprus|Cyprus U.N. Buffer Zone", "China|India", "India|Pakistan", "North Korea|South Korea", "Armenia|Azerbaijan", "Eritrea|Ethiopia", "S. Sudan|Sudan",
	"India|Siachen Glacier", "Pakistan|Siachen Glacier", "China|Siachen Glacier", "Dhekelia|N. Cyprus", "Baikonur|Kazakhstan",
}

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				Arcs       any
				Properties struct{ Name string }
			}
		}
	}
}

type box struct{ west, south, east, north float64 }

func main() {
	in := flag.String("in", "train/.cache/ground/package/countries-10m.json", "countries-10m.json of world-atlas")
	out := flag.String("out", "packs/gazetteer/lines.gz", "file to write")
	flag.Parse()
	text, err := os.ReadFile(*in)
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(text, &t); err != nil {
		log.Fatal(err)
	}
	outlines, err := disputedLands()
	if err != nil {
		log.Fatal(err)
	}
	lines := cut(t, outlines)
	var b bytes.Buffer
	if err := gazetteer.WriteLines(&b, lines); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	n, kinds := 0, map[gazetteer.LineKind]int{}
	for _, l := range lines {
		n += len(l.Points)
		kinds[l.Kind]++
	}
	fmt.Printf("%s: %d lines %v, %d points, %d bytes\n", *out, len(lines), kinds, n, b.Len())
}

// disputedLands reads the outlines without the lines, which may not be there yet.
func disputedLands() ([][]trucewatch.Position, error) {
	lands, err := gazetteer.ReadOutlines(packs.FS)
	if err != nil {
		return nil, err
	}
	out := make([][]trucewatch.Position, len(lands))
	for i, l := range lands {
		out[i] = l.Points
	}
	return out, nil
}

// cut makes the lines of a topology.
func cut(t topology, outlines [][]trucewatch.Position) []gazetteer.Line {
	at := make([][]string, len(t.Arcs)) // the lands at each arc
	for _, g := range t.Objects.Countries.Geometries {
		for _, i := range arcsOf(g.Arcs) {
			if !slices.Contains(at[i], g.Properties.Name) {
				at[i] = append(at[i], g.Properties.Name)
			}
		}
	}
	var out []gazetteer.Line
	for i, steps := range t.Arcs {
		points := make([]trucewatch.Position, len(steps))
		x, y := 0.0, 0.0
		for j, s := range steps {
			x, y = x+s[0], y+s[1]
			points[j] = trucewatch.Position{Lon: x*t.Transform.Scale[0] + t.Transform.Translate[0], Lat: y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
		b, tolerance := boxOf(points), coarse
		if nearBox(b) {
			tolerance = fine
		}
		small := b.east-b.west < leastIsland && b.north-b.south < leastIsland && points[0] == points[len(points)-1]
		if b.north < south || len(at[i]) == 0 || small && tolerance == coarse {
			continue
		}
		out = append(out, kinds(at[i], simplified(points, tolerance), outlines)...)
	}
	return out
}

// kinds tells the kind of a line, and parts a border where it comes to a disputed land.
func kinds(lands []string, points []trucewatch.Position, outlines [][]trucewatch.Position) []gazetteer.Line {
	slices.Sort(lands)
	switch {
	case len(lands) < 2:
		return []gazetteer.Line{{Kind: gazetteer.Coast, Points: points}}
	case slices.Contains(disputes, strings.Join(lands, "|")):
		return []gazetteer.Line{{Kind: gazetteer.Disputed, Points: points}}
	}
	var out []gazetteer.Line
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		kind := gazetteer.Border
		middle := trucewatch.Position{Lat: (a.Lat + b.Lat) / 2, Lon: (a.Lon + b.Lon) / 2}
		if slices.ContainsFunc(outlines, func(o []trucewatch.Position) bool { return near(middle, o) }) {
			kind = gazetteer.Disputed
		}
		if len(out) == 0 || out[len(out)-1].Kind != kind {
			out = append(out, gazetteer.Line{Kind: kind, Points: []trucewatch.Position{a}})
		}
		last := &out[len(out)-1]
		last.Points = append(last.Points, b)
	}
	return out
}

func arcsOf(v any) []int {
	switch v := v.(type) {
	case float64:
		if v < 0 {
			return []int{int(-v) - 1}
		}
		return []int{int(v)}
	case []any:
		var out []int
		for _, x := range v {
			out = append(out, arcsOf(x)...)
		}
		return out
	}
	return nil
}

func boxOf(points []trucewatch.Position) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		b = box{min(b.west, p.Lon), min(b.south, p.Lat), max(b.east, p.Lon), max(b.north, p.Lat)}
	}
	return b
}

// near reports whether a point lies in an outline or near its border.
func near(p trucewatch.Position, outline []trucewatch.Position) bool {
	in := false
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if away(p, a, b) < nearDisputed {
			return true
		}
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			in = !in
		}
	}
	return in
}

// away is the distance of a point from the way between two others, in degrees.
func away(p, a, b trucewatch.Position) float64 {
	dx, dy := b.Lon-a.Lon, b.Lat-a.Lat
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = max(0, min(1, ((p.Lon-a.Lon)*dx+(p.Lat-a.Lat)*dy)/length))
	}
	return math.Hypot(p.Lon-a.Lon-t*dx, p.Lat-a.Lat-t*dy)
}

// simplified drops points that a line can do without: the method of Douglas and
// Peucker (1973).
func simplified(points []trucewatch.Position, tolerance float64) []trucewatch.Position {
	if len(points) < 3 {
		return points
	}
	farthest, far := 0, tolerance
	for i := 1; i < len(points)-1; i++ {
		if d := away(points[i], points[0], points[len(points)-1]); d > far {
			farthest, far = i, d
		}
	}
	if farthest == 0 {
		return []trucewatch.Position{points[0], points[len(points)-1]}
	}
	left := simplified(points[:farthest+1], tolerance)
	return append(left[:len(left)-1:len(left)-1], simplified(points[farthest:], tolerance)...)
}
