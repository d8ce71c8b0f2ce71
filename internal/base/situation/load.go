package situation

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/yamlpack"
)

// folder is where packs of situations lie; blank is the pack to copy, which is none.
const (
	folder = "situations"
	blank  = "template.yaml"
)

// Load reads every pack in the folder "situations" but the blank one, by ID. Agreements
// are the IDs that packs may name. The error names each fault of each pack, one a line.
func Load(packs fs.FS, agreements []string) ([]Situation, error) {
	out, err := yamlpack.Load(packs, folder, blank, func(file string, content []byte) (Situation, []yamlpack.FaultError) {
		return Parse(file, content, agreements)
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Situation) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

const (
	situationKeys = "id name countries area agreements actors places watch sources"
	actorKeys     = "id name names fights speaks"
	sideKeys      = "for from until"
	placeKeys     = "name names lat lon radius_km"
	areaKeys      = "west south east north"
)

// reader reads the parts of a situation.
type reader struct {
	*yamlpack.Reader
	countries, actors []string
}

// Parse reads one pack. File is its base name, which the ID must repeat; agreements are
// the IDs that it may name, nil for any. Faults are in the order of their lines; with
// none the situation is sound.
func Parse(file string, content []byte, agreements []string) (Situation, []yamlpack.FaultError) {
	y, body, ok := yamlpack.Open(file, content, blank)
	if !ok {
		return Situation{}, y.Faults
	}
	r := &reader{Reader: y}
	k := r.Keys(body, situationKeys, "id name countries actors watch")
	s := Situation{
		ID: r.Named(k["id"], blank), Name: r.Text(k["name"]), Countries: r.ids(k["countries"]), Agreements: r.ids(k["agreements"]), Watch: r.Texts(k["watch"]),
		Area: r.area(k["area"]),
	}
	r.Texts(k["sources"])
	for i, id := range s.Agreements {
		if agreements != nil && !slices.Contains(agreements, id) {
			r.Fault(r.LineOf(k["agreements"], i), fmt.Sprintf("agreements[%d]", i+1), fmt.Sprintf("%q is no pack of an agreement", id), yamlpack.OneOf(id, agreements))
		}
	}
	if c := k["countries"]; !c.Empty() && len(s.Countries) == 0 {
		r.Fault(c.Line, "countries", "names none", "list the ids of the states, such as syria")
	}
	r.countries = s.Countries
	for _, e := range r.List(k["actors"]) {
		s.Actors = append(s.Actors, r.actor(e))
	}
	r.sides(k["actors"], s)
	for _, e := range r.List(k["places"]) {
		s.Places = append(s.Places, r.place(e, s.Area))
	}
	return s, r.Sorted()
}

func (r *reader) ids(f yamlpack.Field) []string {
	var out []string
	for _, e := range r.List(f) {
		if id := r.ID(e); id != "" {
			out = append(out, id)
		}
	}
	return out
}

func (r *reader) actor(f yamlpack.Field) Actor {
	k := r.Keys(f, actorKeys, "id name")
	a := Actor{ID: r.ID(k["id"]), Name: r.Text(k["name"]), Names: r.Texts(k["names"]), Fights: r.side(k["fights"]), Speaks: r.side(k["speaks"])}
	if slices.Contains(r.actors, a.ID) && a.ID != "" {
		r.Fault(f.Line, f.Path+".id", fmt.Sprintf("%q stands twice", a.ID), "give one of them another id, or join them")
	}
	r.actors = append(r.actors, a.ID)
	return a
}

func (r *reader) side(f yamlpack.Field) []Side {
	var out []Side
	for _, e := range r.List(f) {
		k := r.Keys(e, sideKeys, "for")
		s := Side{For: r.ID(k["for"]), From: r.Date(k["from"]), Until: r.Date(k["until"])}
		if s.From != "" && s.Until != "" && s.Until < s.From {
			r.Fault(k["until"].Line, k["until"].Path, s.Until+" is before from, "+s.From, "check both days")
		}
		out = append(out, s)
	}
	return out
}

// sides checks that everybody is on the side of a country or an actor of the pack.
func (r *reader) sides(f yamlpack.Field, s Situation) {
	known := slices.Concat(s.Countries, r.actors)
	for i, e := range r.List(f) {
		if i >= len(s.Actors) {
			return
		}
		for _, x := range slices.Concat(s.Actors[i].Fights, s.Actors[i].Speaks) {
			switch {
			case x.For == s.Actors[i].ID && x.For != "":
				r.Fault(e.Line, e.Path, fmt.Sprintf("%q is on its own side", x.For), "name whom it fights or speaks for, or leave it out")
			case x.For != "" && !slices.Contains(known, x.For):
				r.Fault(e.Line, e.Path, fmt.Sprintf("%q is no country and no actor of this pack", x.For), yamlpack.OneOf(x.For, known))
			}
		}
	}
}

func (r *reader) area(f yamlpack.Field) *Area {
	if f.Empty() {
		return nil
	}
	k := r.Keys(f, areaKeys, areaKeys)
	var a Area
	for _, x := range []struct {
		key string
		to  *float64
	}{{"west", &a.West}, {"south", &a.South}, {"east", &a.East}, {"north", &a.North}} {
		if !k[x.key].Empty() {
			*x.to, _ = r.Number(k[x.key])
		}
	}
	if a.West >= a.East || a.South >= a.North || a.West < -180 || a.East > 180 || a.South < -90 || a.North > 90 {
		r.Fault(f.Line, "area", "is no frame on the map", "west must be less than east, south less than north, in degrees")
	}
	return &a
}

func (r *reader) place(f yamlpack.Field, area *Area) Place {
	k := r.Keys(f, placeKeys, "name lat lon radius_km")
	p := Place{Name: r.Text(k["name"]), Names: r.Texts(k["names"])}
	ok := true
	for _, x := range []struct {
		key string
		to  *float64
	}{{"lat", &p.Lat}, {"lon", &p.Lon}, {"radius_km", &p.RadiusKM}} {
		if k[x.key].Empty() {
			ok = false
			continue
		}
		n, fine := r.Number(k[x.key])
		*x.to, ok = n, ok && fine
	}
	if ok && p.RadiusKM <= 0 {
		r.Fault(k["radius_km"].Line, k["radius_km"].Path, "claims a place without extent", "say in kilometres how closely it is known; 1 is common for a village")
	}
	if ok && area != nil && (p.Lon < area.West || p.Lon > area.East || p.Lat < area.South || p.Lat > area.North) {
		r.Fault(f.Line, f.Path, fmt.Sprintf("[%g, %g] lies outside the area", p.Lat, p.Lon), "check lat and lon, or widen the area")
	}
	return p
}
