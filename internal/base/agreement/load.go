package agreement

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/yamlpack"
)

// folder is where packs of agreements lie; blank is the pack to copy, which is no agreement.
const (
	folder = "agreements"
	blank  = "template.yaml"
)

// Load reads every pack in the folder "agreements" but the blank one, by ID. The
// error names each fault of each pack, one a line.
func Load(packs fs.FS) ([]Agreement, error) {
	out, err := yamlpack.Load(packs, folder, blank, Parse)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Agreement) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// Parse reads one pack. File is its base name, which the ID must repeat. Faults are
// in the order of their lines; with none the agreement is sound.
func Parse(file string, content []byte) (Agreement, []yamlpack.FaultError) {
	y, body, ok := yamlpack.Open(file, content, blank)
	if !ok {
		return Agreement{}, y.Faults
	}
	r := &reader{y}
	a := r.agreement(body)
	return a, r.Sorted()
}

// reader reads the parts of an agreement.
type reader struct{ *yamlpack.Reader }

const (
	agreementKeys = "id name kind aliases places parties mediators guarantors monitors signed in_force ends clauses zones sources"
	partyKeys     = "id name kind names"
	clauseKeys    = "id kind text citation binds against zone from until breach compliance"
	zoneKeys      = "id name names accuracy_km note polygon line"
)

func (r *reader) agreement(f yamlpack.Field) Agreement {
	k := r.Keys(f, agreementKeys, "id name kind aliases parties in_force clauses sources")
	a := Agreement{
		ID: r.Named(k["id"], blank), Name: r.Text(k["name"]), Kind: r.Choice(k["kind"], "kind of agreement", kinds()),
		Aliases: r.Texts(k["aliases"]), Places: r.Texts(k["places"]),
		Parties: r.parties(k["parties"]), Mediators: r.parties(k["mediators"]), Guarantors: r.parties(k["guarantors"]), Monitors: r.parties(k["monitors"]),
		Signed: r.Date(k["signed"]), InForce: r.Date(k["in_force"]), Ends: r.Date(k["ends"]), Sources: r.Texts(k["sources"]),
	}
	r.order(k["in_force"], a.Signed, a.InForce, "signed")
	r.order(k["ends"], a.InForce, a.Ends, "in_force")
	if p := k["parties"]; !p.Empty() && len(a.Parties) == 0 {
		r.Fault(p.Line, "parties", "names nobody", "list at least one side that is bound")
	}
	r.aliases(k["aliases"], a)
	for _, z := range r.List(k["zones"]) {
		a.Zones = append(a.Zones, r.zone(z))
	}
	for _, c := range r.List(k["clauses"]) {
		a.Clauses = append(a.Clauses, r.clause(c, a))
	}
	if c := k["clauses"]; !c.Empty() && len(a.Clauses) == 0 {
		r.Fault(c.Line, "clauses", "holds no clause", "write at least one; what an agreement provides is what reports are tested against")
	}
	r.unique(k["zones"], len(a.Zones), func(i int) string { return a.Zones[i].ID })
	r.unique(k["clauses"], len(a.Clauses), func(i int) string { return a.Clauses[i].ID })
	r.unique(k["parties"], len(a.Parties), func(i int) string { return a.Parties[i].ID })
	return a
}

// order checks that a day does not lie before the one that comes first.
func (r *reader) order(f yamlpack.Field, first, then, name string) {
	if first != "" && then != "" && then < first {
		r.Fault(f.Line, f.Path, then+" is before "+name+", "+first, "check both days")
	}
}

// aliases refuses phrases that any other agreement could be called by.
func (r *reader) aliases(f yamlpack.Field, a Agreement) {
	for i, alias := range a.Aliases {
		if len(strings.Fields(alias)) < 2 {
			r.Fault(r.LineOf(f, i), fmt.Sprintf("aliases[%d]", i+1), fmt.Sprintf("%q is one word and would match other agreements", alias),
				"add the year, the place or a party")
		}
	}
}

// unique refuses an id that stands twice in a list.
func (r *reader) unique(f yamlpack.Field, n int, id func(int) string) {
	seen := map[string]bool{}
	for i, e := range r.List(f)[:min(n, len(r.List(f)))] {
		if id(i) != "" && seen[id(i)] {
			r.Fault(e.Line, e.Path+".id", fmt.Sprintf("%q stands twice", id(i)), "give one of them another id")
		}
		seen[id(i)] = true
	}
}

func (r *reader) parties(f yamlpack.Field) []Party {
	var out []Party
	for _, e := range r.List(f) {
		k := r.Keys(e, partyKeys, "id name kind")
		out = append(out, Party{
			ID: r.ID(k["id"]), Name: r.Text(k["name"]), Kind: r.Choice(k["kind"], "kind of party", partyKinds()), Names: r.Texts(k["names"]),
		})
	}
	return out
}

