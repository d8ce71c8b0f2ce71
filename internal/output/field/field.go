// Package field writes the record in the event formats that the field works with:
// PLOVER, CAMEO in the columns of ICEWS, ACLED, UCDP GED, HXL and the agreements of
// PA-X.
//
// Each is a projection of the record and drops most of what the record holds: none
// of these formats knows who says what. What each one drops stands in [Formats].
// Nothing is made up to fill a column: what the record does not know stays empty.
package field

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Known is what an export takes from outside the record.
type Known struct {
	// StateCodes holds the ISO 3166-1 alpha-2 code of each state by its name. Land
	// that is disputed has none, and so none stands in an export.
	StateCodes map[string]string
	// Agreements are those known beforehand; their zones have outlines.
	Agreements []agreement.Agreement
}

// Left says how many things of the record an export could not hold, and why.
type Left struct {
	N    int
	What string // "events without a date"
}

// tally counts what is left out, in the order in which it is first met.
type tally []Left

func (t *tally) add(what string) {
	i := slices.IndexFunc(*t, func(l Left) bool { return l.What == what })
	if i < 0 {
		i = len(*t)
		*t = append(*t, Left{What: what})
	}
	(*t)[i].N++
}

// Book is a record in which exports look things up.
type Book struct {
	*view.View
	known  Known
	actors map[string]record.Actor
	places map[string]record.Place
	talks  map[string]bool
	access map[string]string // kind by event
}

// NewBook makes a book of a record. Control characters, and marks that turn the
// direction of text, are replaced in it one for one.
func NewBook(r record.Record, known Known) *Book {
	b := &Book{
		View: view.New(r), known: known, actors: map[string]record.Actor{}, places: map[string]record.Place{},
		talks: map[string]bool{}, access: map[string]string{},
	}
	for _, a := range b.Actors {
		b.actors[a.ID] = a
	}
	for _, p := range b.Places {
		b.places[p.ID] = p
	}
	for _, t := range b.Talks {
		b.talks[t.Event] = true
	}
	for _, a := range b.Access {
		b.access[a.Event] = a.Kind
	}
	return b
}

// Spot is where something happened, as far as the record knows.
type Spot struct {
	record.Place
	Known bool   // whether there is a place at all
	State bool   // whether the place is a whole state
	Land  string // name of the state or territory it lies in, or empty
	// Region is the code of Land, or the zero region where Land is no state or disputed.
	Region language.Region
}

// Spot looks up a place.
func (b *Book) Spot(id record.Nullable) Spot {
	p, ok := b.places[string(id)]
	if !ok {
		return Spot{}
	}
	s := Spot{Place: p, Known: true}
	_, isActor := b.actors[p.ID]
	s.State = isActor && b.actors[p.ID].Kind == "state"
	switch {
	case len(p.Admin) > 0:
		s.Land = p.Admin[0]
	case s.State:
		s.Land = p.Name
	}
	s.Region = b.region(s.Land)
	if s.Region == (language.Region{}) && s.State {
		s.Region = b.regionOfState(p)
	}
	return s
}

// Located reports whether the place has a position.
func (s Spot) Located() bool { return s.Known && s.Lat != nil && s.Lon != nil }

// Part returns the name at a level of what the place lies in: 0 the land, 1 the
// first division below it.
func (s Spot) Part(level int) string {
	if level < len(s.Admin) {
		return s.Admin[level]
	}
	return ""
}

// radius returns within how many kilometres the place is known, and whether it is.
func (s Spot) radius() (float64, bool) {
	if !s.Located() || s.RadiusKM == nil {
		return 0, false
	}
	return *s.RadiusKM, true
}

// iso3 returns the alpha-3 code of the land, or empty.
func (s Spot) iso3() string { return iso3(s.Region) }

func iso3(r language.Region) string {
	if r == (language.Region{}) {
		return ""
	}
	return r.ISO3()
}

func (b *Book) region(land string) language.Region {
	r, err := language.ParseRegion(b.known.StateCodes[land])
	if err != nil {
		return language.Region{}
	}
	return r
}

// regionOfState reads the code from the gazetteer's ID of a state: state-sy.
func (b *Book) regionOfState(p record.Place) language.Region {
	if p.Gazetteer == nil {
		return language.Region{}
	}
	code, ok := strings.CutPrefix(p.Gazetteer.ID, "state-")
	r, err := language.ParseRegion(strings.ToUpper(code))
	if !ok || err != nil {
		return language.Region{}
	}
	return r
}

