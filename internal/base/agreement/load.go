package agreement

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// folder is where packs of agreements lie; blank is the pack to copy, which is no agreement.
const (
	folder = "agreements"
	blank  = "template.yaml"
)

// Load reads every pack in the folder "agreements" but the blank one, by ID. The
// error names each fault of each pack, one a line.
func Load(packs fs.FS) ([]Agreement, error) {
	files, err := fs.Glob(packs, folder+"/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing agreements: %w", err)
	}
	var out []Agreement
	var all []error
	for _, name := range files {
		if path.Base(name) == blank {
			continue
		}
		content, err := fs.ReadFile(packs, name)
		if err != nil {
			return nil, fmt.Errorf("reading agreement %q: %w", name, err)
		}
		a, faults := Parse(path.Base(name), content)
		for _, f := range faults {
			all = append(all, f)
		}
		out = append(out, a)
	}
	if len(all) > 0 {
		return nil, fmt.Errorf("reading agreements: %w", errors.Join(all...))
	}
	slices.SortFunc(out, func(a, b Agreement) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// Parse reads one pack. File is its base name, which the ID must repeat. Faults are
// in the order of their lines; with none the agreement is sound.
func Parse(file string, content []byte) (Agreement, []FaultError) {
	r := &reader{file: file}
	tree, err := parser.ParseBytes(content, 0)
	if err != nil {
		r.syntax(err)
		return Agreement{}, r.faults
	}
	var body ast.Node
	for _, d := range tree.Docs {
		if d.Body != nil && body != nil {
			r.fault(d.Body.GetToken().Position.Line, "", "begins a second pack", "put each agreement into a file of its own")
			return Agreement{}, r.faults
		}
		if d.Body != nil {
			body = d.Body
		}
	}
	if body == nil {
		r.fault(1, "", "is empty", "copy "+blank+" and fill it in")
		return Agreement{}, r.faults
	}
	a := r.agreement(at(body, "", 1))
	slices.SortStableFunc(r.faults, func(a, b FaultError) int { return a.Line - b.Line })
	return a, r.faults
}

func (r *reader) syntax(err error) {
	line, what := 1, err.Error()
	var told interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &told) {
		what = told.GetMessage()
		if told.GetToken() != nil {
			line = told.GetToken().Position.Line
		}
	}
	r.fault(line, "", "is no YAML ("+what+")", "look at the indent, the colons and the quotes of this line and the one above")
}

const (
	agreementKeys = "id name kind aliases places parties mediators guarantors monitors signed in_force ends clauses zones sources"
	partyKeys     = "id name kind names"
	clauseKeys    = "id kind text citation binds against zone from until breach compliance"
	zoneKeys      = "id name names accuracy_km note polygon line"
)

func (r *reader) agreement(f field) Agreement {
	k := r.keys(f, agreementKeys, "id name kind aliases parties in_force clauses sources")
	a := Agreement{
		ID: r.id(k["id"]), Name: r.text(k["name"]), Kind: r.choice(k["kind"], "kind of agreement", kinds()),
		Aliases: r.texts(k["aliases"]), Places: r.texts(k["places"]),
		Parties: r.parties(k["parties"]), Mediators: r.parties(k["mediators"]), Guarantors: r.parties(k["guarantors"]), Monitors: r.parties(k["monitors"]),
		Signed: r.date(k["signed"]), InForce: r.date(k["in_force"]), Ends: r.date(k["ends"]), Sources: r.texts(k["sources"]),
	}
	if want := strings.TrimSuffix(r.file, ".yaml"); a.ID != "" && a.ID != want && r.file != blank {
		r.fault(k["id"].line, "id", fmt.Sprintf("%q is not the name of the file", a.ID), "call the file "+a.ID+".yaml, or the id "+want)
	}
	r.order(k["in_force"], a.Signed, a.InForce, "signed")
	r.order(k["ends"], a.InForce, a.Ends, "in_force")
	if p := k["parties"]; !p.empty() && len(a.Parties) == 0 {
		r.fault(p.line, "parties", "names nobody", "list at least one side that is bound")
	}
	r.aliases(k["aliases"], a)
	for _, z := range r.list(k["zones"]) {
		a.Zones = append(a.Zones, r.zone(z))
	}
	for _, c := range r.list(k["clauses"]) {
		a.Clauses = append(a.Clauses, r.clause(c, a))
	}
	if c := k["clauses"]; !c.empty() && len(a.Clauses) == 0 {
		r.fault(c.line, "clauses", "holds no clause", "write at least one; what an agreement provides is what reports are tested against")
	}
	r.unique(k["zones"], len(a.Zones), func(i int) string { return a.Zones[i].ID })
	r.unique(k["clauses"], len(a.Clauses), func(i int) string { return a.Clauses[i].ID })
	r.unique(k["parties"], len(a.Parties), func(i int) string { return a.Parties[i].ID })
	return a
}