func (r *reader) clause(f yamlpack.Field, a Agreement) Clause {
	k := r.Keys(f, clauseKeys, "id kind text citation binds")
	c := Clause{
		ID: r.Label(k["id"]), Kind: r.Choice(k["kind"], "kind of clause", clauseKinds()), Text: r.Text(k["text"]), Citation: r.Text(k["citation"]),
		Binds: r.sides(k["binds"], a), Against: r.sides(k["against"], a), Zone: r.ID(k["zone"]), From: r.Date(k["from"]), Until: r.Date(k["until"]),
		Breach: r.patterns(k["breach"]), Compliance: r.patterns(k["compliance"]),
	}
	if b := k["binds"]; !b.Empty() && len(c.Binds) == 0 {
		r.Fault(b.Line, b.Path, "binds nobody", "list the ids of the parties that it binds")
	}
	if c.Zone != "" && a.Zone(c.Zone) == nil {
		r.Fault(k["zone"].Line, k["zone"].Path, fmt.Sprintf("%q is no zone of this pack", c.Zone), "add it under zones, or correct the id")
	} else if c.Zone != "" && len(a.Zone(c.Zone).Line) > 0 {
		r.Fault(k["zone"].Line, k["zone"].Path, fmt.Sprintf("%q is a line, in which nothing can lie", c.Zone), "use the area on the side where the act is not allowed")
	}
	r.order(k["until"], c.From, c.Until, "from")
	if c.Kind == "declaratory" && len(c.Breach) > 0 {
		r.Fault(k["breach"].Line, k["breach"].Path, "stands under a declaratory clause, which nobody can breach", "take it out or change the kind")
	}
	for _, p := range c.Breach {
		if slices.Contains(c.Compliance, p) {
			r.Fault(k["compliance"].Line, k["compliance"].Path, p.String()+" would be both breach and compliance", "keep it in one of the two")
		}
	}
	return c
}

func (r *reader) sides(f yamlpack.Field, a Agreement) []string {
	out := r.Texts(f)
	var known []string
	for _, p := range a.Parties {
		known = append(known, p.ID)
	}
	for i, id := range out {
		if !slices.Contains(known, id) {
			r.Fault(r.LineOf(f, i), fmt.Sprintf("%s[%d]", f.Path, i+1), fmt.Sprintf("%q is no party of this pack", id), yamlpack.OneOf(id, known))
		}
	}
	return out
}

func (r *reader) patterns(f yamlpack.Field) []Pattern {
	var out []Pattern
	for _, e := range r.List(f) {
		kind, mode, with := strings.Cut(r.Text(e), "/")
		modes, ok := modesOf(kind)
		switch {
		case !ok:
			r.Fault(e.Line, e.Path, fmt.Sprintf("%q is no PLOVER type", kind), "write a type such as ASSAULT, or a type and mode such as ASSAULT/aerial")
		case with && !slices.Contains(modes, mode):
			r.Fault(e.Line, e.Path, fmt.Sprintf("%q is no mode of %s", mode, kind), yamlpack.OneOf(mode, modes))
		}
		out = append(out, Pattern{kind, mode})
	}
	return out
}

func (r *reader) zone(f yamlpack.Field) Zone {
	k := r.Keys(f, zoneKeys, "id name accuracy_km note")
	z := Zone{ID: r.ID(k["id"]), Name: r.Text(k["name"]), Names: r.Texts(k["names"]), Note: r.Text(k["note"])}
	if a := k["accuracy_km"]; !a.Empty() {
		km, ok := r.Number(a)
		if ok && km <= 0 {
			r.Fault(a.Line, a.Path, "claims a border without error", "say in kilometres how far off the drawing may be; 2 is common, 0 is never true")
		}
		z.AccuracyKM = km
	}
	z.Polygon, z.Line = r.points(k["polygon"]), r.points(k["line"])
	switch {
	case k["polygon"].Empty() == k["line"].Empty():
		r.Fault(f.Line, f.Path, "needs a polygon or a line, and not both", "give [longitude, latitude] pairs under one of the two")
	case !k["polygon"].Empty() && len(z.Polygon) < 4:
		r.Fault(k["polygon"].Line, k["polygon"].Path, "has fewer than four points", "give at least three corners and the first one again")
	case !k["polygon"].Empty() && z.Polygon[0] != z.Polygon[len(z.Polygon)-1]:
		r.Fault(k["polygon"].Line, k["polygon"].Path, "is not closed", "repeat the first point at the end")
	case !k["line"].Empty() && len(z.Line) < 2:
		r.Fault(k["line"].Line, k["line"].Path, "has fewer than two points", "give both ends at least")
	}
	return z
}

func (r *reader) points(f yamlpack.Field) []Point {
	var out []Point
	for _, e := range r.List(f) {
		pair := r.List(e)
		if len(pair) != 2 {
			r.Fault(e.Line, e.Path, "is no point", "write [longitude, latitude], such as [35.82, 33.13]")
			continue
		}
		lon, okLon := r.Number(pair[0])
		lat, okLat := r.Number(pair[1])
		if okLon && okLat && (lon < -180 || lon > 180 || lat < -90 || lat > 90) {
			r.Fault(e.Line, e.Path, fmt.Sprintf("[%g, %g] lies nowhere on Earth", lon, lat), "longitude comes first, from -180 to 180, then latitude, from -90 to 90")
		}
		out = append(out, Point{lon, lat})
	}
	return out
}