// landOf returns the state that an actor is of: its own, that of what it belongs to,
// or that of the only state whose office it holds.
func (b *Book) landOf(id string) language.Region {
	for range 5 { // deep enough for any chain of command; a ring ends too
		a, ok := b.actors[id]
		switch {
		case !ok:
			return language.Region{}
		case a.Kind == "state":
			if r := b.region(a.Name); r != (language.Region{}) {
				return r
			}
			return b.regionOfState(b.places[a.ID])
		case a.Parent != "":
			id = string(a.Parent)
		default:
			var states []string
			for _, role := range a.Roles {
				if b.actors[string(role.Of)].Kind == "state" && !slices.Contains(states, string(role.Of)) {
					states = append(states, string(role.Of))
				}
			}
			if len(states) != 1 {
				return language.Region{}
			}
			id = states[0]
		}
	}
	return language.Region{}
}

// When is a date as the exports need it.
type When struct {
	First, Last time.Time
	Days        int // 0 where there is no date
}

// NewWhen reads a date of the record.
func NewWhen(date record.Nullable) When {
	first, last, ok := view.Span(date)
	if !ok {
		return When{}
	}
	return When{first, last, int(last.Sub(first).Hours()/24) + 1}
}

// Happened reports whether a happening is told as something that took place.
func Happened(e record.Event) bool { return e.Status == "occurred" || e.Status == "ongoing" }

// tellers returns the reports that tell of a happening, in the order of the record.
func (b *Book) tellers(e record.Event) []record.Report {
	var out []record.Report
	for _, r := range b.Reports {
		if slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return m.Report == r.ID }) {
			out = append(out, r)
		}
	}
	return out
}

// first returns the mention that the earliest report has first, and its report.
func (b *Book) first(e record.Event) (record.EventMention, record.Report) {
	if len(e.Mentions) == 0 {
		return record.EventMention{}, record.Report{}
	}
	m := e.Mentions[0]
	return m, b.Report(m.Report)
}

// told returns one property of each report that tells of a happening, once each.
func (b *Book) told(e record.Event, property func(record.Report) string) []string {
	var out []string
	for _, r := range b.tellers(e) {
		if p := property(r); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// voices returns who is the innermost source of what is said of a happening in a stance:
// assert or deny.
func (b *Book) voices(e record.Event, stance string) []string {
	var out []string
	for _, s := range b.Statements {
		if s.Stance == stance && len(s.Source) > 0 && slices.Contains(s.About, e.ID) {
			if n := b.Name(s.Source[0]); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// toll returns the toll of one measure of a happening. Where victims are told apart it
// is that of all together, or else that of the class with the highest count: tolls are
// never added up.
func (b *Book) toll(event, measure string) (record.Toll, bool) {
	var found record.Toll
	ok := false
	for _, t := range b.Tolls {
		if t.Event != event || t.Measure != measure {
			continue
		}
		if t.Victims == "" {
			return t, true
		}
		if !ok || t.Best != nil && (found.Best == nil || *t.Best > *found.Best) {
			found, ok = t, true
		}
	}
	return found, ok
}

// note says in words what the columns of a format have no room for.
func (b *Book) note(e record.Event) string {
	out := []string{b.Headline(e), "standing: " + e.Standing, "status: " + e.Status}
	add := func(label string, names []string) {
		if len(names) > 0 {
			out = append(out, label+" "+strings.Join(names, ", "))
		}
	}
	add("mediated by", b.NamesOf(e.Mediators))
	add("according to", b.voices(e, "assert"))
	add("denied by", b.voices(e, "deny"))
	for _, d := range b.Disagreements {
		if d.About == e.ID && d.Kind == "conflict" {
			out = append(out, strings.TrimSuffix(d.Note, "."))
		}
	}
	return strings.Join(out, "; ")
}

// headline is the title of a report, or its file where it has none.
func headline(r record.Report) string { return cmp.Or(string(r.Title), r.File) }

// landName is the name of the state that an actor is of, or empty.
func (b *Book) landName(id string) string {
	region := b.landOf(id)
	if region == (language.Region{}) {
		return ""
	}
	for name := range b.known.StateCodes { // a code stands once, so the order does not matter
		if b.region(name) == region {
			return name
		}
	}
	return ""
}