// order checks that a day does not lie before the one that comes first.
func (r *reader) order(f field, first, then, name string) {
	if first != "" && then != "" && then < first {
		r.fault(f.line, f.path, then+" is before "+name+", "+first, "check both days")
	}
}

// aliases refuses phrases that any other agreement could be called by.
func (r *reader) aliases(f field, a Agreement) {
	for i, alias := range a.Aliases {
		if len(strings.Fields(alias)) < 2 {
			r.fault(lineOf(r.list(f), i, f.line), fmt.Sprintf("aliases[%d]", i+1), fmt.Sprintf("%q is one word and would match other agreements", alias),
				"add the year, the place or a party")
		}
	}
}

// lineOf is the line of the i-th entry of a list.
func lineOf(list []field, i, otherwise int) int {
	if i < len(list) {
		return list[i].line
	}
	return otherwise
}

// unique refuses an id that stands twice in a list.
func (r *reader) unique(f field, n int, id func(int) string) {
	seen := map[string]bool{}
	for i, e := range r.list(f)[:min(n, len(r.list(f)))] {
		if id(i) != "" && seen[id(i)] {
			r.fault(e.line, e.path+".id", fmt.Sprintf("%q stands twice", id(i)), "give one of them another id")
		}
		seen[id(i)] = true
	}
}

func (r *reader) parties(f field) []Party {
	var out []Party
	for _, e := range r.list(f) {
		k := r.keys(e, partyKeys, "id name kind")
		out = append(out, Party{
			ID: r.id(k["id"]), Name: r.text(k["name"]), Kind: r.choice(k["kind"], "kind of party", partyKinds()), Names: r.texts(k["names"]),
		})
	}
	return out
}

func (r *reader) clause(f field, a Agreement) Clause {
	k := r.keys(f, clauseKeys, "id kind text citation binds")
	c := Clause{
		ID: r.label(k["id"]), Kind: r.choice(k["kind"], "kind of clause", clauseKinds()), Text: r.text(k["text"]), Citation: r.text(k["citation"]),
		Binds: r.sides(k["binds"], a), Against: r.sides(k["against"], a), Zone: r.id(k["zone"]), From: r.date(k["from"]), Until: r.date(k["until"]),
		Breach: r.patterns(k["breach"]), Compliance: r.patterns(k["compliance"]),
	}
	if b := k["binds"]; !b.empty() && len(c.Binds) == 0 {
		r.fault(b.line, b.path, "binds nobody", "list the ids of the parties that it binds")
	}
	if c.Zone != "" && a.Zone(c.Zone) == nil {
		r.fault(k["zone"].line, k["zone"].path, fmt.Sprintf("%q is no zone of this pack", c.Zone), "add it under zones, or correct the id")
	} else if c.Zone != "" && len(a.Zone(c.Zone).Line) > 0 {
		r.fault(k["zone"].line, k["zone"].path, fmt.Sprintf("%q is a line, in which nothing can lie", c.Zone), "use the area on the side where the act is not allowed")
	}
	r.order(k["until"], c.From, c.Until, "from")
	if c.Kind == "declaratory" && len(c.Breach) > 0 {
		r.fault(k["breach"].line, k["breach"].path, "stands under a declaratory clause, which nobody can breach", "take it out or change the kind")
	}
	for _, p := range c.Breach {
		if slices.Contains(c.Compliance, p) {
			r.fault(k["compliance"].line, k["compliance"].path, p.String()+" would be both breach and compliance", "keep it in one of the two")
		}
	}
	return c
}

func (r *reader) sides(f field, a Agreement) []string {
	out := r.texts(f)
	var known []string
	for _, p := range a.Parties {
		known = append(known, p.ID)
	}
	for i, id := range out {
		if !slices.Contains(known, id) {
			r.fault(lineOf(r.list(f), i, f.line), fmt.Sprintf("%s[%d]", f.path, i+1), fmt.Sprintf("%q is no party of this pack", id), oneOf(id, known))
		}
	}
	return out
}

func (r *reader) patterns(f field) []Pattern {
	var out []Pattern
	for _, e := range r.list(f) {
		kind, mode, with := strings.Cut(r.text(e), "/")
		modes, ok := modesOf(kind)
		switch {
		case !ok:
			r.fault(e.line, e.path, fmt.Sprintf("%q is no PLOVER type", kind), "write a type such as ASSAULT, or a type and mode such as ASSAULT/aerial")
		case with && !slices.Contains(modes, mode):
			r.fault(e.line, e.path, fmt.Sprintf("%q is no mode of %s", mode, kind), oneOf(mode, modes))
		}
		out = append(out, Pattern{kind, mode})
	}
	return out
}

func (r *reader) zone(f field) Zone {
	k := r.keys(f, zoneKeys, "id name accuracy_km note")
	z := Zone{ID: r.id(k["id"]), Name: r.text(k["name"]), Names: r.texts(k["names"]), Note: r.text(k["note"])}
	if a := k["accuracy_km"]; !a.empty() {
		km, ok := r.number(a)
		if ok && km <= 0 {
			r.fault(a.line, a.path, "claims a border without error", "say in kilometres how far off the drawing may be; 2 is common, 0 is never true")
		}
		z.AccuracyKM = km
	}
	z.Polygon, z.Line = r.points(k["polygon"]), r.points(k["line"])
	switch {
	case k["polygon"].empty() == k["line"].empty():
		r.fault(f.line, f.path, "needs a polygon or a line, and not both", "give [longitude, latitude] pairs under one of the two")
	case !k["polygon"].empty() && len(z.Polygon) < 4:
		r.fault(k["polygon"].line, k["polygon"].path, "has fewer than four points", "give at least three corners and the first one again")
	case !k["polygon"].empty() && z.Polygon[0] != z.Polygon[len(z.Polygon)-1]:
		r.fault(k["polygon"].line, k["polygon"].path, "is not closed", "repeat the first point at the end")
	case !k["line"].empty() && len(z.Line) < 2:
		r.fault(k["line"].line, k["line"].path, "has fewer than two points", "give both ends at least")
	}
	return z
}

func (r *reader) points(f field) []Point {
	var out []Point
	for _, e := range r.list(f) {
		pair := r.list(e)
		if len(pair) != 2 {
			r.fault(e.line, e.path, "is no point", "write [longitude, latitude], such as [35.82, 33.13]")
			continue
		}
		lon, okLon := r.number(pair[0])
		lat, okLat := r.number(pair[1])
		if okLon && okLat && (lon < -180 || lon > 180 || lat < -90 || lat > 90) {
			r.fault(e.line, e.path, fmt.Sprintf("[%g, %g] lies nowhere on Earth", lon, lat), "longitude comes first, from -180 to 180, then latitude, from -90 to 90")
		}
		out = append(out, Point{lon, lat})
	}
	return out
}
